"""Which cells show something else than their number: a date, a percentage, zeros in front, a currency."""

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
_MASK = re.compile(r"[-/() ]*+(?:0[-/() ]*+){2,}")
"""A format of nothing but zeros, such as that of a postal code: 00000-000."""
_FIRST_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*+', re.DOTALL)
"""What is for numbers above zero."""
_OF_A_COUNTRY = re.compile(r"\[\$([^\]\[-]+)[^\]\[]*+\]")
"""A currency with its locale: [$R$-416]."""
_SIGN = re.compile(r"(?<![A-Za-z])(?:R\$|US\$|Bs|EUR|USD|BRL|BOB|GBP|CHF)(?![A-Za-z])|[€£¥]")
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)


class Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PERCENTAGE = "percentage"
    PADDED = "zeros in front"
    CURRENCY = "a currency's sign"


_BUILT_IN = (
    dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), Shows.DATE)
    | dict.fromkeys((18, 19, 20, 21, 45, 47), Shows.TIME)
    | dict.fromkeys(range(32, 36), Shows.TIME)
    | dict.fromkeys((34, 35), Shows.DATE)
    | dict.fromkeys((9, 10), Shows.PERCENTAGE)
)
"""ECMA-376 part 1, 18.8.30, with the East Asian numbers; 46 counts hours beyond a day."""


def shows(code: str) -> Shows:
    """What a custom format code makes of a number; time that counts beyond a day stays a number.

    >>> shows('dd/mm/yyyy hh:mm'), shows('"due" #,##0.00'), shows('[h]:mm')
    (<Shows.DATE: 'date'>, <Shows.NUMBER: 'number'>, <Shows.NUMBER: 'number'>)
    """
    bare = _bare(code)
    if "%" in bare:
        return Shows.PERCENTAGE
    if _MASK.fullmatch(bare):
        return Shows.PADDED
    if _ELAPSED.search(bare) or "general" in bare:
        return Shows.NUMBER
    of_day = "h" in bare or "s" in bare
    if "d" in bare or "y" in bare or ("m" in bare and not of_day):
        return Shows.DATE
    return Shows.TIME if of_day else Shows.NUMBER


def currency_of(code: str) -> str:
    """The sign or code of the currency that a format puts beside numbers; empty where it puts none.

    >>> currency_of('#,##0.00 "€"'), currency_of("[$R$-416] #,##0.00"), currency_of("0.00")
    ('€', 'R$', '')
    """
    section = _FIRST_SECTION.match(code)
    text = section[0] if section else ""
    if found := _OF_A_COUNTRY.search(text):
        return found[1].strip()
    found = _SIGN.search(text.replace('"', "").replace("\\", ""))
    return found[0] if found else ""


def _bare(code: str) -> str:
    """What a format does to numbers above zero, without the texts that it puts around them."""
    return _NOT_CODE.sub("", code).partition(";")[0].lower().strip()


class Formats:
    """The cell formats of a workbook, by their number.

    Attributes:
        number_formats: Number format of each cell format.
        special: What those cell formats show that show no plain number, by the number as cells spell it.
        widths: How many digits those show at least that put zeros in front, likewise.
        signs: What currency those show that show one, likewise.
    """

    def __init__(self, number_formats: list[int], codes: dict[int, str]) -> None:
        self.number_formats = number_formats
        used = set(number_formats)
        signs = {number: currency_of(codes[number]) for number in used & codes.keys()}
        kinds = {number: self._kind(number, codes, signs) for number in used}
        self.special = {
            str(index): kinds[number]
            for index, number in enumerate(number_formats)
            if kinds[number] is not Shows.NUMBER
        }
        self.widths = {
            str(index): _bare(codes[number]).count("0")
            for index, number in enumerate(number_formats)
            if kinds[number] is Shows.PADDED
        }
        self.signs = {
            str(index): signs[number]
            for index, number in enumerate(number_formats)
            if kinds[number] is Shows.CURRENCY
        }

    @staticmethod
    def _kind(number: int, codes: dict[int, str], signs: dict[int, str]) -> Shows:
        if number not in codes:
            return _BUILT_IN.get(number, Shows.NUMBER)
        kind = shows(codes[number])
        return Shows.CURRENCY if kind is Shows.NUMBER and signs[number] else kind


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
