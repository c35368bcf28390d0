"""Excel's own error values, as cells show them and IFERROR catches them."""

from __future__ import annotations

from enum import IntEnum


class ExcelError(IntEnum):
    """An error value by its number in `CVErr`."""

    NULL = 2000
    DIV_0 = 2007
    VALUE = 2015
    REF = 2023
    NAME = 2029
    NUM = 2036
    NA = 2042
    GETTING_DATA = 2043

    @property
    def text(self) -> str:
        """As a cell shows it."""
        return _TEXTS[self]


_TEXTS = {
    ExcelError.NULL: "#NULL!",
    ExcelError.DIV_0: "#DIV/0!",
    ExcelError.VALUE: "#VALUE!",
    ExcelError.REF: "#REF!",
    ExcelError.NAME: "#NAME?",
    ExcelError.NUM: "#NUM!",
    ExcelError.NA: "#N/A",
    ExcelError.GETTING_DATA: "#GETTING_DATA",
}

BY_TEXT = {error.text: error for error in ExcelError}
BY_NUMBER = {error.value: error for error in ExcelError}


class CellError(Exception):
    """A value that cannot be shown.

    Attributes:
        code: What the cell shows.
        reason: What `XL_ADDIN_WHY` tells of it.
    """

    def __init__(self, code: ExcelError, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
