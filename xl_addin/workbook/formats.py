"""Which cells show their number as a date or a time."""

from __future__ import annotations

import re
from enum import Enum

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.markup import Source, elements, local, whole
from xl_addin.workbook.refusals import damaged

GENERAL = 0
"""The built-in format of a number nobody formatted."""
TEXT_FORMAT = 49
"""The built-in number format `@`."""
DATE_FORMAT = 14
"""The built-in short date, in the reader's own order."""
DATE_TIME_FORMAT = 22
"""The built-in short date with hours and minutes."""

_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]\[]*+\]', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)


class Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"


_BUILT_IN = (
    dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), Shows.DATE)
    | dict.fromkeys((18, 19, 20, 21, 45, 47), Shows.TIME)
    | dict.fromkeys(range(32, 36), Shows.TIME)
    | dict.fromkeys((34, 35), Shows.DATE)
)
"""ECMA-376 part 1, 18.8.30, with the East Asian numbers; 46 counts hours beyond a day."""


def shows(code: str) -> Shows:
    """What a custom format code makes of a number; time that counts beyond a day stays a number.

    >>> shows('dd/mm/yyyy hh:mm'), shows('"due" #,##0.00'), shows('[h]:mm')
    (<Shows.DATE: 'date'>, <Shows.NUMBER: 'number'>, <Shows.NUMBER: 'number'>)
    """
    bare = _NOT_CODE.sub("", code).partition(";")[0].lower()
    if _ELAPSED.search(bare) or "general" in bare:
        return Shows.NUMBER
    of_day = "h" in bare or "s" in bare
    if "d" in bare or "y" in bare or ("m" in bare and not of_day):
        return Shows.DATE
    return Shows.TIME if of_day else Shows.NUMBER


class Formats:
    """The cell formats of a workbook, by their number.

    Attributes:
        number_formats: Number format of each cell format.
        moments: Cell formats that show dates or times, by the number as cells spell it.
    """

    def __init__(self, number_formats: list[int], codes: dict[int, str]) -> None:
        self.number_formats = number_formats
        kinds = {number: self._kind(number, codes) for number in set(number_formats)}
        self.moments = {
            str(index): kinds[number]
            for index, number in enumerate(number_formats)
            if kinds[number] is not Shows.NUMBER
        }

    @staticmethod
    def _kind(number: int, codes: dict[int, str]) -> Shows:
        if number in codes:
            return shows(codes[number])
        return _BUILT_IN.get(number, Shows.NUMBER)


def read_formats(source: Source, limits: Limits) -> Formats:
    """The cell formats of a styles part.

    Raises:
        Unreadable: It has more than any program writes.
    """
    codes: dict[int, str] = {}
    numbers: list[int] = []
    for element in elements(source, "numFmt", "xf", "font", "fill", "border", "cellStyle", "dxf"):
        parent = element.getparent()
        place = local(parent) if parent is not None else ""
        if local(element) == "numFmt" and place == "numFmts":
            codes[whole(element.get("numFmtId"))] = element.get("formatCode", "")
        elif local(element) == "xf" and place == "cellXfs":
            numbers.append(whole(element.get("numFmtId"), 0))
        if len(codes) + len(numbers) > limits.formats:
            raise damaged(f"it has more than {limits.formats} formats")
    return Formats(numbers, codes)
