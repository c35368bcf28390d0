"""What Excel said it saved is read from the file before anybody relies on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.limits import Limits
from xl_addin.workbook.live.writing import text_of
from xl_addin.workbook.port import Region, WriteValue
from xl_addin.workbook.references import column_letters
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.regions import Layout, layout, placed
from xl_addin.workbook.writing.sheet import Rows


def check_saved(
    path: Path,
    sheets: Mapping[str, Rows],
    layouts: Mapping[Region, Layout],
    limits: Limits,
    *,
    date1904: bool,
) -> None:
    """Returns when each text that was written stands in the file, under the header that it was meant for.

    A cell that was cleared must be blank. So a block of which Excel passed over rows is noticed.

    Args:
        path: The file.
        sheets: What was written, by sheet, row and column.
        layouts: Where headers stood when it was written.
        limits: Of reading.
        date1904: The workbook's days are counted from 1904.

    Raises:
        WorkbookError: The file cannot be read.
        Unreadable: "live_not_there": a text or a header is another there, or none; or a cell is not blank.
    """
    file = FileWorkbook(path, limits)
    for region, meant in layouts.items():
        if region.sheet in sheets and _layout(file, region) != meant:
            raise _missing(region.sheet, max(region.header_row, 1), region.first_column)
    for sheet, rows in sheets.items():
        proved = {row: _proved(cells, date1904=date1904) for row, cells in rows.items()}
        if expected := {row: found for row, found in proved.items() if found}:
            _check(file, sheet, expected)


def _layout(file: FileWorkbook, region: Region) -> Layout | None:
    place = placed(region, file.tables())
    if place is None:
        return None
    head = file.head(region.sheet, place.header_row)
    cells = next((row.cells for row in head if row.number == place.header_row), ())
    return layout(region, place, cells[place.first_column - 1 :])


def _proved(cells: Mapping[int, WriteValue], *, date1904: bool) -> dict[int, str]:
    """The texts of a row, blank where a cell was cleared; numbers are left out."""
    texts = {column: text_of(value, date1904=date1904) for column, value in cells.items()}
    return {column: text or "" for column, text in texts.items() if text or cells[column] in (None, "")}


def _check(file: FileWorkbook, sheet: str, expected: dict[int, dict[int, str]]) -> None:
    columns = {column for texts in expected.values() for column in texts}
    first, width = min(columns), max(columns) - min(columns) + 1
    region = Region(sheet, None, min(expected) - 1, first, ("",) * width)
    for row in file.rows(region):
        for column, text in expected.pop(row.number, {}).items():
            if (row.cells[column - first] or "") != text:
                raise _missing(sheet, row.number, column)
    for number, texts in expected.items():
        if filled := [column for column, text in texts.items() if text]:
            raise _missing(sheet, number, min(filled))


def _missing(sheet: str, row: int, column: int) -> Unreadable:
    return Unreadable("live_not_there", cell=f"{column_letters(column)}{row}", sheet=sheet)
