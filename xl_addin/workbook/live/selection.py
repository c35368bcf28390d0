"""Which rows a person has selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xl_addin.workbook.live import native
from xl_addin.workbook.live.asked import NAMELESS, asked
from xl_addin.workbook.live.grid import hidden_rows
from xl_addin.workbook.live.spans import Span

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True, slots=True)
class Selected:
    """Rows of one sheet.

    Attributes:
        sheet: The sheet's name.
        rows: Its rows, by their numbers.
    """

    sheet: str
    rows: frozenset[int]


def selected_rows(app: xw.App) -> Selected | None:
    """The sheet rows in which cells are selected and that can be seen; None where no cells are selected.

    Rows that a filter hides are part of what is marked with the mouse, but nobody means them.

    Raises:
        WorkbookError: Excel does not answer.
    """
    with asked(NAMELESS):
        cells = app.selection
        if cells is None:
            return None
        used = cells.sheet.used_range
        last = used.row + used.shape[0] - 1
        parts = [Span(first, min(end, last)) for first, end in native.selected(app) if first <= last]
        rows = {row for part in parts for row in range(part.first, part.last + 1)}
        hidden = {row for part in parts for row in hidden_rows(cells.sheet, part)}
        return Selected(cells.sheet.name, frozenset(rows - hidden))
