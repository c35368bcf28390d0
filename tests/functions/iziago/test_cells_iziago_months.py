"""Records sorted into the months that were asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.functions.reads.monthly import Series
from xl_addin.values.dates import first_of_month, last_of_month

START = date(2026, 1, 1)
DAYS = st.integers(-100, 465).map(lambda number: START + timedelta(days=number))
A_DAY = timedelta(days=1)
MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(
    lambda numbers: [last_of_month(date(2026, number, 1)) for number in sorted(numbers)]
)


class Dated(NamedTuple):
    """A record."""

    number: int
    date: date | None


@given(st.lists(DAYS | st.none()), MONTHS)
def test_nothing_that_came_is_lost_or_counted_twice(days: list[date | None], months: list[date]) -> None:
    """A booking is kept once, with its month, or with the nearest one where it is of another day."""
    found = [Dated(number, day) for number, day in enumerate(days)]
    series: Series[Dated] = Series("bookings", list[Dated], lambda _start, _end: found, strays=True)
    kept = series.sorted_into(found, months)
    assert len(kept) == len(months)
    everything = [record for month in kept for record in month]
    assert len(set(everything)) == len(everything)
    first, last = first_of_month(months[0]), months[-1]
    between = [
        record
        for record in found
        if record.date and first <= record.date <= last and last_of_month(record.date) not in months
    ]
    assert set(everything) == set(found) - set(between), "only months that nobody asked for are left out"
    for month, records in zip(months, kept, strict=True):
        for record in records:
            inside = record.date is not None and first <= record.date <= last
            assert not inside or last_of_month(record.date or first) == month


@given(st.lists(DAYS), MONTHS)
def test_without_strays_each_month_has_its_own(days: list[date], months: list[date]) -> None:
    """Where the service's days are known, a month holds its own days and nothing else."""
    found = [Dated(number, day) for number, day in enumerate(days)]
    series: Series[Dated] = Series("movements", list[Dated], lambda _start, _end: found)
    for month, records in zip(months, series.sorted_into(found, months), strict=True):
        assert records == [record for record in found if record.date and last_of_month(record.date) == month]


@given(st.lists(DAYS, unique=True), MONTHS, st.integers(0, 3))
def test_a_stray_counts_once(days: list[date], months: list[date], around: int) -> None:
    """A service that adds days around those asked for brings no record twice, ids or none."""

    def ask(start: date, end: date) -> list[date]:
        return [day for day in days if start - around * A_DAY <= day <= end + around * A_DAY]

    series: Series[date] = Series("balances", list[date], ask, lambda day: day, strays=True)
    found = [(last, series.sorted_into(ask(first_of_month(last), last), [last])[0]) for last in months]
    once = [day for _, month in series.once(found) for day in month]
    assert len(set(once)) == len(once)
    assert set(once) == {day for _, month in found for day in month}


def test_what_only_another_month_has_stays() -> None:
    """Where the service goes by another day than we do, nobody else has the stray: it counts."""
    last, stray = date(2026, 9, 30), date(2026, 10, 2)
    series: Series[date] = Series(
        "transfers", list[date], lambda _start, _end: [], lambda day: day, strays=True
    )
    found = [(last, [stray]), (date(2026, 10, 31), [])]
    assert series.once(found) == found
