"""Fields of a record that may be sent: what is right, what is assumed when they are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from xl_addin.sandbox.organizze import dates
from xl_addin.sandbox.organizze.answers import BLANK, INVALID, NOT_LISTED, Errors
from xl_addin.sandbox.records import Record

Check: TypeAlias = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be sent.

    Attributes:
        check: What its value must be.
        default: Its value in a new record that came without it.
        required: Whether a new record needs it.
    """

    check: Check
    default: Any = None
    required: bool = False


def read(
    fields: Mapping[str, Field], sent: Mapping[str, Any], base: Record | None = None
) -> tuple[Record, Errors]:
    """The fields' values after a POST (without `base`) or a PUT (on top of `base`), and what is wrong.

    Fields that are not in the table are ignored.
    """
    values, errors = {}, {}
    for name, field in fields.items():
        values[name] = sent.get(name, field.default if base is None else base[name])
        problem = _problem(field, name in sent, base is None, values[name])
        if problem:
            errors[name] = [problem]
    return values, errors


def _problem(field: Field, is_sent: bool, is_new: bool, value: Any) -> str | None:
    if is_sent:
        return field.check(value)
    return BLANK if is_new and field.required else None


def text(value: Any) -> str | None:
    """Text with something in it. It is stored as it comes, never trimmed."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return BLANK
    return None if isinstance(value, str) else INVALID


def text_or_null(value: Any) -> str | None:
    """Any text, or null."""
    return None if value is None or isinstance(value, str) else INVALID


def boolean(value: Any) -> str | None:
    """JSON's true or false."""
    return None if isinstance(value, bool) else INVALID


def integer(value: Any) -> str | None:
    """A JSON integer: 1.0 and true are none."""
    if value is None:
        return BLANK
    return None if type(value) is int and abs(value) < 2**63 else "não é um número inteiro"


def integer_or_null(value: Any) -> str | None:
    """A JSON integer, or null."""
    return None if value is None else integer(value)


def between(lowest: int, highest: int) -> Check:
    """An integer of a range."""

    def check(value: Any) -> str | None:
        return integer(value) or (None if lowest <= value <= highest else NOT_LISTED)

    return check


def one_of(*values: str) -> Check:
    """One of some texts."""

    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in values else NOT_LISTED

    return check


def day(value: Any) -> str | None:
    """A day as `2015-09-16`."""
    if value is None or value == "":
        return BLANK
    return None if dates.parse(value) else INVALID


def tags(value: Any) -> str | None:
    """`[{"name": "homeoffice"}]`."""
    if not isinstance(value, list):
        return INVALID
    return None if all(isinstance(tag, dict) and not text(tag.get("name")) for tag in value) else INVALID


def series(value: Any) -> str | None:
    """`recurrence_attributes`: how often."""
    if value is None:
        return None
    return one_of(*dates.PERIODICITIES)(value.get("periodicity")) if isinstance(value, dict) else INVALID


def installments(value: Any) -> str | None:
    """`installments_attributes`: how often and how many; the upper limit is assumed."""
    if value is None:
        return None
    return series(value) or between(1, 500)(value.get("total"))
