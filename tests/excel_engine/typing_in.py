"""What Excel makes of something put into a cell: "00123" a number, "1/2" a date, "=1" a formula."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
    "#SPILL!": -2146826243,
    "#CALC!": -2146826238,
}
"""Error values as COM gives them: 0x800A0000 plus the number of CVErr."""
ERROR_NAMES = {code: name for name, code in ERRORS.items()}

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_PERCENTAGE = re.compile(r"([+-]?\d+(?:\.\d*)?)%")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_THIS_YEAR = 2026


class Stored(NamedTuple):
    """What stands in the cell afterwards.

    Attributes:
        kind: openpyxl's data type: n, s, b, e or f.
        value: The content.
        number_format: A format that Excel chose; None where the cell keeps its own.
    """

    kind: str
    value: Any
    number_format: str | None = None


def typed(value: Any, number_format: str, *, date1904: bool) -> Stored:
    """What a value becomes that a program assigns to a cell of this format."""
    if value is None or value == "":
        return Stored("n", None)
    if number_format == "@":
        return Stored("s", _as_text(value))
    if isinstance(value, bool):
        return Stored("b", value)
    if isinstance(value, Decimal):  # a Currency: four places, and a format of its own
        shown = "$#,##0.00" if number_format == "General" else None
        return Stored("n", float(round(value, 4)), shown)
    if isinstance(value, (int, float)):
        return Stored("n", float(value))
    if isinstance(value, datetime):
        epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
        shown = "mm-dd-yy" if number_format == "General" else None
        return Stored("n", float(to_excel(value, epoch)), shown)
    return _read(str(value), number_format)


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _read(text: str, number_format: str) -> Stored:
    general = number_format == "General"
    if text.startswith("'"):
        return Stored("s", text[1:])
    if text.startswith("=") and len(text) > 1:
        return Stored("f", text)
    if text in ERRORS:
        return Stored("e", text)
    if text.upper() in ("TRUE", "FALSE"):
        return Stored("b", text.upper() == "TRUE")
    if _NUMBER.fullmatch(text.strip()):
        return Stored("n", float(text))
    if found := _PERCENTAGE.fullmatch(text.strip()):
        return Stored("n", float(found[1]) / 100, "0%" if general else None)
    if found := _DAY.fullmatch(text.strip()):
        return _day(text, found, general=general)
    if text[0] in "+-@":
        return Stored("f", f"={text}")
    return Stored("s", text)


def _day(text: str, found: re.Match[str], *, general: bool) -> Stored:
    month, day, year = int(found[1]), int(found[2]), int(found[3] or _THIS_YEAR)
    try:
        serial = float(to_excel(datetime(year, month, day)))
    except ValueError:
        return Stored("s", text)
    return Stored("n", serial, ("mm-dd-yy" if found[3] else "d-mmm") if general else None)
