"""Finds the template's table in a workbook, wherever people moved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from xl_addin.importing.headers import fit
from xl_addin.schema import SHEETS, Sheet
from xl_addin.values.names import plain
from xl_addin.workbook.port import CellValue, Region, Workbook


def locate(workbook: Workbook) -> tuple[type[Sheet], Region] | None:
    """The template and the place of its rows, or None when nothing in the workbook is a template of ours.

    The metadata's template goes first, then a table of a template's name, then any header row that fits.
    """
    named = SHEETS.get(workbook.properties().get("template", ""))
    candidates = [named] if named else list(SHEETS.values())
    tables = workbook.tables()
    of_its_name = [
        (sheet, region)
        for region in tables
        for sheet in candidates
        if (region.table or "").casefold() == sheet.table.casefold()
    ]
    for sheet, region in of_its_name:
        if fit(sheet, region.headers):
            return sheet, region
    fits = (
        (fit(sheet, region.headers), sheet, region)
        for region in _places(workbook, tables)
        for sheet in candidates
    )
    best = max(fits, key=lambda found: found[0], default=None)
    if best is not None and best[0]:
        return best[1], best[2]
    return next(iter(of_its_name), None)  # its headers no longer fit, so that what is missing can be said


def widened(region: Region, shown: Sequence[CellValue]) -> Region:
    """A table with the headers that were typed right beside it: people take those for columns as well.

    Args:
        region: Where the rows are.
        shown: What stands in its header row (`header_cells`).
    """
    beside = takewhile(
        lambda cell: isinstance(cell, str) and bool(cell.strip()), shown[len(region.headers) :]
    )
    return replace(region, headers=(*region.headers, *map(str, beside)))


def misnamed(region: Region, shown: Sequence[CellValue]) -> list[tuple[int, str]]:
    """Columns whose header cell says something else than the table calls them: the index, and what it says.

    Excel keeps the two alike. Programs that write cells alone, such as pandas, do not; then a person reads
    one header and Excel's formulas another.
    """
    if not region.shown:
        return []
    cells = zip(region.headers, shown, strict=False)
    return [
        (index, str(cell))
        for index, (header, cell) in enumerate(cells)
        if cell is not None and plain(str(cell)) != plain(header)
    ]


def header_cells(workbook: Workbook, region: Region) -> Sequence[CellValue]:
    """What stands in a table's header row, from the first header on; nothing where there is no table."""
    if region.table is None:
        return ()
    head = workbook.head(region.sheet, region.header_row)
    cells = next((row.cells for row in head if row.number == region.header_row), ())
    return cells[region.first_column - 1 :]


def _places(workbook: Workbook, tables: list[Region]) -> Iterator[Region]:
    """Every table, and every early row that could be a header row without a table."""
    yield from tables
    for sheet in workbook.sheets():
        for row in workbook.head(sheet):
            headers = tuple(cell if isinstance(cell, str) else "" for cell in row.cells)
            if any(headers):
                yield Region(sheet, table=None, header_row=row.number, first_column=1, headers=headers)
