"""Excel's day numbers."""

from __future__ import annotations

import doctest
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from xl_addin.workbook import serials
from xl_addin.workbook.serials import from_datetime, to_datetime, to_time

moments = st.datetimes(datetime(1904, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999000)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)


@given(moments, st.booleans())
def test_every_moment_comes_back(moment: datetime, date1904: bool) -> None:
    """A date and time written is read back to the millisecond, in both calendars."""
    serial = from_datetime(moment, date1904=date1904)
    assert to_datetime(Decimal(repr(serial)), date1904=date1904) == moment


@given(st.integers(61, 2_958_465), st.booleans())
def test_whole_days_are_those_of_openpyxl(day: int, date1904: bool) -> None:
    """A day is the one that other programs see in the same file."""
    day -= 1462 * date1904 if day > 1462 else 0
    epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
    if day >= 61:
        assert to_datetime(Decimal(day), date1904=date1904) == from_excel(day, epoch)


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        ("1", datetime(1900, 1, 1)),
        ("59", datetime(1900, 2, 28)),
        ("60", None),
        ("61", datetime(1900, 3, 1)),
        ("2958465", datetime(9999, 12, 31)),
        ("2958465.9999999999", None),
        ("2958466", None),
        ("0.5", None),
        ("-1", None),
        ("46347.99999999999", datetime(2026, 11, 22)),
    ],
)
def test_edges_of_the_1900_calendar(serial: str, expected: datetime | None) -> None:
    """The leap day of 1900 that never was, and days outside the calendar, are no dates."""
    assert to_datetime(Decimal(serial), date1904=False) == expected


def test_1904_calendar_begins_with_its_day_zero() -> None:
    """A workbook from an old Mac shows the same days."""
    assert to_datetime(Decimal(0), date1904=True) == datetime(1904, 1, 1)
    assert to_datetime(Decimal(-1), date1904=True) is None
    assert from_datetime(datetime(1903, 12, 31), date1904=True) is None
    assert from_datetime(datetime(1899, 12, 31), date1904=False) is None


@given(st.integers(0, 86_399_999))
def test_every_time_of_day_comes_back(milliseconds: int) -> None:
    """A time of day is exact to the millisecond."""
    expected = (datetime.min + timedelta(milliseconds=milliseconds)).time()
    assert to_time(Decimal(repr(milliseconds / 86_400_000))) == expected
    assert to_time(Decimal("0.75")) == time(18)


def test_examples_of_serials_hold() -> None:
    """What the documentation shows is what happens."""
    assert doctest.testmod(serials).failed == 0
