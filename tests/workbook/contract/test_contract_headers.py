"""A header that moves is a change of the workbook, whether somebody saves it or types it into an open one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from excel_engine.people import insert_column, insert_rows_above, swap_headers

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.port import CellWrite, Workbook

Open = Callable[[Path], Workbook]
Live = Callable[[Path], LiveWorkbook]
Change = Callable[[Any], None]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with two blank columns that look alike, and a helper column beside them."""
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        columns = [{"header": name} for name in ("Amount", "Key", "Tags", "Status", "Mine")]
        rows = [[n, None, None, None, n] for n in range(1, 4)]
        sheet.add_table("A1:E4", {"name": "T", "columns": columns, "data": rows, "autofilter": False})
    return path


def change(workbook: Workbook, act: Change) -> None:
    """Does something to the first sheet: in Excel where it is open there, else with another program."""
    if isinstance(workbook, LiveWorkbook):
        act(workbook._book.sheets[0].impl.content)
        return
    book = openpyxl.load_workbook(workbook.path)
    act(book.worksheets[0])
    book.save(workbook.path)


@pytest.mark.parametrize(
    "act",
    [
        partial(swap_headers, one="Key", other="Tags"),
        partial(insert_column, before="Key"),
        insert_rows_above,
        lambda sheet: sheet.tables.clear(),
        lambda sheet: sheet.cell(1, 6, "Beside"),
    ],
    ids=["swapped", "inserted", "moved down", "no table", "beside"],
)
def test_moved_headers_are_a_change(opened: Open, table: Path, act: Change) -> None:
    """The cells below are as they were, but they are other fields' cells by now."""
    workbook = opened(table)
    [region] = workbook.tables()
    list(workbook.rows(region))
    before = workbook.version()
    assert workbook.unchanged_since(before)
    assert workbook.changed_at(before) == ""
    change(workbook, act)
    assert not workbook.unchanged_since(before)


def test_the_header_that_moved_is_named(live: Live, table: Path) -> None:
    """Who is told a cell finds it; and nothing is written by places that were true once."""
    workbook = live(table)
    [region] = workbook.tables()
    list(workbook.rows(region))
    before, saved = workbook.version(), table.read_bytes()
    change(workbook, partial(swap_headers, one="Key", other="Tags"))
    assert workbook.changed_at(before) == "B1"
    for write in (workbook.write, workbook.show):
        with pytest.raises(WorkbookError, match=r"Cell B1 of table\.xlsx is not as it was"):
            write([CellWrite("S", 2, 2, "key")])
    assert table.read_bytes() == saved
    assert workbook._book.sheets[0]["B2"].value is None


def test_a_header_that_moves_as_excel_saves_is_seen_in_the_file(live: Live, table: Path) -> None:
    """A key in the right column of the wrong header is found there before anybody relies on it."""
    workbook = live(table)
    [region] = workbook.tables()
    list(workbook.rows(region))
    book = workbook._book
    book.impl.before_save = lambda: swap_headers(book.sheets[0].impl.content, "Key", "Tags")
    with pytest.raises(WorkbookError, match=r"Cell B1 of table\.xlsx is not as it was"):
        workbook.write([CellWrite("S", 2, 2, "key")])


def test_only_columns_that_count_are_a_change(live: Live, table: Path) -> None:
    """What a person keeps in columns of their own may change at any time."""
    workbook = live(table)
    [region] = workbook.tables()
    list(workbook.rows(region, [0, 1, 3]))
    before = workbook.version()
    sheet = workbook._book.sheets[0]
    sheet["E2"].value = 99
    sheet["C3"].value = "tag"
    assert workbook.unchanged_since(before)
    sheet["D3"].value = "sent"
    assert workbook.changed_at(before) == "D3"
    assert workbook.changed_at(before, [CellWrite("S", 3, 4, "sent")]) == ""
    assert FileWorkbook(table).changed_at(None) == ""


def test_true_is_not_one(live: Live, table: Path) -> None:
    """Python takes 1 and TRUE for equal; a person and a service do not."""
    workbook = live(table)
    [region] = workbook.tables()
    list(workbook.rows(region))
    before = workbook.version()
    workbook._book.sheets[0]["A2"].value = True
    assert workbook.changed_at(before) == "A2"
