"""One pass over a sheet: its rows in order, then its merged ranges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.markup import Source, elements, is_true, local, namespace, whole
from xl_addin.workbook.port import CellValue, SheetRow
from xl_addin.workbook.reading.values import Values
from xl_addin.workbook.references import COLUMNS, ROWS, column_letters, column_number, parse_area
from xl_addin.workbook.refusals import Unreadable, damaged

_AFTER_MERGES = (
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "drawing",
    "legacyDrawing",
    "tableParts",
)
"""The first of these to end tells that no merged range follows (ECMA-376 part 1, 18.3.1.99)."""


class Columns(NamedTuple):
    """Columns that are read, one-based and inclusive; without a last one, as far as each row goes."""

    first: int
    last: int | None


class SheetPass:
    """Reads one sheet once.

    Attributes:
        merged: The merged ranges; complete when the pass is over.
    """

    def __init__(self, source: Source, name: str, values: Values | None, limits: Limits) -> None:
        """Prepares the pass.

        Args:
            source: The sheet's part.
            name: The sheet's name, for messages.
            values: Reads the cells; None when only the merged ranges are wanted.
            limits: How much is read.
        """
        self.merged: list[str] = []
        self._source = source
        self._name = name
        self._values = values
        self._limits = limits

    def rows(self, columns: Columns) -> Iterator[SheetRow]:
        """Every row that the file has, with its cells in these columns.

        Raises:
            Unreadable: The sheet is damaged or too large.
        """
        number = count = 0
        for element in elements(self._source, "row", "mergeCell", *_AFTER_MERGES):
            name = local(element)
            if name == "row":
                number = self._number(element, number)
                count += 1
                self._check(count, self._limits.rows, "rows")
                cells = self._cells(element, number, columns) if self._values else ()
                yield SheetRow(number, cells, _is_hidden(element))
            elif name == "mergeCell":
                self.merged.append(self._area(element.get("ref", "")))
                self._check(len(self.merged), self._limits.ranges, "ranges")
            elif local_parent(element) == "worksheet":
                break
        self._source.drain()

    def _number(self, row: etree._Element, before: int) -> int:
        number = whole(row.get("r"), before + 1)
        if not before < number <= ROWS:
            raise damaged(f"row {number} of sheet {self._name} follows row {before}")
        return number

    def _area(self, reference: str) -> str:
        try:
            return str(parse_area(reference))
        except ValueError:
            raise damaged(f"a merged range of sheet {self._name} reads {reference!r:.30}") from None

    def _check(self, count: int, limit: int, key: str) -> None:
        if count > limit:
            raise Unreadable(key, sheet=self._name, limit=limit)

    def _cells(self, row: etree._Element, number: int, columns: Columns) -> tuple[CellValue, ...]:
        """The row's values in the columns asked for; what stands elsewhere is not looked at."""
        assert self._values is not None
        found: list[CellValue] = []
        first, last = columns.first, columns.last or COLUMNS
        value = self._values.of
        suffix = str(number)
        before = 0
        try:
            for cell in row.iterchildren(f"{namespace(row)}c"):
                reference = cell.get("r")
                name = column_letters(before + 1) if reference is None else reference.removesuffix(suffix)
                column = column_number(name)
                if column <= before:
                    raise damaged(f"row {number} of sheet {self._name} has its cells out of order")
                before = column
                if first <= column <= last:
                    found += [None] * (column - first - len(found))
                    found.append(value(cell))
        except ValueError:
            raise damaged(f"row {number} of sheet {self._name} has a cell without a proper place") from None
        if columns.last is not None:
            found += [None] * (last - first + 1 - len(found))
        return tuple(found)


def _is_hidden(row: etree._Element) -> bool:
    """Whether nobody sees the row: hidden, filtered away, folded up, or of no height."""
    return is_true(row.get("hidden")) or row.get("ht") == "0"


def local_parent(element: etree._Element) -> str:
    """The name of the element around this one; empty for the outermost."""
    parent = element.getparent()
    return "" if parent is None else local(parent)
