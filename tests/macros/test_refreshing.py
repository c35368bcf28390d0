"""Refresh has the cells calculated that have functions of ours, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import xlsxwriter
from counter import Counter

from xl_addin.functions import entry


@pytest.fixture
def book(counter: Counter, tmp_path: Path) -> Counter:
    """A workbook with two sheets of formulas, just opened: nothing has calculated them yet."""
    file = tmp_path / "Cash: 2026.xlsx".replace(":", "")
    with xlsxwriter.Workbook(file) as made:
        first = made.add_worksheet("Balances")
        first.write_formula("B2", '=ORGANIZZE_BALANCE("Bradesco CC")', None, 1.0)
        first.write_formula("B3", "=SUM(B2:B2)", None, 1.0)
        first.write_formula("C7", '=IFERROR(iziago_balance("x"),0)', None, 1.0)
        second = made.add_worksheet("It's more")
        second.write_formula("A1", "=1+CASH_POSITION()", None, 1.0)
        second.write_formula("A2", "=MY_CASH_POSITION()", None, 1.0)
    entry.close()
    counter.app.books.open(str(file))
    counter.app.books.active.sheets[0].activate()
    return counter


FIRST = ["[Cash 2026.xlsx]Balances!B2", "[Cash 2026.xlsx]Balances!C7"]
SECOND = ["[Cash 2026.xlsx]It's more!A1"]


def test_a_sheet(book: Counter) -> None:
    """Only the sheet in front; also what was not calculated since the workbook was opened."""
    assert book.press("refresh_sheet") == []
    assert entry.pending() == 1
    assert entry.overtaken() == FIRST
    assert (entry.pending(), entry.overtaken()) == (0, [])


def test_a_workbook(book: Counter) -> None:
    """Every sheet of the workbook in front."""
    assert book.press("refresh_workbook") == []
    assert entry.overtaken() == FIRST + SECOND


def test_everything(book: Counter) -> None:
    """Every open workbook, whichever is in front."""
    book.app.books.add()
    assert book.press("refresh_all") == []
    assert entry.overtaken() == FIRST + SECOND


def test_nothing_of_ours(book: Counter) -> None:
    """Whoever refreshes where there is nothing to refresh is told so."""
    book.app.books.add()
    [told] = book.press("refresh_workbook")
    assert told.startswith("No cell here has one of our functions.")
    assert entry.overtaken() == []


def test_on_a_mac(book: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where functions in cells do not work, that is said, and what works instead."""
    monkeypatch.setattr(sys, "platform", "darwin")
    [told] = book.press("refresh_sheet")
    assert "Windows only" in told
    assert entry.overtaken() == []


def test_a_chart_in_front(book: Counter) -> None:
    """A sheet without cells has nothing to refresh, and a sentence says which sheets have."""
    content = book.app.books.active.impl.file.content
    content.active = content.create_chartsheet("Curve")
    [told] = book.press("refresh_sheet")
    assert told.startswith("Curve is a sheet without cells.")
    assert entry.overtaken() == []
