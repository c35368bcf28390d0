"""Sheets and ranges of the engine."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from excel_engine import looks, native
from excel_engine.refusing import refused
from excel_engine.tables import TableImpl, TablesImpl
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.numbers import is_datetime
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_excel
from xlwings import base_classes

if TYPE_CHECKING:
    from excel_engine.engine import BookImpl

SHOWN_AS = {"mm-dd-yy": "m/d/yyyy", "m/d/yy h:mm": "m/d/yyyy h:mm"}
"""How Excel tells the formats of which openpyxl has names of its own."""
_KEPT_AS = {theirs: ours for ours, theirs in SHOWN_AS.items()}
CURRENCY = re.compile(r"[$€£]|\bBs\b")
"""What makes COM give a cell's value as a Currency."""
_VISIBLE = {"visible": -1, "hidden": 0, "veryHidden": 2}


class SheetsImpl(base_classes.Sheets):
    """The worksheets of a workbook."""

    def __init__(self, book: BookImpl) -> None:
        self.book = book

    def _all(self) -> list[SheetImpl]:
        return [SheetImpl(self.book, sheet) for sheet in self.book.file.content.worksheets]

    @property
    def active(self) -> SheetImpl:
        """The sheet in front."""
        return SheetImpl(self.book, self.book.file.content.active)

    def __call__(self, name_or_index: str | int) -> SheetImpl:
        """By its name or its place."""
        if isinstance(name_or_index, int):
            return self._all()[name_or_index - 1]
        for sheet in self._all():
            if sheet.name.casefold() == name_or_index.casefold():
                return sheet
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[SheetImpl]:
        return iter(self._all())

    def __contains__(self, name: object) -> bool:
        return any(sheet.name == name for sheet in self._all())

    def add(
        self, before: SheetImpl | None = None, after: SheetImpl | None = None, name: str | None = None
    ) -> SheetImpl:
        """A new sheet; it is in front from now on."""
        content = self.book.file.content
        if content.security is not None and content.security.lockStructure:
            raise refused("The workbook is protected.")
        place = before.index - 1 if before else after.index if after else 0
        made = content.create_sheet(name, place)
        content.active = made
        self.book.file.saved = False
        return SheetImpl(self.book, made)


class SheetImpl(base_classes.Sheet):
    """One worksheet."""

    book: Any = None

    def __init__(self, book: BookImpl, content: Any) -> None:
        self.book = book
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SheetImpl) and other.content is self.content

    def __hash__(self) -> int:
        return id(self.content)

    @property
    def api(self) -> native.NativeSheet:
        """As COM shows it."""
        return native.NativeSheet(self)

    @property
    def name(self) -> str:
        """Its name."""
        self.book.alive()
        return str(self.content.title)

    @name.setter
    def name(self, value: str) -> None:
        self.content.title = value

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self.book.file.content.worksheets.index(self.content)) + 1

    @property
    def visible(self) -> int:
        """Excel's XlSheetVisibility."""
        return _VISIBLE[self.content.sheet_state]

    @visible.setter
    def visible(self, value: Any) -> None:
        self.content.sheet_state = "visible" if value in (True, -1) else "hidden"

    @property
    def tables(self) -> TablesImpl:
        """Its Excel tables."""
        return TablesImpl(self)

    @property
    def used_range(self) -> RangeImpl:
        """From the first to the last cell that has a value or a format."""
        self.book.alive()
        places = list(self.content._cells) or [(1, 1)]
        top, bottom = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(column for _, column in places), max(column for _, column in places)
        return RangeImpl(self, top, left, bottom - top + 1, right - left + 1)

    @property
    def cells(self) -> RangeImpl:
        """All cells there can be."""
        return RangeImpl(self, 1, 1, 1_048_576, 16_384)

    def range(self, arg1: Any, arg2: Any = None) -> RangeImpl:
        """Cells by an address, by (row, column), by two corners, or by (row, column, rows, columns)."""
        self.book.alive()
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return RangeImpl(self, *arg1)
        top, left, bottom, right = _corners(arg1)
        if arg2 is not None:
            top2, left2, bottom2, right2 = _corners(arg2)
            top, left = min(top, top2), min(left, left2)
            bottom, right = max(bottom, bottom2), max(right, right2)
        return RangeImpl(self, top, left, bottom - top + 1, right - left + 1)

    def activate(self) -> None:
        """Brings it to the front."""
        self.book.file.content.active = self.content

    select = activate

    def autofit(self, axis: str | None = None) -> None:
        """Columns have no width that a test looks at."""

    def delete(self) -> None:
        """Takes it out of the workbook."""
        self.book.file.content.remove(self.content)
        self.book.file.saved = False

    def clear(self) -> None:
        """Empties it."""
        self.content._cells.clear()
        self.book.file.saved = False

    clear_contents = clear

    def is_hidden(self, row: int) -> bool:
        """A row that nobody sees: hidden, filtered away, or of no height."""
        found = self.content.row_dimensions
        return row in found and bool(found[row].hidden or found[row].height == 0)


