"""What both kinds of workbook make of rows: where a region ends, and which cells count as filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xl_addin.workbook.port import CellError, CellValue, Region
from xl_addin.workbook.reading.tables import area_of
from xl_addin.workbook.references import ROWS


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a region's headers stand.

    Attributes:
        header_row: The row of headers.
        first_column: The column of the first one.
        names: The table's own names of its columns; none without a table.
        texts: What the header cells show, one more than there are headers; blank where it is no text.
        totals_row: The table's totals row.
    """

    header_row: int
    first_column: int
    names: tuple[str, ...]
    texts: tuple[str, ...]
    totals_row: int | None

    def fits(self, region: Region) -> bool:
        """Whether the region is there, with its headers."""
        place = (region.header_row, region.first_column, region.totals_row)
        found = self.names or self.texts[: len(region.headers)]
        return place == (self.header_row, self.first_column, self.totals_row) and (
            found == region.headers[: len(found)]
        )


def placed(region: Region, tables: Iterable[Region]) -> Region | None:
    """The region's table as it is now, or the region itself where it has none; None: it is gone."""
    if region.table is None:
        return region
    return next(
        (found for found in tables if (found.sheet, found.table) == (region.sheet, region.table)), None
    )


def layout(region: Region, place: Region, beside: Sequence[CellValue]) -> Layout:
    """The region's headers as they stand.

    Args:
        region: As it was read: a table's may have further headers beside it.
        place: As it is now; see `placed`.
        beside: The cells of the header row, from the first header on.
    """
    count = len(region.headers) + 1
    texts = [_text(cell) for cell in beside[:count]]
    return Layout(
        place.header_row,
        place.first_column,
        place.headers if place.table is not None else (),
        (*texts, *[""] * (count - len(texts))),
        place.totals_row,
    )


def _text(cell: CellValue) -> str:
    return cell if isinstance(cell, str) and not isinstance(cell, CellError) else ""


def last_row(region: Region, tables: Iterable[Region]) -> int:
    """The last row that can be the region's: the next table below ends it."""
    left, right = region.first_column, region.first_column + len(region.headers) - 1
    tops = [
        area.top
        for table in tables
        if table.sheet == region.sheet and table.table != region.table
        if (area := area_of(table)).top > region.header_row and area.left <= right and left <= area.right
    ]
    return min(tops, default=ROWS + 1) - 1


def filled(cells: Iterable[CellValue]) -> bool:
    """Whether a cell shows anything; a formula that shows an empty text does not."""
    return any(cell is not None and cell != "" for cell in cells)


def trimmed(cells: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
    """The cells up to the last that shows anything."""
    last = max((index for index, cell in enumerate(cells) if filled((cell,))), default=-1)
    return cells[: last + 1]


def shown(cell: CellValue) -> str:
    """A property as text: `1`, not `1E+0`."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)
