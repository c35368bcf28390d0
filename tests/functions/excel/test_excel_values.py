"""What people pass and what they see, to the letter, through xlwings' own code."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from spreadsheet import GETTING_DATA, MISSING, Spreadsheet, cells, column, error

from docs.pages.household import TODAY
from xl_addin.functions import entry
from xl_addin.functions.excel_error import ExcelError

LARGEST_32_BITS = 2**31
DAY = (TODAY - timedelta(days=150)).replace(day=2)
"""In a month of the services' past; the second, so that in some languages it has two readings."""
END = DAY.replace(day=20)
FIRST, LAST = f"{DAY:%Y-%m}-01", f"{DAY:%Y-%m}-28"
SERIAL = (DAY - date(1899, 12, 30)).days


@pytest.fixture
def sheet(warm_sheet: Spreadsheet) -> Spreadsheet:
    """These tests only read."""
    return warm_sheet


def transactions(sheet: Spreadsheet, *arguments: Any) -> list[list[Any]]:
    """The rows below the header."""
    shown = sheet.show("ORGANIZZE_TRANSACTIONS", *arguments)
    assert isinstance(shown, list), shown
    return shown[1:]


def cell_of(day: date) -> datetime:
    """A date cell."""
    return datetime(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "start",
    [
        cell_of(DAY),
        float(SERIAL),
        SERIAL,
        Decimal(SERIAL),
        SERIAL + 0.75,
        f"{DAY}",
        f" {DAY} ",
        cells((cell_of(DAY),)),
    ],
    ids=[
        "date cell",
        "computed",
        "whole number",
        "currency cell",
        "with a time",
        "ISO",
        "with spaces",
        "range",
    ],
)
def test_a_day_is_a_day_however_it_is_passed(sheet: Spreadsheet, start: Any) -> None:
    """A date cell, `HOJE()-30`, a number and a text mean the same day."""
    shown = transactions(sheet, start, cell_of(END))
    assert shown == transactions(sheet, f"{DAY}", f"{END}")
    assert shown
    assert {row[0].month for row in shown} == {DAY.month}


@pytest.mark.parametrize("raw", ["soon", "31/02/2026", "03/04/2026", 0.0, -1.0, 1e9, True], ids=str)
def test_what_is_no_day_is_an_error(sheet: Spreadsheet, raw: Any) -> None:
    """A text that is no date, or two dates at once, is `#VALUE!`; nobody gets another day's figures."""
    assert sheet.show("ORGANIZZE_TRANSACTIONS", raw) == error(ExcelError.VALUE)


def test_local_dates_are_read_in_the_users_language(
    sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Brazilian's 02/03 is the second of March."""
    monkeypatch.setenv("XL_ADDIN_LANG", "pt")
    entry.close()
    local, iso = (transactions(sheet, day, day) for day in (f"{DAY:%d/%m/%Y}", f"{DAY}"))
    entry.close()
    assert local == iso


@pytest.mark.parametrize("name", ["Bradesco CC", "bradesco cc", " BRADESCO CC "])
def test_names_are_found_as_people_type_them(sheet: Spreadsheet, name: str) -> None:
    """Case does not matter."""
    assert isinstance(sheet.show("ORGANIZZE_BALANCE", name), float)


def test_accents_arrive_and_are_not_needed(sheet: Spreadsheet) -> None:
    """Names come back with their accents, and are found without them."""
    names = [path for [path] in sheet.show("ORGANIZZE_CATEGORIES", "Path")[1:]]
    accented = next(name for name in names if not name.isascii())
    bare = "".join(letter for letter in unicodedata.normalize("NFD", accented) if letter.isascii())
    with_accents, without = (
        sheet.show("ORGANIZZE_NET", FIRST, LAST, MISSING, name) for name in (accented, bare)
    )
    assert with_accents == without
    assert isinstance(without, (int, float))


def test_ids_are_text(sheet: Spreadsheet) -> None:
    """An id above what 32 bits hold is shown to its last digit."""
    [header, *ids] = sheet.show("ORGANIZZE_CARD_INVOICES", "Visa Exclusive", MISSING, MISSING, "Id")
    assert header == ["Id"]
    assert all(isinstance(one, str) and int(one) > LARGEST_32_BITS for [one] in ids)


@pytest.mark.parametrize("yes", [True, "yes", "sim", "sí", "oui", "TRUE", "1", 1.0], ids=str)
def test_yes_in_four_languages(sheet: Spreadsheet, yes: Any) -> None:
    """A yes is a yes in every language, and as Excel's own TRUE."""
    period = (FIRST, LAST, MISSING, MISSING, MISSING)
    assert transactions(sheet, *period, yes) == transactions(sheet, *period, True)


def test_cells_are_typed(sheet: Spreadsheet) -> None:
    """Dates, amounts and booleans can be calculated with; nothing is a text that looks like a number."""
    header, first, *_ = sheet.show("ORGANIZZE_TRANSACTIONS", FIRST, LAST)
    kinds = dict(zip(header, map(type, first), strict=True))
    assert (kinds["Date"], kinds["Amount"], kinds["Paid"]) == (datetime, float, bool)


def test_a_column_of_names_is_one_call(sheet: Spreadsheet) -> None:
    """A whole column of accounts has its balances from one formula; a blank between them stays blank."""
    names = [name for [name] in sheet.show("ORGANIZZE_ACCOUNTS", "Name")[1:]]
    one_by_one = [[sheet.show("ORGANIZZE_BALANCE", name)] for name in names]
    assert sheet.show("ORGANIZZE_BALANCE", column(*names)) == one_by_one
    assert sheet.show("ORGANIZZE_BALANCE", column(names[0], None, names[1])) == [
        one_by_one[0],
        [""],
        one_by_one[1],
    ]


def test_ranges_meet_as_in_excel(sheet: Spreadsheet) -> None:
    """A column of accounts and a row of days make a rectangle, as Excel's own functions do."""
    names, days = ["Bradesco CC", "no such account"], [LAST, cell_of(END)]
    shown = sheet.show("ORGANIZZE_BALANCE", column(*names), cells(tuple(days)))
    assert shown[0] == [sheet.show("ORGANIZZE_BALANCE", names[0], day) for day in days]
    assert shown[1] == [error(ExcelError.NA)] * 2


def test_a_broken_cell_in_a_range_breaks_its_own_result_only(sheet: Spreadsheet) -> None:
    """One bad cell of a column leaves the others' results alone."""
    whole = sheet.show("ORGANIZZE_BALANCE", "Bradesco CC")
    shown = sheet.show("ORGANIZZE_BALANCE", column("Bradesco CC", "#REF!", "Bradesco CC"))
    assert shown == [[whole], [error(ExcelError.REF)], [whole]]


def test_a_cell_that_waits_is_handed_on(sheet: Spreadsheet) -> None:
    """A formula over a cell that has no value yet waits with it: `#GETTING_DATA`, not a mistake."""
    assert sheet.show("ORGANIZZE_BALANCE", GETTING_DATA) == error(ExcelError.GETTING_DATA)


def test_nothing_found_is_said(sheet: Spreadsheet) -> None:
    """An empty result has its header row, and says that there is nothing."""
    shown = sheet.show("ORGANIZZE_TRANSACTIONS", "1999-01-01", "1999-01-31")
    assert [len(row) for row in shown] == [len(shown[0])] * 2
    assert shown[1][0] == "(nothing found)"
