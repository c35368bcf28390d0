"""Each thing is asked once, however many want it at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from asking import Clock, Service, question

from xl_addin.functions.cache.cache import AT_ONCE, Cache

MANY = 16


def test_many_cells_ask_once(cache: Cache, service: Service) -> None:
    """Forty cells that want the same answer at the same time cost one request."""
    service.open.clear()
    begin = Barrier(MANY + 1, timeout=60)

    def cell() -> list[int]:
        begin.wait()
        return cache.ask([[question()]], service)

    with ThreadPoolExecutor(MANY) as threads:
        cells = [threads.submit(cell) for _ in range(MANY)]
        begin.wait()
        service.wait_for_requests(1)
        service.open.set()
        assert [one.result(60) for one in cells] == [[1]] * MANY
    assert service.asked == [["balance"]]


def test_only_what_nobody_has_asked_is_asked(cache: Cache, service: Service) -> None:
    """A formula over months of which some are on their way asks for the others alone."""
    service.open.clear()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache.ask, [[question("1"), question("2")]], service)
        service.wait_for_requests(1)
        second = threads.submit(cache.ask, [[question("2"), question("3")]], service)
        service.wait_for_requests(2)
        service.open.set()
        assert first.result(60) == second.result(60) == [1, 1]
    assert service.asked == [["1", "2"], ["3"]]


def test_a_failure_on_its_way_is_shared_as_well(cache: Cache, service: Service) -> None:
    """Cells that wait for a request which fails do not ask it again one by one."""
    service.open.clear()
    service.failure = ValueError("no")
    with ThreadPoolExecutor(MANY) as threads:
        cells = [threads.submit(cache.ask, [[question()]], service) for _ in range(MANY)]
        service.wait_for_requests(1)
        service.open.set()
        assert all(isinstance(one.exception(60), ValueError) for one in cells)
    assert len(service.asked) == 1


def test_batches_go_side_by_side(cache: Cache, service: Service) -> None:
    """The quarters of a year are asked at the same time, each in one request."""
    service.open.clear()
    batches = [[question(f"{quarter}-{month}") for month in range(3)] for quarter in range(AT_ONCE)]
    with ThreadPoolExecutor(1) as threads:
        year = threads.submit(cache.ask, batches, service)
        service.wait_for_requests(AT_ONCE)
        assert cache.pending == AT_ONCE
        service.open.set()
        assert year.result(60) == [1] * 3 * AT_ONCE
    assert sorted(service.asked) == [[item.what for item in batch] for batch in batches]


def test_a_refresh_does_not_take_an_older_answer(cache: Cache, service: Service, clock: Clock) -> None:
    """What was on its way when a person pressed Refresh is not shown as what came after."""
    service.open.clear()
    with ThreadPoolExecutor(2) as threads:
        before = threads.submit(cache.ask, [[question()]], service)
        service.wait_for_requests(1)
        clock.now += 1
        cache.refresh()
        service.answer = 2
        after = threads.submit(cache.ask, [[question()]], service)
        service.wait_for_requests(2)
        service.open.set()
        assert (before.result(60), after.result(60)) == ([1], [2])
    assert cache.ask([[question()]], service) == [2]
    assert len(service.asked) == 2
