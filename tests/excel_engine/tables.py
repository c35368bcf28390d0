"""Excel tables (ListObjects) of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.table import Table, TableStyleInfo
from xlwings import base_classes

if TYPE_CHECKING:
    from excel_engine.sheets import RangeImpl, SheetImpl


class TablesImpl(base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: SheetImpl) -> None:
        self.sheet = sheet

    def _all(self) -> list[TableImpl]:
        return [TableImpl(self.sheet, table) for table in self.sheet.content.tables.values()]

    def __call__(self, key: str | int) -> TableImpl:
        """By its name or its place."""
        if isinstance(key, int):
            return self._all()[key - 1]
        return next(table for table in self._all() if table.name == key)

    def add(self, source: Any = None, name: str | None = None, **looks: Any) -> TableImpl:
        """Makes a table of cells whose first row are headers; Excel refuses two headers that are alike."""
        place = source.impl
        headers = [str(place(1, column).raw_value) for column in range(1, place.shape[1] + 1)]
        if len({header.casefold() for header in headers}) < len(headers):
            raise ValueError("two headers are alike")
        tables = [table for sheet in self.sheet.book.file.content for table in sheet.tables]
        table = Table(displayName=name or f"Table{len(tables) + 1}", ref=place.address.replace("$", ""))
        table.tableStyleInfo = TableStyleInfo(name=looks.get("table_style_name"), showRowStripes=True)
        table._initialise_columns()
        for column, header in zip(table.tableColumns, headers, strict=True):
            column.name = header
        self.sheet.content.add_table(table)
        return TableImpl(self.sheet, table)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[TableImpl]:
        return iter(self._all())

    def __contains__(self, name: object) -> bool:
        return any(table.name == name for table in self._all())


class ColumnsImpl:
    """The columns of a table."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def __call__(self, key: int) -> Any:
        """By its place."""
        return SimpleNamespace(name=self.names[key - 1], index=key)

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Any]:
        return (self(number) for number in range(1, len(self.names) + 1))


class TableImpl(base_classes.Table):
    """One table."""

    def __init__(self, sheet: SheetImpl, content: Any) -> None:
        self.sheet = sheet
        self.content = content

    @property
    def api(self) -> Any:
        """Nothing is asked of it."""
        return self.content

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.content.displayName)

    display_name = name

    @property
    def parent(self) -> SheetImpl:
        """Its sheet."""
        return self.sheet

    @property
    def show_headers(self) -> bool:
        """Whether it has a row of headers."""
        return self.content.headerRowCount != 0

    @property
    def show_totals(self) -> bool:
        """Whether it has a row of totals."""
        return bool(self.content.totalsRowCount)

    @property
    def range(self) -> RangeImpl:
        """All of it."""
        left, top, right, bottom = range_boundaries(self.content.ref)
        return self.sheet.range((top, left), (bottom, right))

    @property
    def columns(self) -> ColumnsImpl:
        """Its columns."""
        return ColumnsImpl([unescape(column.name) for column in self.content.tableColumns])

    @property
    def header_row_range(self) -> RangeImpl | None:
        """The headers."""
        place = self.range
        return self._rows(place.row, 1) if self.show_headers else None

    @property
    def totals_row_range(self) -> RangeImpl | None:
        """The totals."""
        place = self.range
        return self._rows(place.row + place.shape[0] - 1, 1) if self.show_totals else None

    @property
    def data_body_range(self) -> RangeImpl | None:
        """What is between the two."""
        place = self.range
        count = place.shape[0] - self.show_headers - self.show_totals
        return self._rows(place.row + self.show_headers, count) if count > 0 else None

    def _rows(self, first: int, count: int) -> RangeImpl:
        place = self.range
        last = first + count - 1
        return self.sheet.range((first, place.column), (last, place.column + place.shape[1] - 1))
