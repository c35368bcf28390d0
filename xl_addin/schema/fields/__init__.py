"""The kinds of column a sheet can have: a field knows its header, its hint and how to read a cell."""

from xl_addin.schema.fields.addresses import EmailField, UrlField
from xl_addin.schema.fields.amounts import AmountField
from xl_addin.schema.fields.base import Field, as_text, shown
from xl_addin.schema.fields.choices import NO, YES, ChoiceField, ChoicesField, YesNoField
from xl_addin.schema.fields.codes import CodeField, DigitsField, SepaIdField
from xl_addin.schema.fields.days import DateField, MomentField
from xl_addin.schema.fields.iso import CountryField, CurrencyField
from xl_addin.schema.fields.numbers import CountField, NumberField, PriceField
from xl_addin.schema.fields.text import LONGEST_TEXT, NameField, TagsField, TextField

__all__ = [
    "LONGEST_TEXT",
    "NO",
    "YES",
    "AmountField",
    "ChoiceField",
    "ChoicesField",
    "CodeField",
    "CountField",
    "CountryField",
    "CurrencyField",
    "DateField",
    "DigitsField",
    "EmailField",
    "Field",
    "MomentField",
    "NameField",
    "NumberField",
    "PriceField",
    "SepaIdField",
    "TagsField",
    "TextField",
    "UrlField",
    "YesNoField",
    "as_text",
    "shown",
]
