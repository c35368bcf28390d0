"""The tables of an open workbook as regions of the port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.workbook.port import Region

if TYPE_CHECKING:
    import xlwings as xw


def tables_of(sheet: xw.Sheet) -> list[Region]:
    """The tables of a sheet, from top to bottom and left to right."""
    tables = [_region(sheet, table) for table in sheet.tables]
    return sorted(tables, key=lambda table: (table.header_row, table.first_column))


def _region(sheet: xw.Sheet, table: xw.main.Table) -> Region:
    place = table.range
    bottom = place.row + place.shape[0] - 1
    totals_row = bottom if table.show_totals else None
    return Region(
        sheet.name,
        table.name,
        header_row=place.row if table.show_headers else place.row - 1,
        first_column=place.column,
        headers=tuple(column.name for column in table.columns),
        last_row=bottom - (totals_row is not None),
        totals_row=totals_row,
        shown=table.show_headers,
    )
