"""Formulas over several cells in the way of a write: Excel lets nobody change a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.workbook.live.blocks import blocks_of
from xl_addin.workbook.port import Places
from xl_addin.workbook.references import Area
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.sheet import Rows

if TYPE_CHECKING:
    import xlwings as xw


def check_arrays(sheet: xw.Sheet, rows: Rows, later: Places) -> None:
    """Returns when no cell to be written, now or later, is part of an array formula.

    Raises:
        Unreadable: "array", with the first cell of those among which one is.
    """
    columns = {row: set(rows.get(row, ())) | set(later.get(row, ())) for row in {*rows, *later}}
    for block in blocks_of({row: dict.fromkeys(there) for row, there in columns.items()}):
        area = Area(block.rows.first, block.columns[0], block.rows.last, block.columns[-1])
        cells = sheet.range((area.top, area.left), (area.bottom, area.right))
        if cells.has_array is not False:
            first = Area(area.top, area.left, area.top, area.left)
            raise Unreadable("array", cell=first, sheet=sheet.name, range=area)
