"""What Excel passes, as what a function takes: dates, blanks, errors, words in four languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

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
    """The first day of a month: of any day in it, or of a text like 2026-11."""
    text = f"{raw.strip()}-01" if isinstance(raw, str) and len(raw.strip()) == len("2026-11") else raw
    return dates.first_of_month(_day(argument, text))


def _id_or_month(argument: Argument, raw: Any) -> int | date:
    """An id, or the first day of a month.

    A number is a day where Excel would show one of this century: what EOMONTH makes arrives as a number.
    An id in that range is written as text, or with # before it.
    """
    if isinstance(raw, str):
        digits = raw.strip().removeprefix("#")
        if digits.isascii() and digits.isdigit():
            return int(digits)
    elif isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        is_day = THIS_CENTURY[0] <= raw < THIS_CENTURY[1]
        if raw % 1 == 0 and not is_day:
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
