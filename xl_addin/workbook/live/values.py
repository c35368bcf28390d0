"""What a cell of a running Excel shows, as the same value that its file would give."""

from __future__ import annotations

from functools import cache
from typing import Final

from xl_addin.workbook.formats import Formats
from xl_addin.workbook.port import CellError, CellValue
from xl_addin.workbook.reading.values import Values

_FIRST_ERROR: Final = 0x800A0000 - 2**32
"""Excel's error values are this number and that of VBA's CVErr."""
_ERRORS: Final = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""XlCVError, with those of later years."""
UNKNOWN: Final = "#ERROR!"
"""An error that came after this was written."""
_OURS: Final = (164, "0")
"""The first number that a file gives to a format of its own, and the one cell format that uses it."""


def value_of(raw: object, code: str, *, date1904: bool) -> CellValue:
    """The value of a cell.

    Args:
        raw: Its `Value2`: None, text, float, bool, or an error's number.
        code: Its number format, in English.
        date1904: The workbook's days are counted from 1904.
    """
    if raw is None or isinstance(raw, (str, bool)):
        return raw
    if isinstance(raw, float):
        return _values(code, date1904).number(repr(raw), _OURS[1])
    if isinstance(raw, int) and raw < 0:
        return CellError(_ERRORS.get(raw - _FIRST_ERROR, UNKNOWN))
    return CellError(UNKNOWN)


@cache
def _values(code: str, date1904: bool) -> Values:
    """Reads as from a file whose only format is this one."""
    return Values([], Formats([_OURS[0]], {_OURS[0]: code}), date1904=date1904)
