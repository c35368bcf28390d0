"""On which days the parts of a transaction in installments, or of a recurrence, are expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Any

from xl_addin.values.dates import first_of_month, last_of_month

MONTHS = {"monthly": 1, "bimonthly": 2, "trimonthly": 3, "yearly": 12}
WEEKS = {"weekly": 1, "biweekly": 2}
"""Biweekly as every two weeks is assumed, like every two and three months above."""
AHEAD = timedelta(days=366)
"""A recurrence has no end: so far from today its occurrences are looked at."""


def days_of(request: Mapping[str, Any], today: date) -> list[date]:
    """The days of all parts, the first one's first; of a recurrence, those that are looked at.

    A month that is too short has its part on its last day (assumed).
    """
    first = date.fromisoformat(request["date"])
    if parts := request.get("installments_attributes"):
        return [later(first, parts["periodicity"], number) for number in range(parts["total"])]
    if recurrence := request.get("recurrence_attributes"):
        last = max(first, today) + AHEAD
        return list(takewhile(lambda day: day <= last, _days(first, recurrence["periodicity"])))
    return [first]


def later(day: date, every: str, times: int) -> date:
    """The day so many periods later.

    >>> later(date(2026, 1, 31), "monthly", 1), later(date(2026, 1, 31), "biweekly", 1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 14))
    """
    if every in WEEKS:
        return day + timedelta(weeks=WEEKS[every] * times)
    years, month = divmod(day.month - 1 + MONTHS[every] * times, 12)
    first = first_of_month(day).replace(year=day.year + years, month=month + 1)
    return first.replace(day=min(day.day, last_of_month(first).day))


def _days(first: date, every: str) -> Iterator[date]:
    return (later(first, every, number) for number in count())
