"""Takes entries out of the small parts that list cells and parts."""

from __future__ import annotations

from collections.abc import Callable

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.writing.splice import Splice, with_attribute

Attributes = dict[str, str]


class Removal(Splice):
    """Leaves out children of the outermost element.

    Attributes:
        removed: How many were left out.
        kept: How many were not.
    """

    def __init__(self, unwanted: Callable[[Attributes], bool], limits: Limits) -> None:
        super().__init__(limits, held=limits.strings)
        self.removed = 0
        self.kept = 0
        self._unwanted = unwanted
        self._start = -1

    def opened(self, name: str, attributes: Attributes) -> None:
        """A child begins: it stays or goes."""
        if self.depth != 2:
            return
        if self._unwanted(attributes):
            self._start = self.position
            self.removed += 1
        else:
            self.kept += 1
            self.stays(attributes)

    def closed(self, name: str) -> None:
        """A child that goes is complete."""
        if self.depth == 2 and self._start >= 0:
            self.replace(self._start, self.end(self._start)[1], b"")
            self._start = -1

    def stays(self, attributes: Attributes) -> None:
        """A child that is kept."""


class CalcChainRemoval(Removal):
    """Takes overwritten formulas out of the order of calculation.

    An entry without a sheet number has its predecessor's; when that one goes, the number moves on.
    """

    def __init__(self, formulas: set[tuple[str, str]], limits: Limits) -> None:
        """Prepares the removal.

        Args:
            formulas: Sheet number and reference of each overwritten formula.
            limits: How much is read.
        """
        super().__init__(self._is_gone, limits)
        self._formulas = formulas
        self._sheet = self._sheet_told = "0"

    def stays(self, attributes: Attributes) -> None:
        """The entry says its sheet when the entries before it no longer do."""
        if "i" not in attributes and self._sheet != self._sheet_told:
            tag = self.tag(self.position)
            self.replace(self.position, self.position + len(tag), with_attribute(tag, "i", self._sheet))
        self._sheet_told = self._sheet

    def _is_gone(self, attributes: Attributes) -> bool:
        number = attributes.get("i", self._sheet)
        self._sheet = number if number.isdecimal() else "0"
        return (self._sheet, attributes.get("r", "")) in self._formulas
