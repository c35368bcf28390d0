"""Days on which banks settle euro: the calendar of the ECB's TARGET (T2)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

KNOWN = range(1999, 2101)
"""The years whose closing days are known: TARGET began in 1999, and `holidays` ends with 2100."""

_SATURDAY = 5


def is_target_day(day: date) -> bool:
    """Whether TARGET is open on that day.

    Closed are Saturdays, Sundays, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December (ECB, 14
    December 2000). Outside the `KNOWN` years nothing but weekends counts as closed.
    """
    return day.weekday() < _SATURDAY and day not in _closing_days(day.year)


def next_target_day(day: date) -> date:
    """The day itself where TARGET is open, else the first open day after it.

    Raises:
        OverflowError: After the calendar's last day, 9999-12-31.
    """
    while not is_target_day(day):
        day += timedelta(days=1)
    return day


@cache
def _closing_days(year: int) -> frozenset[date]:
    from holidays import financial_holidays

    return frozenset(financial_holidays("XECB", years=year)) if year in KNOWN else frozenset()
