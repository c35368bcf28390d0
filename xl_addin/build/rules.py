"""Input hints, dropdowns and warnings: one Excel validation rule a column.

Every rule warns and none forbids. What a person may type is wider than Excel can say (a category as
Parent > Child, "sim" for yes, a date as text), and `check` has the last word. Amounts have a hint only:
a rule would object to `(150,00)` and `-R$ 150,00`, which are read, and teach people to click boxes away.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from xl_addin.build import wording
from xl_addin.build.allowed import Say
from xl_addin.schema.fields import ChoicesField, CountField, CurrencyField, DateField, Field, NameField
from xl_addin.values import dates

Rule = dict[str, Any]
"""Options for XlsxWriter's `data_validation`."""


def for_input(field: Field, say: Say, list_name: str = "") -> Rule:
    """The rule of an input column: its hint, and its dropdown if it has one."""
    rule = _from_list(field, say, list_name) if list_name else _range(field, say)
    return {"input_title": field.header, "input_message": field.help, "error_type": "warning"} | rule


def for_result(say: Say) -> Rule:
    """The rule of a result column: typing into it warns."""
    rule = {"validate": "length", "criteria": "==", "value": 0, "error_type": "warning"}
    return rule | {"error_message": say(wording.RESULT_WARNING)}


def _from_list(field: Field, say: Say, list_name: str) -> Rule:
    return {"validate": "list", "source": f"={list_name}", "error_message": say(_list_warning(field))}


@singledispatch
def _list_warning(field: Field) -> str:
    return wording.WORD_WARNING


@_list_warning.register
def _(field: NameField) -> str:
    return wording.NAME_WARNING


@_list_warning.register
def _(field: ChoicesField) -> str:
    return wording.WORDS_WARNING


@_list_warning.register
def _(field: CurrencyField) -> str:
    return wording.CURRENCY_WARNING


@singledispatch
def _range(field: Field, say: Say) -> Rule:
    return {"validate": "any"}


@_range.register
def _(field: DateField, say: Say) -> Rule:
    bounds = {"minimum": dates.EARLIEST, "maximum": dates.LATEST}
    return {"validate": "date", "criteria": "between", **bounds, "error_message": say(wording.DATE_WARNING)}


@_range.register
def _(field: CountField, say: Say) -> Rule:
    bounds = {"least": field.least, "most": field.most}
    rule = {"validate": "integer", "criteria": "between", "minimum": field.least, "maximum": field.most}
    return {**rule, "error_message": say(wording.COUNT_WARNING).format(**bounds)}
