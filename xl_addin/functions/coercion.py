"""What Excel passes, as what a function takes: dates, blanks, errors, words in four languages."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NoReturn

from xl_addin.functions.excel_error import BY_NUMBER, BY_TEXT, CellError, ExcelError
from xl_addin.functions.function import Argument, Takes
from xl_addin.schema.fields.choices import NO, YES
from xl_addin.schema.reading import READINGS
from xl_addin.texts import language, say
from xl_addin.values import dates
from xl_addin.values.names import plain
from xl_addin.workbook.serials import to_datetime

_YES, _NO = frozenset(map(plain, YES)), frozenset(map(plain, NO))
_SCODE = -2146828288
"""What COM adds to the number of an error value that has no text of its own here, such as `#SPILL!`."""

THIS_CENTURY = (36_526, 73_051)
"""The serial numbers of 2000-01-01 and of 2100-01-01."""

LARGEST: Final = 10**300
"""Beyond it a cell of Excel's has no number either."""
LONGEST_ID = 30
"""Digits; no service has longer ids."""

_MONTH = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/.](?P<last>\d{4})")


def received(raw: Any) -> Any:
    """What was passed as one cell: None where it is missing; an error in its place where no cell holds it.

    Not a number and not a time, as data frames have them, are missing.

    Args:
        raw: Anything at all, as Python can pass everything.
    """
    if raw is None or isinstance(raw, (bool, CellError)):
        return raw
    if isinstance(raw, str):
        return raw if _is_text(raw) else _no_cell(ascii(raw))
    if (isinstance(raw, float) and math.isnan(raw)) or (isinstance(raw, Decimal) and raw.is_nan()):
        return None
    if isinstance(raw, (int, float, Decimal)):
        return raw if -LARGEST < raw < LARGEST else _no_cell(type(raw).__name__)
    if isinstance(raw, date):
        return _moment(raw)
    return _no_cell(type(raw).__name__)


def _moment(raw: date) -> date | CellError | None:
    """A day; None where it is none: pandas has moments that are no time, and years that no calendar has."""
    if raw != raw:
        return None
    try:
        raw.toordinal()
    except (NotImplementedError, ValueError):
        return _no_cell(str(raw.year))
    return raw


def _is_text(raw: str) -> bool:
    """Whether it can be written anywhere: half a character cannot."""
    try:
        raw.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_cell(what: str) -> CellError:
    return CellError(ExcelError.VALUE, say("cells.no_cell", what=what))


def coerced(argument: Argument, raw: Any) -> Any:
    """The value of one cell as the argument takes it; None for a blank.

    Args:
        argument: What is wanted.
        raw: Of a cell or a constant: text, number, date, boolean or None.

    Raises:
        CellError: It is an error itself, or cannot be understood; `#VALUE!` with the reason.
    """
    _no_error(raw)
    if is_blank(raw):
        if argument.required:
            raise CellError(ExcelError.VALUE, say("cells.required", argument=argument.name))
        return None
    return _BY_KIND[argument.takes](argument, raw)


def names(argument: Argument, raw: Sequence[Sequence[Any]]) -> tuple[str, ...] | None:
    """The names in a range, row by row, blanks left out; None when there are none.

    Raises:
        CellError: As `coerced`.
    """
    cells = [cell for row in raw for cell in row]
    for cell in cells:
        _no_error(cell)
    found = tuple(_text(argument, cell) for cell in cells if not is_blank(cell))
    if not found and argument.required:
        raise CellError(ExcelError.VALUE, say("cells.required", argument=argument.name))
    return found or None


def is_blank(raw: Any) -> bool:
    """Whether a cell is empty, or shows nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _no_error(raw: Any) -> None:
    """Hands an error on, as Excel's own functions do."""
    if isinstance(raw, CellError):
        raise raw
    if isinstance(raw, str) and raw in BY_TEXT:
        raise CellError(BY_TEXT[raw], say("cells.error_passed_in", error=raw))
    if type(raw) is int and _SCODE + 2000 <= raw <= _SCODE + 2100:
        known = BY_NUMBER.get(raw - _SCODE)
        shown = known.text if known else raw - _SCODE
        raise CellError(known or ExcelError.VALUE, say("cells.error_passed_in", error=shown))


def _text(argument: Argument, raw: Any) -> str:
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, (float, Decimal)) and raw == int(raw):
        return str(int(raw))  # a number typed as a name, such as a NIT
    return str(raw).strip()


def _day(argument: Argument, raw: Any) -> date:
    try:
        if isinstance(raw, str):
            return dates.parse(raw, day_first=READINGS[language()].day_first)
        return dates.checked(_calendar_day(argument, raw))
    except dates.DateError as error:
        sentence = say(f"problem.date_{error.reason}", header=argument.name, value=str(raw))
        raise CellError(ExcelError.VALUE, sentence) from None


def _calendar_day(argument: Argument, raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        _refuse("problem.date_unreadable", argument, raw)
    moment = to_datetime(Decimal(str(raw)), date1904=False)
    if moment is None:
        _refuse("problem.date_out_of_range", argument, raw)
    return moment.date()


def _month(argument: Argument, raw: Any) -> date:
    """The first day of a month: of any day in it, or of a text like 2026-11 or 11/2026."""
    try:
        if isinstance(raw, str) and (typed := _MONTH.fullmatch(raw.strip())):
            year, month = typed["year"] or typed["last"], typed["month"] or typed["first"]
            return dates.checked(date(int(year), int(month), 1))
        return dates.first_of_month(_day(argument, raw))
    except (ValueError, CellError):
        _refuse("cells.no_month", argument, raw)


def _id_or_month(argument: Argument, raw: Any) -> int | date:
    """An id, or the first day of a month.

    A number is a day where Excel would show one of this century: what EOMONTH makes arrives as a number.
    An id in that range is written as text, or with # before it.
    """
    if isinstance(raw, str):
        digits = raw.strip().removeprefix("#")
        if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID:
            return int(digits)
    elif isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        is_day = THIS_CENTURY[0] <= raw < THIS_CENTURY[1]
        if raw == int(raw) and not is_day:
            return int(raw)
    try:
        return _month(argument, raw)
    except CellError:
        _refuse("cells.id_or_month", argument, raw)


def _yes_no(argument: Argument, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = plain(_text(argument, raw))
    if word not in _YES | _NO:
        _refuse("problem.yes_no", argument, raw)
    return word in _YES


def _refuse(key: str, argument: Argument, raw: Any) -> NoReturn:
    raise CellError(ExcelError.VALUE, say(key, header=argument.name, value=str(raw)))


_BY_KIND = {
    Takes.TEXT: _text,
    Takes.NAMES: _text,
    Takes.CELL: _text,
    Takes.DAY: _day,
    Takes.MONTH: _month,
    Takes.YES_NO: _yes_no,
    Takes.ID_OR_MONTH: _id_or_month,
}
