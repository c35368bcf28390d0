"""Formulas in the way of a write: which may go, and which would leave others broken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from xl_addin.workbook.port import Places
from xl_addin.workbook.references import Area, column_letters, parse_area
from xl_addin.workbook.refusals import Unreadable, damaged


class Formulas:
    """What a pass over a sheet learns of its formulas.

    Attributes:
        removed: References of cells whose formula is overwritten.
    """

    def __init__(self, sheet: str) -> None:
        self.removed: set[str] = set()
        self._sheet = sheet
        self._blocks: list[Area] = []
        self._lost: dict[str, str] = {}
        self._used: set[str] = set()

    def seen(self, attributes: dict[str, str], reference: str | None) -> None:
        """An `f` element.

        Args:
            attributes: Its attributes.
            reference: Its cell, when that is overwritten; else None.
        """
        kind = attributes.get("t")
        if kind in ("array", "dataTable"):
            self._block(attributes.get("ref", reference or "A1"))
        elif kind == "shared":
            self._share(attributes, reference)
        if reference is not None:
            self.removed.add(reference)

    def check(self, written: Places) -> None:
        """Refuses to break a formula that spans or feeds other cells.

        Raises:
            Unreadable: "array" or "shared", with the cell.
        """
        rows = sorted(written)
        for block in self._blocks:
            for row in rows[bisect_left(rows, block.top) : bisect_right(rows, block.bottom)]:
                for column in written[row]:
                    if block.left <= column <= block.right:
                        cell = f"{column_letters(column)}{row}"
                        raise Unreadable("array", cell=cell, sheet=self._sheet, range=block)
        for broken in self._lost.keys() & self._used:
            raise Unreadable("shared", cell=self._lost[broken], sheet=self._sheet)

    def _block(self, reference: str) -> None:
        try:
            area = parse_area(reference)
        except ValueError:
            raise damaged(f"a formula of sheet {self._sheet} has no proper place") from None
        if (area.top, area.left) != (area.bottom, area.right):
            self._blocks.append(area)

    def _share(self, attributes: dict[str, str], reference: str | None) -> None:
        """The cell that has `ref` holds the formula; the others only point at it."""
        index = attributes.get("si", "")
        if "ref" not in attributes and reference is None:
            self._used.add(index)
        elif "ref" in attributes and reference is not None:
            self._lost[index] = reference
