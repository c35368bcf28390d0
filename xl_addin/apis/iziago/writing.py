"""From our drafts to the service's JSON, by the profile's names."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

import msgspec
from msgspec.structs import asdict

from xl_addin.apis.iziago.days import Days
from xl_addin.apis.iziago.members import put
from xl_addin.apis.iziago.models import RECORDS, WORDS, Draft
from xl_addin.apis.iziago.profile import Profile
from xl_addin.errors import Invalid, NothingSent
from xl_addin.texts import say
from xl_addin.values.money import checked

_NAMES: Final = {kind: record for record, kind in RECORDS.items()}
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def written(profile: Profile, draft: Draft, operation: str) -> bytes:
    """The body of a request: amounts are numbers with two decimals, what is not given is left out.

    Raises:
        Invalid: The profile has no name for a field that is given; our name is in `fields`.
        NothingSent: A text cannot be written as UTF-8.
    """
    record, body = _NAMES[type(draft)], dict[str, Any]()
    for name, value in asdict(draft).items():
        if value is not msgspec.UNSET:
            put(body, _theirs(profile, record, name), _value(profile, record, name, value))
    try:
        return _ENCODER.encode(body)
    except UnicodeEncodeError:
        raise NothingSent(say("http.half_character", operation=operation)) from None


def ours(profile: Profile, draft: Draft, theirs: str) -> str:
    """Our name of a field that the service names; its own when we have none."""
    names = profile.fields[_NAMES[type(draft)]]
    return next((name for name, known in names.items() if known == theirs), theirs)


def _theirs(profile: Profile, record: str, name: str) -> str:
    if theirs := profile.fields[record][name]:
        return theirs
    said = say("iziago.no_field", field=name)
    raise Invalid(said, fields={name: [said]})


def _value(profile: Profile, record: str, name: str, value: object) -> object:
    if choice := WORDS.get((record, name)):
        return profile.words[choice][str(value)]
    if isinstance(value, dt.date):
        return Days(profile.formats.date).write(value)
    return checked(value) if isinstance(value, Decimal) else value
