"""Excel never waits for long: a calculation has so many seconds, whatever its cells want."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from threading import Timer

import pytest
from asking import Clock, OpenCache, Service, question

from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.patience import PAUSE, Patience
from xl_addin.functions.cache.trace import Trace


def answered() -> Future[int]:
    """A request that has ended."""
    future: Future[int] = Future()
    future.set_result(1)
    return future


def answered_soon() -> Future[int]:
    """A request that ends while somebody waits for it."""
    future: Future[int] = Future()
    Timer(0.2, future.set_result, [1]).start()
    return future


def at(*moments: float) -> Iterator[float]:
    """A clock's readings: the beginning and the end of each wait."""
    return iter(moments)


def test_seconds_are_shared_by_a_calculation() -> None:
    """Two cells that wait use up one patience; the third does not wait at all."""
    readings = at(0.0, 30.0, 30.5, 60.0, 60.5, 60.5)
    patience = Patience(59.0, lambda: next(readings))
    patience.wait([answered()])
    patience.wait([answered()])
    never: Future[int] = Future()
    patience.wait([never])
    assert not never.done()


def test_the_next_calculation_may_wait_again() -> None:
    """After a pause without a question a person sees the answer, not yesterday's impatience."""
    used_up, later = 60.0, 60.0 + 2 * PAUSE
    readings = at(0.0, used_up, later, later)
    patience = Patience(59.0, lambda: next(readings))
    patience.wait([answered()])
    coming = answered_soon()
    patience.wait([coming])
    assert coming.done()


def test_cells_that_work_between_waits_give_little_back() -> None:
    """A calculation whose cells compute for a second between their waits freezes Excel no longer for it."""
    notes = [50.0 + 1.1 * PAUSE * cell for cell in range(1, 11)]
    used_up = Patience(50.0, at(0.0, 50.0, *notes).__next__)
    used_up.wait([answered()])
    assert used_up.left == 0.0
    for _ in notes:
        used_up.note()
    assert used_up.left == pytest.approx(5.0)


def test_without_a_limit_it_waits_for_the_answer() -> None:
    """`xl-addin call` shows the value, however long it takes."""
    coming = answered_soon()
    Patience(None, lambda: 0.0).wait([coming])
    assert coming.done()


def test_not_yet_is_said_and_fills_later(open_cache: OpenCache, service: Service, trace: Trace) -> None:
    """What has not come in time is not yet there; it is fetched all the same, and then it is there."""
    cache = open_cache(wait=0.0)
    service.open.clear()
    with pytest.raises(NotYet):
        cache.ask([[question()]], service)
    assert trace.waiting
    assert cache.pending == 1
    service.open.set()
    while cache.pending:
        continue
    assert cache.arrived == 1
    assert cache.ask([[question()]], service) == [1]
    assert len(service.asked) == 1


def test_who_has_waited_once_waits_no_second_time(
    open_cache: OpenCache, service: Service, trace: Trace
) -> None:
    """A cell that is calculated again for an answer on its way takes what is there."""
    cache = open_cache(wait=None)
    service.open.clear()
    trace.hurried = True
    with pytest.raises(NotYet):
        cache.ask([[question()]], service)
    service.wait_for_requests(1)


def test_an_old_answer_is_shown_while_a_newer_one_is_on_its_way(
    open_cache: OpenCache, service: Service, clock: Clock, trace: Trace
) -> None:
    """Nobody looks at an empty cell that had a value; that it is old is said."""
    cache = open_cache(wait=None)
    assert cache.ask([[question()]], service) == [1]
    clock.now += 1
    cache.refresh()
    service.open.clear()
    service.answer = 2
    trace.hurried = True
    assert cache.ask([[question()]], service) == [1]
    assert trace.waiting
    assert trace.stale
