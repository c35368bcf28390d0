"""A workbook takes the same values and refuses the same, whether its file is written or Excel has it open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from odd_workbooks import make_odd

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.port import CellValue, CellWrite, Region, Workbook, WriteValue

Open = Callable[[Path], Workbook]
Live = Callable[[Path], LiveWorkbook]

VALUES: list[tuple[WriteValue, CellValue]] = [
    ("sent", "sent"),
    ("00123", "00123"),
    ("3109871406", "3109871406"),
    ("1/2", "1/2"),
    ("1E5", "1E5"),
    ("TRUE", "TRUE"),
    ("#N/A", "#N/A"),
    ("50%", "50%"),
    ("=1+1", "=1+1"),
    ("+49 30", "+49 30"),
    ("-x", "-x"),
    ("@caixa", "@caixa"),
    ("\ttab", "\ttab"),
    ("two\nlines", "two\nlines"),
    ("x" * 40_000, "x" * 32_766 + "…"),
    (True, True),
    (7, Decimal(7)),
    (Decimal("812.35"), Decimal("812.35")),
    (Decimal("0.12345"), Decimal("0.12345")),
    (Decimal("12345678901234567"), "12345678901234567"),
    (datetime(2026, 11, 21), datetime(2026, 11, 21)),
    (datetime(2026, 11, 21, 12, 30, 15), datetime(2026, 11, 21, 12, 30, 15)),
    (None, None),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose columns are formatted as text, as numbers, as percentages and not at all."""
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        columns = [{"header": name} for name in ("Text", "Number", "Rate", "Plain")]
        rows = [["a", 1, 0.5, n] for n in range(len(VALUES))]
        sheet.add_table(0, 0, len(rows), 3, {"name": "T", "columns": columns, "data": rows})
        for column, code in enumerate(("@", "#,##0.00", "0%")):
            sheet.set_column(column, column, 12, book.add_format({"num_format": code}))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write_array_formula("F2:F3", "{=B2:B3*2}", None, 2)
        book.add_worksheet("Other").write("A1", "untouched")
    return path


def region(workbook: Workbook) -> Region:
    """The one table."""
    [found] = workbook.tables()
    return found


@pytest.mark.parametrize("column", range(4), ids=["text", "number", "rate", "plain"])
def test_what_is_written_is_what_is_read(opened: Open, table: Path, column: int) -> None:
    """Codes keep their zeros, no text becomes a formula, numbers and moments stay what they are."""
    workbook = opened(table)
    workbook.write([CellWrite("S", row, column + 1, value) for row, (value, _) in enumerate(VALUES, 2)])
    for reader in (workbook, FileWorkbook(table)):
        read = {row.number: row.cells[column] for row in reader.rows(region(reader))}
        assert {row: read[row] for row, _ in enumerate(VALUES, 2)} == {
            row: value for row, (_, value) in enumerate(VALUES, 2)
        }
    assert [row.hidden for row in workbook.rows(region(workbook))][:3] == [False, True, False]
    assert openpyxl.load_workbook(table)["Other"]["A1"].value == "untouched"


def test_a_header_or_a_formula_over_several_cells_is_in_the_way(opened: Open, table: Path) -> None:
    """What would leave a damaged table or formula behind is refused, and nothing is written."""
    workbook = opened(table)
    before = table.read_bytes()
    with pytest.raises(WorkbookError, match="is a header of table T"):
        workbook.write([CellWrite("S", 2, 1, "x"), CellWrite("S", 1, 2, "another")])
    with pytest.raises(WorkbookError, match="belongs to the formula"):
        workbook.write([CellWrite("S", 2, 6, "x")])
    with pytest.raises(WorkbookError, match="belongs to the formula"):
        workbook.write([CellWrite("S", 2, 1, "x")], later={"S": {3: [6]}})
    with pytest.raises(WorkbookError, match="no sheet Nowhere"):
        workbook.write([CellWrite("Nowhere", 2, 1, "x")])
    with pytest.raises(WorkbookError, match="no row 0"):
        workbook.write([CellWrite("S", 0, 1, "x")])
    assert table.read_bytes() == before


def test_its_own_writing_is_no_change(opened: Open, table: Path) -> None:
    """A workbook is unchanged until somebody else changes it; after a write of ours the new state counts."""
    workbook = opened(table)
    list(workbook.rows(region(workbook)))
    before = workbook.version()
    assert workbook.unchanged_since(before)
    workbook.write([CellWrite("S", 2, 4, "x")])
    assert not workbook.unchanged_since(before)
    assert workbook.unchanged_since(workbook.version())


def test_the_other_calendar(opened: Open, tmp_path: Path) -> None:
    """A moment is the same moment in a workbook that counts from 1904."""
    path = make_odd("years_from_1904", tmp_path)
    workbook = opened(path)
    workbook.write([CellWrite("1904", 9, 3, datetime(2026, 11, 21, 7))])
    [row] = [row for row in workbook.head("1904") if row.number == 9]
    assert row.cells == (None, None, datetime(2026, 11, 21, 7))


def test_many_rows_take_few_calls(live: Live, excel: xw.App, table: Path) -> None:
    """Excel is asked for blocks: what a person waits for does not grow with each cell."""
    workbook = live(table)
    excel.impl.writes = 0
    rows = [row for row in range(2, 20) if row != 9]
    workbook.write([CellWrite("S", row, column, "x") for row in rows for column in (1, 3, 4)])
    assert excel.impl.writes == 4


@pytest.mark.parametrize("fails", [False, True])
def test_excel_asks_its_own_questions_while_it_saves(
    live: Live, excel: xw.App, table: Path, fails: bool
) -> None:
    """Whether another's work is overwritten is not answered silently; a button's silence then goes on."""
    workbook, asking = live(table), []

    def look() -> None:
        asking.append(excel.display_alerts)
        if fails:
            raise OSError("The disk is full.")

    excel.books[0].impl.before_save = look
    excel.display_alerts = False
    with pytest.raises(WorkbookError) if fails else nullcontext():
        workbook.write([CellWrite("S", 2, 4, "x")])
    assert asking == [True]
    assert excel.display_alerts is False
