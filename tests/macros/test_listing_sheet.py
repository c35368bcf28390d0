"""A list in a sheet shows what the service said: texts as texts, figures as figures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from counter import Counter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.protection import WorkbookProtection

from xl_addin.build.template import write_template
from xl_addin.fetching.listing import Column, Kind, Listing
from xl_addin.macros.listing_sheet import LONGEST_NAME, free_name, in_cell, show
from xl_addin.schema import SHEETS
from xl_addin.workbook.text import LONGEST

COLUMNS = (
    Column("Description", width=30),
    Column("Amount", Kind.AMOUNT, 14),
    Column("Date", Kind.DAY, 12),
    Column("Paid", Kind.YES_NO, 8),
    Column("Id", Kind.IDENTIFIER, 14),
    Column("Sent at", Kind.MOMENT, 17),
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", '=HYPERLINK("x")', "00123", "1/2", "1E5", "#N/A", "TRUE"]


def rows_of(*descriptions: str) -> list[tuple[Any, ...]]:
    """A row for each description."""
    moment = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
    return [(text, Decimal("-1234.56"), date(2026, 11, 1), True, 3109871406, moment) for text in descriptions]


def test_a_text_stays_a_text(counter: Counter) -> None:
    """What somebody wrote in the service is no formula, no number and no date in Excel."""
    sheet = show(counter.excel, Listing("Transactions", COLUMNS, rows_of(*FORMULAS)))
    cells = [sheet.range((row, 1)) for row in range(2, len(FORMULAS) + 2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert [cell.formula for cell in cells] == FORMULAS
    assert {cell.number_format for cell in cells} == {"@"}


def test_figures_are_figures(counter: Counter) -> None:
    """Amounts add up, days sort, ids keep all their digits, yes is yes in the user's language."""
    show(counter.excel, Listing("Transactions", COLUMNS, rows_of("Rent")))
    local = datetime(2026, 11, 21, 20, 15, tzinfo=UTC).astimezone().replace(tzinfo=None)
    [row] = counter.table
    assert list(row.values()) == ["Rent", -1234.56, datetime(2026, 11, 1), "yes", "3109871406", local]


def test_what_must_be_known_stands_on_top(counter: Counter) -> None:
    """Notes are seen before the figures that they explain, and are no formulas either."""
    show(counter.excel, Listing("Transactions", COLUMNS, rows_of("Rent"), ("Counted from zero.", "=1+1")))
    assert [row[0] for row in counter.sheet] == ["Counted from zero.", "=1+1", None, "Description", "Rent"]


def test_an_empty_list_is_a_table_too(counter: Counter) -> None:
    """Nothing found is shown as such, with its columns."""
    show(counter.excel, Listing("Transactions", COLUMNS, []))
    assert counter.table == [dict.fromkeys(column.header for column in COLUMNS)]


def test_each_list_has_a_sheet_of_its_own(counter: Counter) -> None:
    """Fetching a list again leaves the sheet from before as it is."""
    for _ in range(2):
        show(counter.excel, Listing("Transactions", COLUMNS, rows_of("Rent")))
    names = [sheet.name for sheet in counter.app.books.active.sheets]
    assert names == ["Sheet", "Transactions", "Transactions (2)"]


def test_a_templates_hidden_sheets_stay_where_they_are(counter: Counter, tmp_path: Path) -> None:
    """The new sheet stands behind those that are seen; the workbook is still one of ours."""
    write_template(SHEETS["organizze_transactions"], tmp_path / "book.xlsx")
    book = counter.app.books.open(str(tmp_path / "book.xlsx"))
    before = [sheet.name for sheet in book.sheets]
    show(counter.excel, Listing("Accounts", COLUMNS, rows_of("Rent")))
    seen = [sheet.name for sheet in book.sheets if sheet.visible == -1]
    assert seen[-1] == "Accounts"
    assert [sheet.name for sheet in book.sheets if sheet.name != "Accounts"] == before


def test_a_protected_workbook_keeps_its_sheets(counter: Counter) -> None:
    """Where no sheet may be added, the list is shown in a workbook of its own."""
    counter.app.books.add()
    counter.impl.open_books[0].file.content.security = WorkbookProtection(lockStructure=True)
    show(counter.excel, Listing("Transactions", COLUMNS, rows_of("Rent")))
    assert [len(book.sheets) for book in counter.app.books] == [1, 2]
    assert [row["Description"] for row in counter.table] == ["Rent"]


@given(st.text(), st.lists(st.text(max_size=40), max_size=5))
def test_names_that_excel_takes(wanted: str, taken: list[str]) -> None:
    """A sheet gets a name that Excel takes and no other sheet has."""
    name = free_name(wanted, [*taken, free_name(wanted, taken)])
    assert 1 <= len(name) <= LONGEST_NAME
    assert not set(name) & set("[]:*?/\\")
    assert name.casefold() not in {other.casefold() for other in taken}


@given(st.integers(-(10**14), 10**14))
def test_amounts_keep_their_cents(cents: int) -> None:
    """The number in the cell is the amount to the cent, as Excel shows fifteen digits."""
    amount = Decimal(cents) / 100
    assert round(Decimal(repr(in_cell(amount, Kind.AMOUNT))), 2) == amount


@pytest.mark.parametrize("text", ["x" * 40_000, "é" * 33_000, "🧾" * 20_000])
def test_no_text_is_too_long_for_a_cell(text: str) -> None:
    """One long note does not keep a list from being shown."""
    assert LONGEST - 1 <= len(in_cell(text, Kind.TEXT).encode("utf-16-le")) // 2 <= LONGEST
