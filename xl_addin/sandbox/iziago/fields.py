"""Fields of a draft: what is right. A field that is none of them is refused, as it would be lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from xl_addin.sandbox.iziago import dates
from xl_addin.sandbox.iziago.answers import BLANK, INVALID, NOT_LISTED, Errors
from xl_addin.sandbox.records import Record
from xl_addin.values import money

Check: TypeAlias = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

_NO_XML = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what no XML file can hold."""
_WRONG = {"decimals": "a plus de deux décimales", "too_large": "est trop grand", "unreadable": INVALID}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a draft.

    Attributes:
        check: What its value must be.
        required: Whether it may be missing or null.
    """

    check: Check
    required: bool = False


def read(fields: Mapping[str, Field], sent: Mapping[str, Any]) -> tuple[Record, Errors]:
    """The fields' values, None for what is missing, and what is wrong with them."""
    errors = {name: ["champ inconnu"] for name in sent if name not in fields}
    for name, field in fields.items():
        problem = _problem(field, sent.get(name))
        if problem:
            errors[name] = [problem]
    return {name: sent.get(name) for name in fields}, errors


def _problem(field: Field, value: Any) -> str | None:
    if value is None:
        return BLANK if field.required else None
    return field.check(value)


def text(longest: int) -> Check:
    """Text with something in it, which fits on one line of an XML file."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str) or _NO_XML.search(value):
            return INVALID
        if not value.strip():
            return BLANK
        return f"dépasse {longest} caractères" if len(value) > longest else None

    return check


def one_of(*values: str) -> Check:
    """One of some texts."""

    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in values else NOT_LISTED

    return check


def like(pattern: str) -> Check:
    """A text of this form."""

    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) else INVALID

    return check


def day(value: Any) -> str | None:
    """A day as `2026-11-21`."""
    return None if dates.parse(value) else INVALID


def amount(value: Any) -> str | None:
    """A JSON number above zero with at most two decimals."""
    if type(value) not in (int, Decimal):
        return "n'est pas un nombre"
    try:
        exact = money.checked(Decimal(value))
    except money.AmountError as error:
        return _WRONG[error.reason]
    return None if exact > 0 else "doit être supérieur à 0"
