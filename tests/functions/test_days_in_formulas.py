"""Days and months in formulas: what is understood, and what is said of what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.pages.formula import MISSING
from xl_addin import texts
from xl_addin.functions import days
from xl_addin.functions.excel_error import CellError
from xl_addin.functions.function import Argument, Takes
from xl_addin.functions.registry import FUNCTIONS

Told = Callable[..., str]

DAY, MONTH = Argument("day", Takes.DAY), Argument("month", Takes.MONTH)
ID_OR_MONTH = Argument("invoice", Takes.ID_OR_MONTH)
SOME_DAYS = st.dates(days.EARLIEST, days.LATEST)
BEYOND = st.dates(date(1900, 3, 1), days.EARLIEST - timedelta(1)) | st.dates(
    days.LATEST + timedelta(1), date(9999, 12, 31)
)


def number(day: date) -> int:
    """What Excel counts a day as."""
    return (day - date(1899, 12, 30)).days


@given(SOME_DAYS)
def test_a_day_is_understood_in_every_form(day: date) -> None:
    """A date cell, a number, its text, and the ISO text all mean the same day."""
    cell = datetime(day.year, day.month, day.day)
    forms: list[Any] = [day, cell, float(number(day)), f"{number(day)}", f"{day}", f"{day:%Y/%m/%d}"]
    assert {days.day(DAY, form) for form in forms} == {day}
    assert {days.month(MONTH, form) for form in [*forms, f"{day:%m/%Y}"]} == {day.replace(day=1)}


@given(BEYOND)
def test_a_day_that_nobody_means_is_refused(day: date) -> None:
    """However it is written, a day of another century is an error that says which day was understood."""
    for form in (day, datetime(day.year, day.month, day.day), float(number(day)), f"{day}"):
        for understand, argument in ((days.day, DAY), (days.month, MONTH)):
            with pytest.raises(CellError, match=f"{day}"):
                understand(argument, form)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize(
    ("formula", "understood", "form"),
    [
        (("ORGANIZZE_BALANCE", "Bradesco", 2026.0), "1905-07-18", "2026-11-30"),
        (("ORGANIZZE_BALANCE", "Bradesco", "2026"), "1905-07-18", "2026-11-30"),
        (("ORGANIZZE_BALANCE", "Bradesco", datetime(1905, 7, 18)), "1905-07-18", "2026-11-30"),
        (("ORGANIZZE_BALANCE", "Bradesco", "2206-11-21"), "2206-11-21", "2026-11-30"),
        (("ORGANIZZE_BALANCE", "Bradesco", 20261121.0), "20261121", "2026-11-30"),
        (("ORGANIZZE_BUDGETS", 202611.0), "2454-09-22", "2026-11"),
        (("ORGANIZZE_BUDGETS", "2206-11"), "2206-11-01", "2026-11"),
        (("ORGANIZZE_BUDGETS", 11.0), "1900-01-11", "2026-11"),
        (("ORGANIZZE_BUDGETS", "13/2026"), "13/2026", "2026-11"),
        (("ORGANIZZE_CARD_INVOICE", "Visa", "soon"), "soon", "2026-11"),
    ],
    ids=str,
)
def test_a_slip_is_told_with_what_was_understood(
    told: Told, language: str, formula: tuple[Any, ...], understood: str, form: str
) -> None:
    """`#VALUE!`, what the formula's day was taken for, and how to write one, in the reader's language."""
    texts.use(language)
    why = told(*formula)
    assert why.startswith("#VALUE!")
    assert understood in why
    assert form in why


@pytest.mark.parametrize(
    ("formula", "place"),
    [
        (("ORGANIZZE_TRANSACTIONS", "Bradesco", "2026-11-01"), "account? That is argument 3 of"),
        (("ORGANIZZE_BALANCE", 46347.0, "Bradesco"), "account? That is argument 1 of"),
        (("ORGANIZZE_BALANCE", datetime(2026, 11, 21), "Bradesco"), "day? That is argument 2 of"),
        (("ORGANIZZE_TRANSACTIONS", None, None, [[datetime(2026, 11, 1)]]), "start? That is argument 1 of"),
        (("IZI_INVOICES", "Juana"), "issuer? That is argument 3 of IZI_INVOICES([start], [finish], [issuer]"),
    ],
    ids=str,
)
def test_arguments_in_the_wrong_order_are_pointed_out(
    told: Told, formula: tuple[Any, ...], place: str
) -> None:
    """A name where a day belongs, or a day where a name does, says where it should stand."""
    why = told(*formula)
    assert why.startswith("#VALUE!")
    assert place in why


def test_what_belongs_nowhere_is_not_pointed_elsewhere(told: Told) -> None:
    """A text where a function has no name, and a slip of the finger in a day, have no such hint."""
    assert "argument" not in told("CASH_POSITION", "Bradesco")
    assert "argument" not in told("ORGANIZZE_BALANCE", "Bradesco", "31/31/2026")
    assert "argument" not in told("ORGANIZZE_BALANCE", "Bradesco", "tomorrow")


@given(SOME_DAYS)
def test_days_counted_from_1904(day: date) -> None:
    """A computed date of such a workbook is the same day; what is no day's number stays as it is."""
    counted = float((day - date(1904, 1, 1)).days)
    [account, passed] = days.from_1904(FUNCTIONS["ORGANIZZE_BALANCE"], [counted, [[counted], [None]]])
    assert (account, days.day(DAY, passed[0][0])) == (counted, day)
    left = [day, f"{day}", True, None, -2146826246, MISSING]
    assert days.from_1904(FUNCTIONS["ORGANIZZE_BALANCE"], ["Bradesco", [left], 7.0]) == [
        "Bradesco",
        [left],
        7.0,
    ]


@given(st.integers(10**6, 10**12))
def test_ids_are_not_counted(number: int) -> None:
    """An invoice's id is the same in both kinds of workbooks."""
    passed = ["Visa", float(number)]
    assert days.from_1904(FUNCTIONS["ORGANIZZE_CARD_INVOICE"], passed) == passed
    assert days.id_or_month(ID_OR_MONTH, float(number)) == number


def test_a_month_of_an_invoice_is_counted() -> None:
    """`EOMONTH` in such a workbook means the same month of an invoice."""
    counted = float((date(2026, 11, 30) - date(1904, 1, 1)).days)
    _, passed = days.from_1904(FUNCTIONS["ORGANIZZE_CARD_INVOICE"], ["Visa", counted])
    assert days.id_or_month(ID_OR_MONTH, passed) == date(2026, 11, 1)
