"""What the importer asks of a workbook, whoever holds it: a file on disk or a running Excel.

A reader must tell apart what a spreadsheet tells apart: an empty cell, an error, a formula nobody has
calculated, a hidden row. An adapter that cannot is no reader for money.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from xl_addin.workbook.references import column_letters

PROPERTIES_SHEET: Final = "_xl_addin"
"""The hidden sheet that keeps a workbook's own keys (column A) and values (column B)."""

Places = Mapping[int, Collection[int]]
"""Cells: the columns, by row."""
NOWHERE: Final[Mapping[str, Places]] = MappingProxyType({})


class CellError(str):
    """An error value as the sheet shows it: `CellError("#REF!")`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"CellError({str(self)!r})"


class Percentage(Decimal):
    """A number that its cell shows as a percentage: `Percentage("0.15")` where a person reads 15%."""

    __slots__ = ()


class PaddedNumber(Decimal):
    """A number that its cell shows with zeros in front, which it does not have: 42 as 00042."""

    __slots__ = ()


class Money(Decimal):
    """A number that its cell shows with a currency.

    Attributes:
        currency: Its sign or code, as the cell shows it: "R$", "EUR".
    """

    __slots__ = ("currency",)

    currency: str

    @classmethod
    def of(cls, number: Decimal, currency: str) -> Money:
        """The number with its currency."""
        money = cls(number)
        money.currency = currency
        return money


class NotCalculated(Enum):
    """The value of a formula whose result the file does not hold; there is one, `NOT_CALCULATED`."""

    NOT_CALCULATED = "not calculated"

    def __repr__(self) -> str:
        return "NOT_CALCULATED"


NOT_CALCULATED: Final = NotCalculated.NOT_CALCULATED
"""A formula without a cached value: the file was saved by a program that does not calculate."""

CellValue = None | bool | Decimal | str | datetime | time | CellError | NotCalculated
"""What a cell shows.

Numbers are `Decimal` with the fifteen digits Excel keeps, never float. A number under a date format is a
naive `datetime`; under a time format and below one day a `time`; one that no calendar knows stays a number.
A `Percentage`, a `PaddedNumber` and `Money` are numbers that look otherwise.
Text is as typed. A formula counts by its value.
"""

WriteValue = None | str | bool | int | Decimal | datetime
"""What can be written: None clears. A datetime is naive. Text never becomes a formula."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet.

    Attributes:
        number: The row's number in the sheet, from 1.
        cells: Its values, aligned with the region's headers (`Workbook.rows`) or from column A on (`head`).
        hidden: The row is hidden, by hand or by a filter.
    """

    number: int
    cells: tuple[CellValue, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A header with rows below it, an Excel table or not.

    Attributes:
        sheet: The sheet's name.
        table: The table's name, or None where there is only a row of headers.
        header_row: The row of headers; for a table that shows none, the row above its first.
        first_column: The column of the first header, from 1.
        headers: The headers from left to right.
        last_row: The table's last data row, its totals row excluded; None without a table.
        totals_row: The table's totals row; None when it has none.
        shown: Its headers stand in cells; a table may hide them.
    """

    sheet: str
    table: str | None
    header_row: int
    first_column: int
    headers: tuple[str, ...]
    last_row: int | None = None
    totals_row: int | None = None
    shown: bool = True

    def cell(self, row: int, column_index: int) -> str:
        """The reference of the cell in `row` under `headers[column_index]`.

        >>> Region("S", None, 1, 3, ("Date",)).cell(7, 0)
        'C7'
        """
        return f"{column_letters(self.first_column + column_index)}{row}"


@dataclass(frozen=True, slots=True)
class CellWrite:
    """A value to put into one cell.

    Attributes:
        sheet: The sheet's name.
        row: From 1.
        column: From 1.
        value: What the cell will show; None clears it.
    """

    sheet: str
    row: int
    column: int
    value: WriteValue


class Workbook(Protocol):
    """A workbook that can be read and whose result cells can be written.

    Every method raises `WorkbookError` when the workbook cannot be read or is not safe to read.
    """

    path: Path
    watched: bool
    """Somebody sees its cells change: `show` does something."""

    def tables(self) -> list[Region]:
        """Every Excel table of every sheet, hidden ones too, in the order of the sheets."""

    def sheets(self) -> list[str]:
        """The names of the visible worksheets, in order."""

    def head(self, sheet: str, rows: int = 30) -> list[SheetRow]:
        """The filled rows among the first `rows`, from column A on: where a header may be."""

    def rows(self, region: Region, counted: Collection[int] | None = None) -> Iterator[SheetRow]:
        """The rows below the region's header, to the end of the sheet or the next table.

        Left out are the totals row and rows whose cells are all empty under the headers; a formula that
        shows nothing counts as empty.

        Args:
            region: Where.
            counted: The headers, by index, below which a change is one of the workbook, where cells are
                watched; all of them if nothing is given.
        """

    def merged(self, sheet: str) -> list[str]:
        """The merged ranges of a sheet: `["B3:B5"]`."""

    def properties(self) -> dict[str, str]:
        """Keys and values of the hidden sheet `_xl_addin`; empty when there is none."""

    def write(
        self, writes: Iterable[CellWrite], later: Mapping[str, Places] = NOWHERE, since: object = None
    ) -> None:
        """Changes these cells and nothing else in the workbook.

        Args:
            writes: What stands in them now.
            later: Cells by sheet that are to be written another time: nothing is written where a formula or
                a header would be in the way of that.
            since: The `version` that rows were read from; nothing is written into another. None writes into
                any. Where cells are watched, `changed_at` tells afterwards.

        Raises:
            RowsMoved: Rows that are watched are not where they were `since`, or are moved while cells are
                assigned. What got beside other rows was taken back.
            WorkbookError: Nothing was written: the workbook is as it was.
        """

    def show(self, writes: Iterable[CellWrite]) -> None:
        """Shows values at once where somebody is looking. They are not kept: `write` is for that.

        Raises:
            WorkbookError: They cannot be shown; some may be.
        """

    def version(self) -> object:
        """Tells this state of the workbook, as it was last read or written, from any other."""

    def unchanged_since(self, version: object) -> bool:
        """Whether the workbook is still as it was then: nobody saved it meanwhile."""

    def changed_at(self, version: object, besides: Iterable[CellWrite] = ()) -> str:
        """The first cell that was read and is not as it was then, where cells are watched: "C7".

        Args:
            version: When.
            besides: Cells that do not count, whatever is written there.

        Returns:
            A header's cell where headers moved; blank where no cell can be named.
        """

    def writable(self) -> None:
        """Returns when `write` can be expected to work.

        Raises:
            WorkbookError: It cannot be written now; the hint says what to do.
        """
