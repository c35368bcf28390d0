"""What may be sent a second time, and after which wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.errors import FateUnknown, NotFound, NothingSent, Refused, ServiceError, TooManyRequests
from xl_addin.settling.repeats import LONGEST, PATIENCE, Repeats


def slow_down(seconds: float | None) -> TooManyRequests:
    """A 429."""
    return TooManyRequests("slow down", retry_after=seconds)


def test_without_a_connection_it_is_tried_three_times() -> None:
    """After one and two seconds; then the row is told as not sent."""
    one = Repeats()
    assert [one.pause_after(NothingSent("no connection")) for _ in range(3)] == [1, 2, None]


@pytest.mark.parametrize("kind", [FateUnknown, Refused, NotFound, ServiceError])
def test_what_may_have_been_done_is_never_sent_again(kind: type[ServiceError]) -> None:
    """A lost answer, and any other refusal, are the end of it."""
    assert Repeats().pause_after(kind("lost")) is None


def test_a_429_that_names_no_wait_is_not_repeated() -> None:
    """Nobody guesses how long a service wants to be left alone."""
    assert Repeats().pause_after(slow_down(None)) is None


@given(st.lists(st.floats(0, 2 * PATIENCE), max_size=200))
def test_waits_are_as_long_as_asked_and_no_row_waits_for_ever(asked: list[float]) -> None:
    """Each wait is at least what the service said, and all together are little more than the patience."""
    one, waited = Repeats(), 0.0
    for seconds in asked:
        pause = one.pause_after(slow_down(seconds))
        if pause is not None:
            assert pause >= seconds
            waited += pause
    assert waited <= PATIENCE + LONGEST


def test_a_service_that_says_zero_for_ever_meets_no_storm() -> None:
    """Each wait is twice the one before, so a quarter of an hour sees some dozens of requests, no more."""
    one = Repeats()
    pauses = [pause for _ in range(100) if (pause := one.pause_after(slow_down(0))) is not None]
    assert pauses[:3] == [0.1, 0.2, 0.4]
    assert max(pauses) == LONGEST
    assert 30 < len(pauses) < 50
