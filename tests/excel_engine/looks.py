"""How cells look, as far as macros change it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils.cell import get_column_letter
from xlwings import base_classes

if TYPE_CHECKING:
    from excel_engine.sheets import RangeImpl


class FontImpl(base_classes.Font):
    """The letters of some cells."""

    def __init__(self, cells: RangeImpl) -> None:
        self._cells = cells

    @property
    def api(self) -> Any:
        """Nothing is asked of it."""
        return self

    @property
    def bold(self) -> Any:
        """Of the first cell."""
        return next(self._cells.cells()).font.b

    @bold.setter
    def bold(self, value: bool) -> None:
        self._put("b", value)

    @property
    def color(self) -> Any:
        """Of the first cell."""
        return next(self._cells.cells()).font.color

    @color.setter
    def color(self, value: str) -> None:
        self._put("color", f"FF{value.removeprefix('#')}")

    def _put(self, name: str, value: object) -> None:
        for cell in self._cells.cells():
            font = copy(cell.font)
            setattr(font, name, value)
            cell.font = font


def fill(cells: RangeImpl, colour: str) -> None:
    """Gives cells a ground."""
    for cell in cells.cells():
        cell.fill = PatternFill("solid", fgColor=f"FF{colour.removeprefix('#')}")


def wrap(cells: RangeImpl, wrapped: bool) -> None:
    """Has long texts go on below, or not."""
    for cell in cells.cells():
        cell.alignment = Alignment(wrap_text=wrapped)


def widen(cells: RangeImpl, width: float) -> None:
    """Gives the columns of cells a width, in characters."""
    for column in range(cells.column, cells.column + cells.shape[1]):
        cells.sheet.content.column_dimensions[get_column_letter(column)].width = width
