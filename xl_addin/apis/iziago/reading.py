"""From the service's records to ours, by the profile's names; what does not fit is called by theirs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Generic, NamedTuple, TypeVar, get_args, get_type_hints

from msgspec.structs import fields

from xl_addin.apis.iziago.days import Days
from xl_addin.apis.iziago.members import MISSING, reached
from xl_addin.apis.iziago.models import RECORDS, WORDS, Model, ThirdPartyAccount
from xl_addin.apis.iziago.profile import Profile
from xl_addin.values.money import LARGEST

M = TypeVar("M", bound=Model)
Read = Callable[[Any], Any]

_NAMES: Final = {kind: record for record, kind in RECORDS.items()}
DIGITS: Final = 15
_NUMBER: Final = re.compile(rf"-?\d{{1,{DIGITS}}}(?:\.\d{{1,{DIGITS}}})?", re.ASCII)
_JSON_KINDS: Final = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "a truth value",
    type(None): "null",
}


class Misfit(Exception):
    """Something in an answer is not what it should be; the message says where and what."""


class _Column(NamedTuple):
    name: str
    theirs: str
    read: Read
    required: bool


class Reader(Generic[M]):
    """Reads records of one kind.

    Attributes:
        record: The kind's table of fields in a profile.
    """

    def __init__(self, profile: Profile, kind: type[M]) -> None:
        self.record = record = _NAMES[kind]
        kinds = get_type_hints(kind)
        self._kind = kind
        self._columns = [
            _Column(
                field.name, theirs, _reading(profile, record, field.name, kinds[field.name]), field.required
            )
            for field in fields(kind)
            if (theirs := profile.fields[record][field.name])
        ]

    def __call__(self, given: object, place: str = "") -> M:
        """The record.

        Args:
            given: Decoded JSON, with decimals for numbers that are not whole.
            place: Where in the answer it stands, such as "[3]".

        Raises:
            Misfit: A field is missing or of another kind.
        """
        if not isinstance(given, dict):
            raise Misfit(
                f"`{place}`: expected an object, got {shown(given)}" if place else "expected an object"
            )
        return self._kind(**dict(self._values(given, f"{place}." if place else "")))

    def _values(self, given: Mapping[str, object], before: str) -> Any:
        for column in self._columns:
            value = reached(given, column.theirs)
            if column.required and (value is MISSING or value == ""):
                raise Misfit(f"`{before}{column.theirs}`: {'missing' if value is MISSING else 'blank'}")
            if column.required or value not in (MISSING, None, ""):
                yield column.name, _read(column, value, before)


def shown(value: object) -> str:
    """The kind of a JSON value, for a message."""
    return _JSON_KINDS.get(type(value), "a number")


def _read(column: _Column, value: object, before: str) -> object:
    place = f"{before}{column.theirs}"
    try:
        return column.read(value)
    except ValueError as error:
        raise Misfit(f"`{place}`: expected {error}, got {shown(value)}") from None
    except Misfit as misfit:
        raise Misfit(str(misfit).replace("`", f"`{place}", 1)) from None


def _reading(profile: Profile, record: str, name: str, kind: Any) -> Read:
    """How a field of this kind is read."""
    if choice := WORDS.get((record, name)):
        ours = {theirs: word for word, theirs in profile.words[choice].items()}
        return lambda value: ours.get(_text(value), _text(value))
    if name == "id":
        return _id
    plain = next((one for one in get_args(kind) if one is not type(None)), kind)
    if plain is ThirdPartyAccount:
        return _list_of(Reader(profile, ThirdPartyAccount))
    return {dt.date: _day(Days(profile.formats.date)), Decimal: _amount, bool: _truth}.get(plain, _text)


def _text(value: object) -> str:
    """A text; a whole number, as ids and codes often are, is taken for its digits."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("a text")
    return str(value)


def _id(value: object) -> str:
    """What can stand in a path without changing its way."""
    text = _text(value)
    if not text.strip(" ."):
        raise ValueError("an id")
    return text


def _amount(value: object) -> Decimal:
    """A JSON number or a text that holds one, exactly as it is written."""
    if isinstance(value, Decimal) and -DIGITS <= value.adjusted() <= DIGITS:
        value = f"{value:f}"
    number = str(value) if isinstance(value, str | int) else ""
    if not _NUMBER.fullmatch(number) or abs(Decimal(number)) > LARGEST:
        raise ValueError("an amount")
    return Decimal(number)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _day(days: Days) -> Read:
    def read(value: object) -> dt.date:
        try:
            return days.read(_text(value))
        except ValueError:
            raise ValueError("a day in the profile's format") from None

    return read


def _list_of(reader: Reader[M]) -> Read:
    def read(value: object) -> list[M]:
        if not isinstance(value, list):
            raise ValueError("a list")
        return [reader(item, f"[{index}]") for index, item in enumerate(value)]

    return read
