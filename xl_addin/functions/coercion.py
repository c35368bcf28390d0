"""What Excel passes, as what a function takes: dates, blanks, errors, words in four languages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from xl_addin.functions import days
from xl_addin.functions.days import written
from xl_addin.functions.excel_error import BY_NUMBER, BY_TEXT, CellError, ExcelError
from xl_addin.functions.function import Argument, Takes
from xl_addin.functions.misplaced import Misplaced, is_day
from xl_addin.schema.fields.choices import NO, YES
from xl_addin.texts import say
from xl_addin.values.names import plain

_YES, _NO = frozenset(map(plain, YES)), frozenset(map(plain, NO))
_SCODE = -2146828288
"""What COM adds to the number of an error value that has no text of its own here, such as `#SPILL!`."""

SEVERAL_AREAS: Final = 2099
"""The error value that VBA passes for a range of several areas: Excel would give the values of the first."""

LARGEST: Final = 10**300
"""Beyond it a cell of Excel's has no number either."""


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
    found = tuple(_name(argument, cell) for cell in cells if not is_blank(cell))
    if not found and argument.required:
        raise CellError(ExcelError.VALUE, say("cells.required", argument=argument.name))
    return found or None


def is_blank(raw: Any) -> bool:
    """Whether a cell is empty, or shows nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _no_error(raw: Any) -> None:
    """Hands an error on, as Excel's own functions do."""
    if (error := error_in(raw)) is not None:
        raise error


def error_in(raw: Any) -> CellError | None:
    """The error that a cell has or a formula passes, as COM has it; None where it is a value."""
    if isinstance(raw, CellError):
        return raw
    if isinstance(raw, str) and raw in BY_TEXT:
        return CellError(BY_TEXT[raw], say("cells.error_passed_in", error=raw))
    if type(raw) is not int or not _SCODE + 2000 <= raw <= _SCODE + 2100:
        return None
    number = raw - _SCODE
    if number == SEVERAL_AREAS:
        return CellError(ExcelError.VALUE, say("cells.several_areas"))
    known = BY_NUMBER.get(number)
    shown = known.text if known else number
    return CellError(known or ExcelError.VALUE, say("cells.error_passed_in", error=shown))


def _text(argument: Argument, raw: Any) -> str:
    """A number may be typed as a name, such as a NIT."""
    return ("TRUE" if raw else "FALSE") if isinstance(raw, bool) else written(raw).strip()


def _name(argument: Argument, raw: Any) -> str:
    if is_day(raw):
        raise Misplaced(argument, say("cells.no_name_but_day", header=argument.name, value=written(raw)))
    return _text(argument, raw)


def _yes_no(argument: Argument, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = plain(_text(argument, raw))
    if word not in _YES | _NO:
        raise CellError(ExcelError.VALUE, say("problem.yes_no", header=argument.name, value=written(raw)))
    return word in _YES


_BY_KIND = {
    Takes.TEXT: _text,
    Takes.NAMES: _name,
    Takes.CELL: _text,
    Takes.DAY: days.day,
    Takes.MONTH: days.month,
    Takes.YES_NO: _yes_no,
    Takes.ID_OR_MONTH: days.id_or_month,
}
