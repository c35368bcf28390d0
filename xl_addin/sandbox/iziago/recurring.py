"""On which days something that comes again is booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xl_addin.sandbox.iziago.dates import DAY, last_of_month, working_day
from xl_addin.sandbox.records import Record

_ALL_MONTHS = range(1, 13)


def days(rule: Record, first: date, last: date) -> Iterator[date]:
    """The days of a rule from `first` to `last`, in order; what falls on a weekend is booked on Monday.

    Args:
        rule: Weekly with `weekdays` (Monday is 0), or with a `day` of all or some `months`. A month that is
            too short for the day has it on its last.
        first: The first day that counts.
        last: The last one.
    """
    falling_due = _weekly if "weekdays" in rule else _monthly
    for day in falling_due(
        rule, first - 2 * DAY, last
    ):  # what falls on the weekend before is booked behind it
        booked = working_day(day)
        if first <= booked <= last:
            yield booked


def _weekly(rule: Record, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() in rule["weekdays"]:
            yield day
        day += DAY


def _monthly(rule: Record, first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        if month.month in rule.get("months", _ALL_MONTHS):
            yield month.replace(day=min(rule["day"], last_of_month(month)))
        month = (month + 31 * DAY).replace(day=1)
