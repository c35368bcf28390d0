"""Days and months as Organizze counts them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=-3))
"""The samples' offset."""

_MONTHS = {"monthly": 1, "bimonthly": 2, "trimonthly": 3, "yearly": 12}
_WEEKS = {"weekly": 1, "biweekly": 2}
PERIODICITIES = (*_MONTHS, *_WEEKS)


def stamp(moment: datetime) -> str:
    """`2015-09-15T21:04:30-03:00`."""
    return moment.astimezone(ZONE).isoformat(timespec="seconds")


def parse(text: object) -> date | None:
    """The day of an ISO date; None when it is none, or not of the years 1900 to 2999 (assumed)."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year < 3000 else None


def first_of_month(day: date) -> date:
    """The month's first day."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The month's last day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def in_month(month: date, number: int) -> date:
    """A day of a month by its number; the last one when the month is shorter."""
    return month.replace(day=min(number, last_of_month(month).day))


def months_later(month: date, count: int) -> date:
    """The first day of a month some months later, or earlier."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def later(day: date, periodicity: str, times: int) -> date:
    """The day some periods later; the 31st is a shorter month's last day, and the 31st again after it."""
    if periodicity in _WEEKS:
        return day + timedelta(weeks=_WEEKS[periodicity] * times)
    return in_month(months_later(day, _MONTHS[periodicity] * times), day.day)
