"""Listings as files."""

from __future__ import annotations

import csv
import json
import stat
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.errors import WrongUse
from xl_addin.fetching.export import LARGEST_TABLE, as_records, export
from xl_addin.fetching.listing import Column, Kind, Listing

COLUMNS = (
    Column("Date", Kind.DAY),
    Column("Description"),
    Column("Amount", Kind.AMOUNT),
    Column("Paid", Kind.YES_NO),
    Column("Id", Kind.IDENTIFIER),
)
ROW = (date(2026, 11, 30), "=1+1", Decimal("-1234.56"), True, 3109871406)


def test_a_sheet_has_formats_and_a_frozen_header(tmp_path: Path) -> None:
    """The fetched sheet is ready to work with: dates are dates, amounts numbers, text never a formula."""
    file = tmp_path / "out.xlsx"
    export(Listing("Transactions", COLUMNS, [ROW]), file, overwrite=False)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert list(sheet.tables) == ["Transactions"]
    day, text, amount, paid, identifier = sheet[2]
    assert (day.value.date(), day.number_format) == (ROW[0], "yyyy-mm-dd")
    assert (text.value, text.data_type) == ("=1+1", "s")
    assert amount.value == -1234.56
    assert paid.value == "yes"
    assert identifier.value == "3109871406"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_large_sheet_is_streamed_and_complete(tmp_path: Path) -> None:
    """A year of a large company arrives whole."""
    file = tmp_path / "out.xlsx"
    rows = [(*ROW[:4], number) for number in range(LARGEST_TABLE + 1)]
    export(Listing("Transactions", COLUMNS, rows), file, overwrite=False)
    with closing(openpyxl.load_workbook(file, read_only=True)) as book:
        assert sum(1 for _ in book.worksheets[0].iter_rows()) == LARGEST_TABLE + 2


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    """Notes of any length arrive as far as Excel holds them, instead of not at all; no emoji is halved."""
    file = tmp_path / "out.xlsx"
    export(Listing("Transactions", COLUMNS, [(ROW[0], "a" + "🧾" * 20_000, *ROW[2:])]), file, overwrite=False)
    text = openpyxl.load_workbook(file).worksheets[0]["B2"].value
    assert text == "a" + "🧾" * 16_382 + "…"


def test_an_empty_listing_is_a_sheet_with_headers(tmp_path: Path) -> None:
    """Nothing found is a table without rows, not an error."""
    file = tmp_path / "out.xlsx"
    export(Listing("Transactions", COLUMNS, []), file, overwrite=False)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]


def test_csv_opens_in_a_spreadsheet_without_running_anything(tmp_path: Path) -> None:
    """Accents survive, negative amounts stay numbers, and text that looks like a formula is defused."""
    file = tmp_path / "out.csv"
    export(Listing("Transactions", COLUMNS, [ROW]), file, overwrite=False)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        header, row = csv.reader(stream)
    assert header[1] == "Description"
    assert row == ["2026-11-30", "'=1+1", "-1234.56", "yes", "3109871406"]


def test_json_keeps_amounts_exact(tmp_path: Path) -> None:
    """A program reads amounts and ids as text, and dates in ISO form."""
    file = tmp_path / "out.json"
    export(Listing("Transactions", COLUMNS, [ROW]), file, overwrite=False)
    assert json.loads(file.read_text("utf-8")) == [
        {"date": "2026-11-30", "description": "=1+1", "amount": "-1234.56", "paid": True, "id": "3109871406"}
    ]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """A person's own file of that name stays as it is."""
    file = tmp_path / "out.csv"
    file.write_text("mine", "utf-8")
    listing = Listing("Transactions", COLUMNS, [ROW])
    with pytest.raises(WrongUse, match="exists already"):
        export(listing, file, overwrite=False)
    assert file.read_text("utf-8") == "mine"
    export(listing, file, overwrite=True)
    assert file.read_text("utf-8-sig").startswith("Date,")
    with pytest.raises(WrongUse, match=r"none of \.xlsx"):
        export(listing, tmp_path / "out.pdf", overwrite=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv"]


@given(st.decimals(-9999999999, 9999999999, places=2))
def test_amounts_in_records_are_exact(amount: Decimal) -> None:
    """No amount passes through a float on its way to JSON."""
    [record] = as_records(Listing("T", (Column("Amount", Kind.AMOUNT),), [(amount,)]))
    assert Decimal(record["amount"]) == amount
