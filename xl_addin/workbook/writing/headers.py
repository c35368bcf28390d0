"""Headers of tables in the way of a write."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.workbook.port import Places, Region, WriteValue
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.sheet import Rows


def check_headers(tables: Iterable[Region], rows: Rows, later: Places) -> None:
    """Returns when no header of a sheet's tables would be written over with something else.

    A table whose header cell says something else than its column is one that Excel repairs.

    Raises:
        Unreadable: "header", with the cell.
    """
    for table in tables:
        unknown: dict[int, WriteValue] = dict.fromkeys(later.get(table.header_row, ()))
        for column, value in (unknown | rows.get(table.header_row, {})).items():
            index = column - table.first_column
            if 0 <= index < len(table.headers) and value != table.headers[index]:
                cell = table.cell(table.header_row, index)
                raise Unreadable("header", cell=cell, sheet=table.sheet, table=table.table)
