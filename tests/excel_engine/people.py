"""What people do to a sheet of openpyxl's, whether a file holds it or the Excel of the tests."""

from __future__ import annotations

from typing import Any

from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn


def headers_of(sheet: Any, row: int = 1) -> list[Any]:
    """The cells of the header row."""
    return [cell.value for cell in sheet[row]]


def swap_headers(sheet: Any, one: str, other: str) -> None:
    """Types two headers of the first table over one another; the cells below stay."""
    names = headers_of(sheet)
    [table] = sheet.tables.values()
    for old, new in ((one, other), (other, one)):
        place = names.index(old)
        sheet.cell(1, place + 1).value = new
        table.tableColumns[place].name = new


def insert_column(sheet: Any, before: str) -> None:
    """A new column within the first table; what stands right of it moves."""
    [table] = sheet.tables.values()
    place = headers_of(sheet).index(before) + 1
    left, top, right, bottom = range_boundaries(table.ref)
    sheet.insert_cols(place)
    sheet.cell(1, place).value = "Column1"
    table.tableColumns.insert(place - 1, TableColumn(id=99, name="Column1"))
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    table.autoFilter = None


def insert_rows_above(sheet: Any) -> None:
    """Two empty rows above the first table."""
    [table] = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    sheet.insert_rows(top, 2)
    table.ref = f"{get_column_letter(left)}{top + 2}:{get_column_letter(right)}{bottom + 2}"
    table.autoFilter = None


def sort_backwards(sheet: Any, columns: range | None = None) -> None:
    """Turns the rows below the header round, or only some of their columns."""
    columns = columns or range(1, sheet.max_column + 1)
    last = max(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns[0]).value is not None)
    for column in columns:
        cells = [sheet.cell(row, column) for row in range(2, last + 1)]
        found = [(cell.value, cell.data_type, cell.number_format) for cell in cells]
        for cell, (value, kind, code) in zip(cells, reversed(found), strict=True):
            cell.value, cell.data_type, cell.number_format = value, kind, code
