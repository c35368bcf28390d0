"""Calendar dates: read from text in the sheet's language, split into months, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

EARLIEST = date(1900, 3, 1)
"""Before this day Excel's and everybody else's calendars differ."""
LATEST = date(2999, 12, 31)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


class DateError(ValueError):
    """A text is no date; `reason` is a key of `texts` ("unreadable", "ambiguous", "out_of_range")."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(text: str, *, day_first: bool | None) -> date:
    """Reads a date typed as text.

    ISO is always understood. `31/12/2026` fits one reading only and is taken; `03/04/2026` is the third of
    April where the sheet's language puts the day first, and refused where that is not known.

    Args:
        text: What stands in the cell.
        day_first: True in Portuguese, Spanish and French sheets, None where the language does not tell.

    Raises:
        DateError: "unreadable", "ambiguous" or "out_of_range".
    """
    bare = text.strip()
    if match := _ISO.fullmatch(bare):
        return checked(_build(*(int(part) for part in match.groups())))
    if not (match := _LOCAL.fullmatch(bare)):
        raise DateError("unreadable")
    first, second, year = (int(part) for part in match.groups())
    if day_first:
        return checked(_build(year, second, first))
    readings = {day for day in (_try(year, second, first), _try(year, first, second)) if day}
    if len(readings) > 1:
        raise DateError("ambiguous")
    if not readings:
        raise DateError("unreadable")
    return checked(readings.pop())


def checked(day: date) -> date:
    """The day itself.

    Raises:
        DateError: "out_of_range" outside `EARLIEST` to `LATEST`.
    """
    if not EARLIEST <= day <= LATEST:
        raise DateError("out_of_range")
    return day


def first_of_month(day: date) -> date:
    """The first day of the month that `day` is in."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month that `day` is in."""
    return first_of_month(day.replace(day=28) + timedelta(days=4)) - timedelta(days=1)


def months(start: date, end: date, *, at_once: int = 1) -> Iterator[tuple[date, date]]:
    """Whole months that cover `start` to `end`, `at_once` of them a piece: (first day, last day).

    >>> list(months(date(2026, 11, 20), date(2026, 12, 2)))
    [(datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)), (datetime.date(2026, 12, 1), datetime.date(2026, 12, 31))]
    """  # noqa: E501 - a doctest's answer is one line
    piece = first_of_month(start)
    while piece <= end:
        last = piece
        for _ in range(at_once - 1):
            following = last_of_month(last) + timedelta(days=1)
            if following > end:
                break
            last = following
        yield piece, last_of_month(last)
        piece = last_of_month(last) + timedelta(days=1)


def _build(year: int, month: int, day: int) -> date:
    built = _try(year, month, day)
    if built is None:
        raise DateError("unreadable")
    return built


def _try(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
