"""Days and months as formulas pass them: date cells, Excel's day numbers, texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final, NoReturn

from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import DAYS, Argument, Function, Takes
from xl_addin.functions.misplaced import Misplaced, is_name
from xl_addin.schema.reading import READINGS
from xl_addin.texts import language, say
from xl_addin.values import dates
from xl_addin.workbook.serials import to_datetime

EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2099, 12, 31)
"""Who means a day beyond these has slipped: a year that stands where a day should is one of 1905."""
FROM_1904_TO_1900: Final = 1462
"""What a day's number is less in a workbook that counts from 1904."""
LONGEST_ID: Final = 30
"""Digits; no service has longer ids."""

_THIS_CENTURY = range(36_526, 73_051)
"""The numbers of 2000-01-01 to 2099-12-31."""
_MONTH = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/.](?P<last>\d{4})")


def day(argument: Argument, raw: Any) -> date:
    """The day that is meant.

    Raises:
        CellError: It means none, or one beyond `EARLIEST` and `LATEST`; says what was understood, and which
            forms there are.
    """
    return _near(argument, raw, _day_meant(argument, raw), "cells.day_forms")


def month(argument: Argument, raw: Any) -> date:
    """The first day of a month: of any day in it, or of a text like 2026-11 or 11/2026.

    Raises:
        CellError: As `day`.
    """
    found = _month_meant(argument, raw)
    if found is None:
        _refuse("cells.no_month", argument, raw, "cells.month_forms")
    return _near(argument, raw, found, "cells.month_forms").replace(day=1)


def id_or_month(argument: Argument, raw: Any) -> int | date:
    """An id, or the first day of a month.

    A number is a day where Excel would show one of this century: what EOMONTH makes arrives as a number.
    An id in that range is written as text, or with # before it.

    Raises:
        CellError: Neither, or a month beyond `EARLIEST` and `LATEST`.
    """
    if isinstance(raw, str):
        digits = raw.strip().removeprefix("#")
        if _is_digits(digits):
            return int(digits)
    elif is_number(raw) and raw == int(raw) and int(raw) not in _THIS_CENTURY:
        return int(raw)
    found = _month_meant(argument, raw)
    if found is None:
        _refuse("cells.id_or_month", argument, raw, "cells.month_forms")
    return _near(argument, raw, found, "cells.month_forms").replace(day=1)


def from_1904(function: Function, arguments: Sequence[Any]) -> list[Any]:
    """What cells of a workbook that counts days from 1904 pass, as others would.

    A date cell arrives as a date, which Excel has put right; a date that was computed, as a number. Errors,
    which are numbers below zero, and ids stay as they are.
    """
    pairs = zip_longest(function.all_arguments[: len(arguments)], arguments)
    return [raw if argument is None else _counted(argument, raw) for argument, raw in pairs]


def _counted(argument: Argument, raw: Any) -> Any:
    if isinstance(raw, (list, tuple)):
        return [_counted(argument, item) for item in raw]
    if argument.takes not in DAYS or not is_number(raw) or not 0 <= raw < _MOST_DAYS:
        return raw
    moved = raw + FROM_1904_TO_1900
    return raw if argument.takes is Takes.ID_OR_MONTH and int(moved) not in _THIS_CENTURY else moved


def is_number(raw: Any) -> bool:
    """Whether a cell passed a number; yes and no are none."""
    return isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool)


_MOST_DAYS = 10**7
"""No calendar counts so far."""


def _day_meant(argument: Argument, raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str) and not _is_digits(raw):
        try:
            return dates.parse(raw, day_first=READINGS[language()].day_first)
        except dates.DateError as error:
            key = "cells.two_days" if error.reason == "ambiguous" else "cells.no_day"
            _refuse(key, argument, raw, "cells.day_forms")
    counted = is_number(raw) or _is_digits(raw)
    moment = to_datetime(Decimal(str(raw)), date1904=False) if counted else None
    if moment is None:
        _refuse("cells.no_day", argument, raw, "cells.day_forms")
    return moment.date()


def _month_meant(argument: Argument, raw: Any) -> date | None:
    """A day in the month; None where it cannot be understood."""
    try:
        if isinstance(raw, str) and (typed := _MONTH.fullmatch(raw.strip())):
            year, number = typed["year"] or typed["last"], typed["month"] or typed["first"]
            return date(int(year), int(number), 1)
        return _day_meant(argument, raw)
    except (ValueError, CellError):
        return None


def _is_digits(raw: Any) -> bool:
    """Whether it is a day's number that was typed as a text, as on the command line."""
    bare = raw.strip() if isinstance(raw, str) else ""
    return bare.isascii() and bare.isdigit() and len(bare) <= LONGEST_ID


def _near(argument: Argument, raw: Any, meant: date, forms: str) -> date:
    if not EARLIEST <= meant <= LATEST:
        counted = is_number(raw) or _is_digits(raw)
        _refuse("cells.far_number" if counted else "cells.far_day", argument, raw, forms, day=meant)
    return meant


def _refuse(key: str, argument: Argument, raw: Any, forms: str, **blanks: Any) -> NoReturn:
    """That it cannot be taken, and how days or months are written."""
    told = f"{say(key, header=argument.name, value=written(raw), **blanks)} {say(forms)}"
    if is_name(raw):
        raise Misplaced(argument, told)
    raise CellError(ExcelError.VALUE, told)


def written(raw: Any) -> str:
    """What was passed, as a person would write it."""
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    return str(int(raw)) if is_number(raw) and raw == int(raw) else str(raw)