class RangeImpl(base_classes.Range):
    """A rectangle of cells.

    Attributes:
        sheet: Its sheet.
        row: Its first row.
        column: Its first column.
        shape: How many rows and columns.
    """

    sheet: Any = None
    row: Any = 0
    column: Any = 0
    shape: Any = (0, 0)
    horizontal_alignment: Any = None
    vertical_alignment: Any = None

    def __init__(self, sheet: SheetImpl, row: int, column: int, rows: int, columns: int) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column
        self.shape = (rows, columns)
        self.options: dict[str, Any] = {}
        self._app = sheet.book.app

    @property
    def api(self) -> native.NativeRange:
        """As COM shows it."""
        self.sheet.book.alive()
        return native.NativeRange(self)

    def __len__(self) -> int:
        return math.prod(self.shape)

    def __call__(self, row: int, column: int | None = None) -> RangeImpl:
        """One of its cells, from 1; by a single number row by row."""
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        return RangeImpl(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    def places(self) -> Iterator[tuple[int, int]]:
        """Its cells, row by row."""
        for row in range(self.row, self.row + self.shape[0]):
            for column in range(self.column, self.column + self.shape[1]):
                yield row, column

    def cells(self) -> Iterator[Any]:
        """Its cells as openpyxl's."""
        return (self.sheet.content.cell(*place) for place in self.places())

    def block(self, read: Callable[[int, int], Any]) -> Any:
        """A block of values: one for a single cell, else a tuple of rows."""
        self.sheet.book.alive()
        self._app.reads += 1
        if self.shape == (1, 1):
            return read(self.row, self.column)
        columns = range(self.column, self.column + self.shape[1])
        rows = range(self.row, self.row + self.shape[0])
        return tuple(tuple(read(row, column) for column in columns) for row in rows)

    def plain(self, row: int, column: int) -> Any:
        """A cell's `Value2`."""
        return self.sheet.book.file.get(self.sheet.name, row, column)

    @property
    def raw_value(self) -> Any:
        """The `Value`: dates as moments, currencies as Decimal of four places."""
        return self.block(self._dressed)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.sheet.book.alive()
        self._app.before_write()
        self.sheet.book.alive()
        self._app.writes += 1
        rows = data if isinstance(data, (list, tuple)) else [[data] * self.shape[1]] * self.shape[0]
        self._refuse()
        for row, values in enumerate(rows, self.row):
            if self._app.skips_hidden and self.sheet.is_hidden(row):
                continue
            for column, value in enumerate(values, self.column):
                self.sheet.book.file.put(self.sheet.name, row, column, value)
        self._app.changed()

    @property
    def formula(self) -> Any:
        """Formulas as formulas, anything else as its value."""

        def read(row: int, column: int) -> Any:
            cell = self.sheet.content._cells.get((row, column))
            formula = cell is not None and cell.data_type == "f"
            value = getattr(cell.value, "text", cell.value) if formula else self.plain(row, column)
            return "" if value is None else value

        return self.block(read)

    @formula.setter
    def formula(self, data: Any) -> None:
        self.raw_value = data

    @property
    def font(self) -> looks.FontImpl:
        """Its letters."""
        return looks.FontImpl(self)

    @property
    def color(self) -> Any:
        """The ground of the first cell."""
        return next(self.cells()).fill.fgColor.rgb

    @color.setter
    def color(self, value: str) -> None:
        looks.fill(self, value)

    @property
    def wrap_text(self) -> bool:
        """Whether the text of the first cell goes on below."""
        return bool(next(self.cells()).alignment.wrap_text)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        looks.wrap(self, value)

    @property
    def column_width(self) -> float | None:
        """In characters, of the first column."""
        letter = get_column_letter(self.column)
        return float(self.sheet.content.column_dimensions[letter].width)

    @column_width.setter
    def column_width(self, value: float) -> None:
        looks.widen(self, value)

    @property
    def has_array(self) -> bool | None:
        """Whether it is part of an array formula; None where only some of it is."""
        areas = self.sheet.book.file.arrays(self.sheet.name)
        return native.uniform(
            any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in areas)
            for row, column in self.places()
        )

    @property
    def number_format(self) -> str | None:
        """The format; None where there are several."""
        self.sheet.book.alive()
        return native.uniform(self._format(*place) for place in self.places())

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.sheet.book.alive()
        if self.sheet.content.protection.sheet:
            raise refused("The sheet is protected.")
        for cell in self.cells():
            cell.number_format = _KEPT_AS.get(value, value)
        self.sheet.book.file.saved = False

    @property
    def row_height(self) -> float | None:
        """In points, 0 of hidden rows; None where they differ."""
        found = self.sheet.content.row_dimensions
        rows = range(self.row, self.row + self.shape[0])
        return native.uniform(
            0.0 if self.sheet.is_hidden(row) else (found[row].height if row in found else None) or 15.0
            for row in rows
        )

    @property
    def row_hidden(self) -> bool | None:
        """Whether its rows are hidden."""
        hidden: bool | None = native.NativeRange(self).EntireRow.Hidden
        return hidden

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        for row in range(self.row, self.row + self.shape[0]):
            self.sheet.content.row_dimensions[row].hidden = value

    @property
    def merge_cells(self) -> bool | None:
        """Whether its cells are parts of merged ones; None where only some are."""
        merged = self.sheet.content.merged_cells.ranges
        if self.shape == (1, 1) or not merged:
            return any(_holds(area, self.row, self.column) for area in merged)
        return native.uniform(
            any(_holds(area, row, column) for area in merged) for row, column in self.places()
        )

    @property
    def merge_area(self) -> RangeImpl:
        """The merged cells that the first cell is part of."""
        for area in self.sheet.content.merged_cells.ranges:
            if _holds(area, self.row, self.column):
                return self.sheet.range(str(area))
        return self(1, 1)

    @property
    def address(self) -> str:
        """Such as $A$1:$B$2."""
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address."""
        row_sign, column_sign = "$" * row_absolute, "$" * col_absolute

        def one(row: int, column: int) -> str:
            return f"{column_sign}{get_column_letter(column)}{row_sign}{row}"

        first = one(self.row, self.column)
        last = one(self.row + self.shape[0] - 1, self.column + self.shape[1] - 1)
        place = first if first == last else f"{first}:{last}"
        return f"[{self.sheet.book.name}]{self.sheet.name}!{place}" if external else place

    @property
    def table(self) -> TableImpl | None:
        """The table that its first cell is in."""
        found = (table for table in self.sheet.tables if (self.row, self.column) in table.range.places())
        return next(found, None)

    def clear_contents(self) -> None:
        """Empties it."""
        self.raw_value = None

    def select(self) -> None:
        """Selects it."""
        self._app.selected = self.sheet, [self.address]

    def autofit(self, axis: str | None = None) -> None:
        """Columns have no width that a test looks at."""

    def _refuse(self) -> None:
        if self.sheet.content.protection.sheet and native.NativeRange(self).Locked is not False:
            raise refused("The cell or chart you're trying to change is on a protected sheet.")
        if self.has_array is not False and self.sheet.book.file.arrays(self.sheet.name):
            raise refused("You can't change part of an array.")

    def _format(self, row: int, column: int) -> str:
        cell = self.sheet.content._cells.get((row, column))
        if cell is None or isinstance(cell, MergedCell):
            return "General"
        return SHOWN_AS.get(cell.number_format, cell.number_format)

    def _dressed(self, row: int, column: int) -> Any:
        value, code = self.plain(row, column), self._format(row, column)
        if not isinstance(value, float):
            return value
        if is_datetime(code) in ("date", "datetime"):
            return from_excel(value, self.sheet.book.file.content.epoch)
        if CURRENCY.search(code):
            return round(Decimal(repr(value)), 4)
        return value


def _holds(area: Any, row: int, column: int) -> bool:
    return bool(area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col)


def _corners(place: Any) -> tuple[int, int, int, int]:
    if isinstance(place, RangeImpl):
        rows, columns = place.shape
        return place.row, place.column, place.row + rows - 1, place.column + columns - 1
    if isinstance(place, tuple):
        return (*place, *place)
    left, top, right, bottom = range_boundaries(str(place).replace("$", ""))
    return top, left, bottom, right


class Selection(RangeImpl):
    """What is selected: to xlwings its first area, whose address is that of all.

    Args:
        areas: One at least.
    """

    def __init__(self, areas: Sequence[RangeImpl]) -> None:
        first = areas[0]
        super().__init__(first.sheet, first.row, first.column, *first.shape)
        self._areas = areas

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The addresses, with commas between them."""
        return ",".join(area.get_address(row_absolute, col_absolute, external) for area in self._areas)
