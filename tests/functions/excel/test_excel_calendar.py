"""The calendar of a workbook, and the one on the wall, through xlwings' own code."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from spreadsheet import MISSING, Spreadsheet, address, column

from xl_addin.functions import entry

START, END = date(2026, 10, 1), date(2026, 10, 20)
FROM_1904 = date(1904, 1, 1)


@pytest.fixture
def sheet(warm_sheet: Spreadsheet) -> Spreadsheet:
    """These tests only read."""
    return warm_sheet


def test_computed_days_of_a_1904_workbook_are_the_same_days(sheet: Spreadsheet) -> None:
    """`EOMONTH` in a workbook from an old Mac means the same days; date cells are right as they are."""
    numbers = [float((day - FROM_1904).days) for day in (START, END)]
    expected = sheet.show("ORGANIZZE_TRANSFERS", f"{START}", f"{END}")
    assert len(expected) > 1
    cell = datetime(END.year, END.month, END.day)
    for start, end in (numbers, (numbers[0], cell), (f"{START}", numbers[1])):
        shown = entry.cell("ORGANIZZE_TRANSFERS", (start, end), f"1904{address('B2')}")
        assert [list(row) for row in shown] == expected
    assert sheet.show("XL_ADDIN_WHY", address("B2")).startswith(f"ORGANIZZE_TRANSFERS({START}, {END})")
    assert sheet.show("ORGANIZZE_TRANSFERS", *numbers) != expected


def test_yesterdays_cells_are_calculated_after_midnight(sheet: Spreadsheet) -> None:
    """A formula whose day was left out meant yesterday: the next calculation points it out."""
    entry.close()
    for cell, day in (("C1", MISSING), ("C2", f"{END}"), ("C3", column(f"{END}", None))):
        sheet.show("ORGANIZZE_BALANCE", "Bradesco CC", day, at=cell)
    sheet.show("CASH_FORECAST", f"{date.today()}", f"{date.today()}", at="C4")
    assert (entry.pending(), entry.overtaken()) == (0, [])
    books = entry.shared()
    books.today = lambda: date.today() + timedelta(days=1)
    assert entry.pending() == 1
    assert entry.overtaken() == [address("C1"), address("C3"), address("C4")]
    assert (entry.pending(), entry.overtaken()) == (0, [])
    sheet.show("ORGANIZZE_BALANCE", "Bradesco CC", at="C1")
    books.today = lambda: date.today() + timedelta(days=2)
    assert address("C1") in entry.overtaken()
    entry.close()
