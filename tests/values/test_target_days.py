"""A transfer is not promised for a day on which banks settle nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.values.target_days import KNOWN, is_target_day, next_target_day

GOOD_FRIDAYS = [
    *(date(2002, 3, 29), date(2008, 3, 21), date(2011, 4, 22), date(2024, 3, 29), date(2025, 4, 18)),
    *(date(2026, 4, 3), date(2027, 3, 26), date(2028, 4, 14), date(2030, 4, 19), date(2038, 4, 23)),
]
"""As calendars print them, early and late ones among them."""
DAYS = st.dates(date(2002, 1, 1), date(KNOWN[-1], 12, 31))
THREE_DAYS = timedelta(days=3)


@pytest.mark.parametrize("good_friday", GOOD_FRIDAYS, ids=str)
def test_easter_is_closed_on_both_sides(good_friday: date) -> None:
    """Good Friday and Easter Monday are closed, the days around them open."""
    monday = good_friday + THREE_DAYS
    assert not is_target_day(good_friday)
    assert not is_target_day(monday)
    assert next_target_day(good_friday) == monday + timedelta(days=1)
    assert is_target_day(good_friday - timedelta(days=1))


@given(DAYS)
def test_closed_is_what_the_ecb_lists(day: date) -> None:
    """Of the days with a fixed date, these four and the weekends are closed, and no others but at Easter."""
    listed = (day.month, day.day) in {(1, 1), (5, 1), (12, 25), (12, 26)}
    if listed or day.weekday() > 4:
        assert not is_target_day(day)
    elif not (day.month in (3, 4) and day.weekday() in (0, 4)):
        assert is_target_day(day)


@pytest.mark.parametrize("year", range(2002, 2041))
def test_six_days_a_year_are_closed(year: int) -> None:
    """No holiday of a single country slips in: the ECB's list has six."""
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(366)]
    closed = [day for day in days if day.year == year and day.weekday() < 5 and not is_target_day(day)]
    fixed = [date(year, month, day) for month, day in ((1, 1), (5, 1), (12, 25), (12, 26))]
    assert len(closed) == 2 + sum(day.weekday() < 5 for day in fixed)


@given(DAYS)
def test_the_next_open_day_is_near_and_open(day: date) -> None:
    """A person is offered the first day that works: the day itself, or one within five days."""
    following = next_target_day(day)
    assert is_target_day(following)
    assert day <= following <= day + timedelta(days=5)
    assert not any(is_target_day(day + timedelta(days=gap)) for gap in range((following - day).days))


@pytest.mark.parametrize("day", [date(2101, 12, 25), date(2999, 12, 31), date(1990, 5, 1)])
def test_far_away_only_weekends_are_closed(day: date) -> None:
    """A date of another century is answered, by the little that is known about it."""
    assert is_target_day(day) == (day.weekday() < 5)
