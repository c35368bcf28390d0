"""The sheets of an open workbook, and where on them a region stands by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.live import native
from xl_addin.workbook.live.grid import Grid
from xl_addin.workbook.live.seen import Seen, kept
from xl_addin.workbook.live.spans import Span
from xl_addin.workbook.live.tables import tables_of
from xl_addin.workbook.port import Region
from xl_addin.workbook.reading.sheet import Columns
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.regions import Layout, last_row, layout, placed

if TYPE_CHECKING:
    import xlwings as xw


class OpenSheets:
    """Each method asks Excel anew."""

    def __init__(self, book: xw.Book, limits: Limits, *, date1904: bool) -> None:
        self._book = book
        self._limits = limits
        self._date1904 = date1904

    def named(self, name: str) -> xw.Sheet:
        """A sheet.

        Raises:
            Unreadable: "no_sheet".
        """
        for sheet in self._book.sheets:
            if sheet.name == name:
                return sheet
        raise Unreadable("no_sheet", sheet=name)

    def grid(self, name: str) -> Grid:
        """A sheet's used cells."""
        return Grid(self.named(name), self._limits, date1904=self._date1904)

    def tables(self, name: str) -> list[Region] | None:
        """A sheet's tables; None when there is no such sheet."""
        found = next((sheet for sheet in self._book.sheets if sheet.name == name), None)
        return None if found is None else tables_of(found)

    def layout(self, region: Region, tables: list[Region] | None) -> Layout | None:
        """Where the region's headers stand; None when its sheet or its table is gone.

        Args:
            region: As it was read.
            tables: Those of its sheet, as they are now.
        """
        place = None if tables is None else placed(region, tables)
        if place is None:
            return None
        row, last = place.header_row, place.first_column + len(region.headers)
        sheet = self.named(region.sheet)
        cells = native.values(sheet.range((row, place.first_column), (row, last)))[0] if row else []
        return layout(region, place, [cell if isinstance(cell, str) else None for cell in cells])

    def look(self, region: Region, before: Seen) -> Seen:
        """The region as it is now; without rows where its headers are not where they were."""
        tables = self.tables(region.sheet)
        found = self.layout(region, tables)
        if tables is None or found is None or found != before.layout:
            return Seen(before.counted, found, {})
        raw = self.grid(region.sheet).raw(*cells_of(region, tables))
        values = kept((row for row in raw if row[0] != region.totals_row), before.counted)
        return Seen(before.counted, found, values)


def cells_of(region: Region, tables: list[Region]) -> tuple[Span, Columns]:
    """The cells that can be the region's: below its headers, to the next of its sheet's tables."""
    columns = Columns(region.first_column, region.first_column + len(region.headers) - 1)
    return Span(region.header_row + 1, last_row(region, tables)), columns
