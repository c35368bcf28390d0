"""What may stand in a column's cell, said to a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from xl_addin.schema.fields import (
    LONGEST_TEXT,
    AmountField,
    ChoiceField,
    ChoicesField,
    CodeField,
    CountField,
    CountryField,
    CurrencyField,
    DateField,
    DigitsField,
    EmailField,
    Field,
    MomentField,
    NameField,
    NumberField,
    SepaIdField,
    TagsField,
    TextField,
    UrlField,
    YesNoField,
)

Say = Callable[[str], str]
"""An English sentence in the language of a template."""


@singledispatch
def allowed(field: Field, say: Say) -> str:
    """What may stand in a column's cell, in a few words."""
    return say("Text")


@allowed.register
def _(field: TextField, say: Say) -> str:
    return say("Text") + _at_most(field, say)


@allowed.register
def _(field: NameField, say: Say) -> str:
    return say("A name; capitals and accents do not matter")


@allowed.register
def _(field: TagsField, say: Say) -> str:
    return say("Words with commas between them")


@allowed.register
def _(field: DateField, say: Say) -> str:
    return say("A date")


@allowed.register
def _(field: MomentField, say: Say) -> str:
    return say("A date and time")


@allowed.register
def _(field: ChoiceField, say: Say) -> str:
    return ", ".join(written[0] for written in field.choices.values())


@allowed.register
def _(field: ChoicesField, say: Say) -> str:
    return say("One or several of:") + " " + ", ".join(written[0] for written in field.choices.values())


@allowed.register
def _(field: YesNoField, say: Say) -> str:
    return ", ".join(field.words)


@allowed.register
def _(field: AmountField, say: Say) -> str:
    return say("A number, at most two decimals") + ("" if field.signed else _bound(field.zero, say))


@allowed.register
def _(field: NumberField, say: Say) -> str:
    return say("A number, at most {most} decimals").format(most=field.decimals) + _bound(field.zero, say)


@allowed.register
def _(field: CountField, say: Say) -> str:
    return say("A whole number from {least} to {most}").format(least=field.least, most=field.most)


@allowed.register
def _(field: CurrencyField, say: Say) -> str:
    return say("A currency's three letters")


@allowed.register
def _(field: CountryField, say: Say) -> str:
    return say("A country's two letters, or its name")


@allowed.register
def _(field: CodeField, say: Say) -> str:
    return say("Text") + _at_most(field, say) + say("; digits typed as a number count up to fifteen")


@allowed.register
def _(field: DigitsField, say: Say) -> str:
    return say("Digits") + _at_most(field, say)


@allowed.register
def _(field: SepaIdField, say: Say) -> str:
    carried = say("Letters without accents, digits, spaces and / - ? : ( ) . , ' +")
    return carried + _at_most(field, say)


@allowed.register
def _(field: EmailField, say: Say) -> str:
    return say("One e-mail address")


@allowed.register
def _(field: UrlField, say: Say) -> str:
    return say("An address that begins with https:// or http://")


def _bound(zero: bool, say: Say) -> str:
    return say(", zero or more") if zero else say(", above zero")


def _at_most(field: TextField, say: Say) -> str:
    if field.longest == LONGEST_TEXT:
        return ""
    return say(", at most {longest} characters").format(longest=field.longest)
