"""A column in words: for the Instructions sheet, the input hints and the docs."""

from __future__ import annotations

from functools import singledispatch
from typing import NamedTuple

from xl_addin.build.allowed import Say, allowed
from xl_addin.build.edition import Edition
from xl_addin.schema.fields import ChoiceField, ChoicesField, CurrencyField, Field, YesNoField
from xl_addin.schema.fields.iso import OFFERED


class Described(NamedTuple):
    """One column as a person reads about it.

    Attributes:
        header: The header in the sheet.
        required: The column must be there.
        help: What the column means.
        allowed: What may stand in a cell.
    """

    header: str
    required: bool
    help: str
    allowed: str


def described(sheet: Edition) -> list[Described]:
    """The input columns of a sheet, in sheet order."""
    return [
        Described(field.header, field.required, field.help, _takes(field, sheet.say))
        for field in sheet.fields.values()
    ]


def _takes(field: Field, say: Say) -> str:
    return allowed(field, say) + (say(", or blank") if field.blank_ok else "")


@singledispatch
def words(field: Field) -> tuple[str, ...]:
    """The words a column's dropdown offers; none where anything may be typed."""
    return ()


@words.register
def _(field: ChoiceField) -> tuple[str, ...]:
    return tuple(written[0] for written in field.choices.values())


@words.register
def _(field: ChoicesField) -> tuple[str, ...]:
    return tuple(written[0] for written in field.choices.values()) + field.together


@words.register
def _(field: CurrencyField) -> tuple[str, ...]:
    return OFFERED


@words.register
def _(field: YesNoField) -> tuple[str, ...]:
    return field.words
