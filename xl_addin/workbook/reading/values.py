"""What a cell's XML shows, as a value of the port."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from math import isfinite

from lxml import etree

from xl_addin.workbook.formats import Formats, Shows
from xl_addin.workbook.markup import MAIN, local, namespace, whole
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue, Money, PaddedNumber, Percentage
from xl_addin.workbook.reading.strings import text_of
from xl_addin.workbook.refusals import Unreadable, damaged
from xl_addin.workbook.serials import to_datetime, to_time
from xl_addin.workbook.text import decode

_VALUE = frozenset(f"{{{main}}}v" for main in MAIN)


class Values:
    """Reads cells of one workbook.

    Args:
        strings: Its shared strings.
        formats: Its cell formats.
        date1904: Its days are counted from 1904.
    """

    def __init__(self, strings: list[str], formats: Formats, *, date1904: bool) -> None:
        self._strings = strings
        self._special = formats.special
        self._widths = formats.widths
        self._signs = formats.signs
        self._date1904 = date1904

    def of(self, cell: etree._Element) -> CellValue:
        """The value of a `c` element.

        Raises:
            Unreadable: It is not what its type says.
        """
        kind = cell.get("t")
        if len(cell) == 1 and cell[0].tag in _VALUE:
            text = cell[0].text
        else:
            own = namespace(cell)
            parts = {local(child): child for child in cell if namespace(child) == own}
            if kind == "inlineStr" and "is" in parts:
                return text_of(parts["is"])
            text = parts["v"].text if "v" in parts else None
            if "f" in parts and not text and not (kind == "str" and "v" in parts):
                return NOT_CALCULATED
        if not text:
            return "" if kind == "str" else None
        if kind is None or kind == "n":
            return self.number(text, cell.get("s"))
        return self._typed(kind, text)

    def number(self, text: str, style: str | None) -> CellValue:
        """A stored number in a cell of this format.

        Raises:
            Unreadable: It is no number.
        """
        number = as_excel_shows(text)
        shows = self._special.get(style) if style is not None else None
        if shows is None:
            return number
        if shows is Shows.CURRENCY:
            return Money.of(number, self._signs[str(style)])
        if shows is Shows.PERCENTAGE:
            return Percentage(number)
        if shows is Shows.PADDED:
            padded = 0 <= number.adjusted() + 1 < self._widths[str(style)]
            return PaddedNumber(number) if padded else number
        return self._moment(number, shows)

    def _moment(self, number: Decimal, shows: Shows) -> CellValue:
        """A number that is shown as a day or a time; the number itself where no calendar has it."""
        if shows is Shows.TIME and number < 1 and (time_of_day := to_time(number)) is not None:
            return time_of_day
        found = to_datetime(number, date1904=self._date1904)
        return number if found is None else found

    def _typed(self, kind: str, text: str) -> CellValue:
        if kind == "s":
            return self._shared(text)
        if kind in ("str", "inlineStr"):
            return decode(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return _iso(text)
        raise damaged(f"a cell is of the unknown type {kind:.20}")

    def _shared(self, text: str) -> str:
        try:
            return self._strings[whole(text)]
        except (Unreadable, IndexError):
            raise damaged(f"a cell points at text number {text:.20}, which is not there") from None


def as_excel_shows(text: str) -> Decimal:
    """A stored number with the fifteen digits Excel shows of it.

    >>> as_excel_shows("0.30000000000000004")
    Decimal('0.3')

    Raises:
        Unreadable: It is no number.
    """
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number) or "_" in text:
        raise damaged(f"a number reads {text!r:.30}")
    return Decimal(format(number, ".15g"))


def _iso(text: str) -> datetime | time | str:
    """A date or time in ISO 8601, its zone dropped as Excel does; the text itself when it is neither."""
    for read in (datetime.fromisoformat, time.fromisoformat):
        try:
            return read(text).replace(tzinfo=None)
        except ValueError:
            continue
    return text
