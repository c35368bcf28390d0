"""A date typed as text is the day its writer meant, or refused; months cover what was asked."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xl_addin.values.dates import EARLIEST, LATEST, DateError, first_of_month, last_of_month, months, parse

DAYS = st.dates(EARLIEST, LATEST)
MARKS = st.sampled_from("-/.")
DAY_FIRST = st.sampled_from((True, None))


@given(DAYS, MARKS, DAY_FIRST, st.booleans())
def test_year_first_is_read_in_every_language(
    day: date, mark: str, day_first: bool | None, padded: bool
) -> None:
    """2026-11-30 is the same day in every sheet, with or without leading zeros."""
    width = 2 if padded else 1
    text = f" {day.year}{mark}{day.month:0{width}}{mark}{day.day:0{width}} "
    assert parse(text, day_first=day_first) == day


@given(DAYS, MARKS)
def test_day_first_is_read_where_the_language_says_so(day: date, mark: str) -> None:
    """In a Brazilian sheet 03/04/2026 is the third of April."""
    assert parse(f"{day.day:02}{mark}{day.month:02}{mark}{day.year}", day_first=True) == day


@given(DAYS, MARKS, st.booleans())
def test_without_a_language_only_one_reading_is_taken(day: date, mark: str, month_first: bool) -> None:
    """31/12/2026 is clear whoever wrote it; 03/04/2026 is not guessed."""
    first, second = (day.month, day.day) if month_first else (day.day, day.month)
    text = f"{first}{mark}{second}{mark}{day.year}"
    if day.day > 12 or day.day == day.month:
        assert parse(text, day_first=None) == day
    else:
        with pytest.raises(DateError, match="ambiguous"):
            parse(text, day_first=None)


@given(DAYS)
def test_a_month_first_date_is_never_turned_around(day: date) -> None:
    """12/31/2026 in a day-first sheet is refused; it does not become another day."""
    assume(day.day > 12)
    with pytest.raises(DateError, match="unreadable"):
        parse(f"{day.month}/{day.day}/{day.year}", day_first=True)


@pytest.mark.parametrize("day_first", [True, None])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "today",
            "30/11/26",
            "2026-11",
            "11/2026",
            "30/02/2026",
            "2026-02-30",
            "31/04/2026",
            "00/01/2026",
        ),
        *(
            "2026-13-01",
            "2026-00-10",
            "20261130",
            "30 11 2026",
            "30/11/2026 10:00",
            "46356",
            "-1/1/2026",
            "0000-01-01",
        ),
    ],
)
def test_what_is_no_date_is_refused(text: str, day_first: bool | None) -> None:
    """A short year, a missing part, a day that no month has: refused, not completed."""
    with pytest.raises(DateError, match="unreadable"):
        parse(text, day_first=day_first)


@pytest.mark.parametrize("text", ["1900-02-28", "3000-01-01", "0026-11-30", "9999-12-31"])
def test_days_outside_every_calendar_are_refused(text: str) -> None:
    """A slip in the year does not book a payment in another century."""
    with pytest.raises(DateError, match="out_of_range"):
        parse(text, day_first=True)


@given(st.text(max_size=16), DAY_FIRST)
def test_any_text_is_read_or_refused(text: str, day_first: bool | None) -> None:
    """Whatever stands in the cell ends in a day or in a refusal, never in a crash."""
    try:
        day = parse(text, day_first=day_first)
    except DateError:
        return
    assert EARLIEST <= day <= LATEST


@given(DAYS, st.integers(0, 1500), st.integers(1, 15))
def test_months_cover_exactly_what_was_asked(start: date, length: int, at_once: int) -> None:
    """Every day asked is asked of the service once, and no month more than needed."""
    end = start + timedelta(days=length)
    pieces = list(months(start, end, at_once=at_once))
    assert pieces[0][0] == first_of_month(start)
    assert pieces[-1][1] == last_of_month(end)
    for (_, before), (after, _) in itertools.pairwise(pieces):
        assert after == before + timedelta(days=1)
    sizes = [(last.year - first.year) * 12 + last.month - first.month + 1 for first, last in pieces]
    assert all(first.day == 1 and last == last_of_month(last) for first, last in pieces)
    assert all(size == at_once for size in sizes[:-1])
    assert 1 <= sizes[-1] <= at_once


@given(DAYS)
def test_a_month_begins_and_ends_around_its_days(day: date) -> None:
    """The month of a day is a whole month, leap years included."""
    first, last = first_of_month(day), last_of_month(day)
    assert first <= day <= last
    assert (first - timedelta(days=1)).month != day.month != (last + timedelta(days=1)).month
    assert first.day == 1
