"""The day on which somebody saw a balance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.values.dates import DateError
from xl_addin.values.seen import EARLIEST, seen

TODAY = date(2026, 11, 21)


@given(st.dates(EARLIEST, TODAY))
def test_a_day_until_today_is_taken(day: date) -> None:
    """Today too: the app can be looked at in the evening."""
    assert seen(day, TODAY) == day


@given(st.dates(TODAY + timedelta(days=1)))
def test_nobody_has_seen_a_day_to_come(day: date) -> None:
    """A slip of the year, such as 2207, is refused before anything is counted from it."""
    with pytest.raises(DateError, match="not_yet"):
        seen(day, TODAY)


@given(st.dates(max_value=EARLIEST - timedelta(days=1)))
def test_long_ago_is_a_slip(day: date) -> None:
    """1920 for 2020 is refused."""
    with pytest.raises(DateError, match="long_ago"):
        seen(day, TODAY)
