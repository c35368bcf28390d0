"""What may stand in a column's cell, said to a person."""

from __future__ import annotations

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


@singledispatch
def allowed(field: Field) -> str:
    """What may stand in a column's cell, in a few words."""
    return "Text"


@allowed.register
def _(field: TextField) -> str:
    return f"Text{_at_most(field)}"


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
def _(field: ChoiceField) -> str:
    return ", ".join(written[0] for written in field.choices.values())


@allowed.register
def _(field: ChoicesField) -> str:
    return "One or several of: " + ", ".join(written[0] for written in field.choices.values())


@allowed.register
def _(field: YesNoField) -> str:
    return "yes, no"


@allowed.register
def _(field: AmountField) -> str:
    return "A number, at most two decimals" + ("" if field.signed else _bound(field.zero))


@allowed.register
def _(field: NumberField) -> str:
    return f"A number, at most {field.decimals} decimals" + _bound(field.zero)


@allowed.register
def _(field: CountField) -> str:
    return f"A whole number from {field.least} to {field.most}"


@allowed.register
def _(field: CurrencyField) -> str:
    return "A currency's three letters"


@allowed.register
def _(field: CountryField) -> str:
    return "A country's two letters, or its name"


@allowed.register
def _(field: CodeField) -> str:
    return f"Text{_at_most(field)}; digits typed as a number count up to fifteen"


@allowed.register
def _(field: DigitsField) -> str:
    return f"Digits{_at_most(field)}"


@allowed.register
def _(field: SepaIdField) -> str:
    return f"Letters without accents, digits, spaces and / - ? : ( ) . , ' +{_at_most(field)}"


@allowed.register
def _(field: EmailField) -> str:
    return "One e-mail address"


@allowed.register
def _(field: UrlField) -> str:
    return "An address that begins with https:// or http://"


def _bound(zero: bool) -> str:
    return ", zero or more" if zero else ", above zero"


def _at_most(field: TextField) -> str:
    return f", at most {field.longest} characters" if field.longest < LONGEST_TEXT else ""
