"""A sheet's rows in blocks: thousands of cells a question, not one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.live import native
from xl_addin.workbook.live.spans import Span, spans
from xl_addin.workbook.live.values import value_of
from xl_addin.workbook.port import SheetRow
from xl_addin.workbook.reading.sheet import Columns
from xl_addin.workbook.refusals import Unreadable

if TYPE_CHECKING:
    import xlwings as xw

BLOCK: Final = 5_000
"""Rows that are read at once."""
TOGETHER: Final = 20
"""Rows whose addresses Excel tells in one answer: ten areas of twenty characters."""

Raw = tuple[int, list[object]]
"""A row's number and its plain values."""


class Grid:
    """The used cells of one sheet."""

    def __init__(self, sheet: xw.Sheet, limits: Limits, *, date1904: bool) -> None:
        self._sheet = sheet
        self._limits = limits
        self._date1904 = date1904
        used = sheet.used_range
        rows, columns = used.shape
        self.last_row = used.row + rows - 1
        self.last_column = used.column + columns - 1

    def rows(self, wanted: Span, columns: Columns) -> Iterator[tuple[SheetRow, Raw]]:
        """The filled rows among those wanted, with what their cells show and with their plain values."""
        for block in self._blocks(wanted, columns):
            yield from zip(self._dressed(block, columns.first), block, strict=True)

    def raw(self, wanted: Span, columns: Columns) -> Iterator[Raw]:
        """The same rows with plain values: enough to tell whether anything changed."""
        for block in self._blocks(wanted, columns):
            yield from block

    def _blocks(self, wanted: Span, columns: Columns) -> Iterator[list[Raw]]:
        """Filled rows, block by block.

        Raises:
            Unreadable: There are more than anybody has.
        """
        last_column = columns.last or self.last_column
        last_row, count = min(wanted.last, self.last_row), 0
        for first in range(max(wanted.first, 1), last_row + 1, BLOCK):
            last = min(first + BLOCK - 1, last_row)
            cells = self._sheet.range((first, columns.first), (last, max(last_column, columns.first)))
            block = [
                (number, row)
                for number, row in enumerate(native.values(cells), first)
                if any(value is not None and value != "" for value in row)
            ]
            count += len(block)
            if count > self._limits.rows:
                raise Unreadable("rows", sheet=self._sheet.name, limit=self._limits.rows)
            yield block

    def _dressed(self, block: list[Raw], first_column: int) -> Iterator[SheetRow]:
        if not block:
            return
        rows = Span(block[0][0], block[-1][0])
        hidden = hidden_rows(self._sheet, rows)
        width = len(block[0][1])
        formats = [
            self._formats(rows, first_column + index)
            if any(isinstance(row[index], float) for _, row in block)
            else {}
            for index in range(width)
        ]
        for number, row in block:
            cells = (
                value_of(value, formats[index].get(number, ""), date1904=self._date1904)
                for index, value in enumerate(row)
            )
            yield SheetRow(number, tuple(cells), number in hidden)

    def _formats(self, rows: Span, column: int) -> dict[int, str]:
        return {
            number: code
            for part, code in formats_of(self._sheet, rows, column)
            for number in range(part.first, part.last + 1)
        }


def hidden_rows(sheet: xw.Sheet, rows: Span) -> frozenset[int]:
    """Those of the rows that nobody sees. A filter that hides every second row asks once for some rows."""

    def ask(part: Span) -> bool | None:
        return native.are_hidden(sheet.range((part.first, 1), (part.last, 1)))

    found: set[int] = set()
    for part, hidden in spans(rows, ask, least=TOGETHER):
        if hidden is None:
            found |= _hidden_among(sheet, part, ask)
        elif hidden:
            found.update(range(part.first, part.last + 1))
    return frozenset(found)


def _hidden_among(sheet: xw.Sheet, rows: Span, ask: Callable[[Span], bool | None]) -> set[int]:
    """Of a few rows, told by the address of those that are seen; where there is none, one by one."""
    address = native.visible(sheet.range((rows.first, 1), (rows.last, 1)))
    if not address:
        found = (part for part, hidden in spans(rows, ask) if hidden)
        return {row for part in found for row in range(part.first, part.last + 1)}
    seen = {row for area in address.split(",") for row in _rows_of(area)}
    return {row for row in range(rows.first, rows.last + 1) if row not in seen}


def _rows_of(area: str) -> range:
    """The rows of `$5:$7`, or of `$A$5:$C$7` where columns are hidden."""
    numbers = [int(number) for number in re.findall(r"\d+", area)]
    return range(numbers[0], numbers[-1] + 1)


def formats_of(sheet: xw.Sheet, rows: Span, column: int) -> Iterator[tuple[Span, str]]:
    """The number formats of a column's cells, from top to bottom."""

    def ask(part: Span) -> str | None:
        code: object = sheet.range((part.first, column), (part.last, column)).number_format
        return code if isinstance(code, str) else None  # Excel's Null where there are several

    for part, code in spans(rows, ask):
        yield part, code or "General"
