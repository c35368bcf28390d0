"""A column in words: for the Instructions sheet, the input hints and the docs."""

from __future__ import annotations

from functools import singledispatch
from typing import NamedTuple

from xl_addin.schema.fields import (
    AmountField,
    ChoiceField,
    CountField,
    DateField,
    Field,
    MomentField,
    NameField,
    TagsField,
    YesNoField,
)
from xl_addin.schema.sheet import Sheet


class Described(NamedTuple):
    """One column as a person reads about it.

    Attributes:
        header: The header in the sheet.
        required: A blank cell is a problem.
        help: What the column means.
        allowed: What may stand in a cell.
    """

    header: str
    required: bool
    help: str
    allowed: str


def described(sheet: type[Sheet]) -> list[Described]:
    """The input columns of a sheet, in sheet order."""
    return [
        Described(field.header, field.required, field.help, allowed(field)) for field in sheet.fields.values()
    ]


@singledispatch
def words(field: Field) -> tuple[str, ...]:
    """The words a column's dropdown offers; none where anything may be typed."""
    return ()


@words.register
def _(field: ChoiceField) -> tuple[str, ...]:
    return tuple(written[0] for written in field.choices.values())


@words.register
def _(field: YesNoField) -> tuple[str, ...]:
    return ("yes", "no")


@singledispatch
def allowed(field: Field) -> str:
    """What may stand in a column's cell, in a few words."""
    return ", ".join(words(field)) or "Text"


@allowed.register
def _(field: NameField) -> str:
    return "A name; capitals and accents do not matter"


@allowed.register
def _(field: TagsField) -> str:
    return "Words with commas between them"


@allowed.register
def _(field: DateField) -> str:
    return "A date"


@allowed.register
def _(field: MomentField) -> str:
    return "A date and time"


@allowed.register
def _(field: AmountField) -> str:
    return "A number, at most two decimals" + ("" if field.signed else ", above zero")


@allowed.register
def _(field: CountField) -> str:
    return f"A whole number from {field.least} to {field.most}"
