"""One service that stalls or fails keeps nobody else's cells waiting, and old news overrule no later ones."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from asking import Clock, OpenCache, Service, question

from xl_addin.errors import NoAnswer, NothingSent, TooManyRequests, XlAddinError
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.cache import AT_ONCE, Cache
from xl_addin.functions.cache.setbacks import FIRST_REST

QUEUED = 5


def quiet(cache: Cache) -> None:
    """Returns once nothing is on its way."""
    while cache.pending:
        continue


def without_waiting(cache: Cache, service: Service, *names: str) -> None:
    """Cells that show that the answer is not there yet."""
    for name in names:
        with pytest.raises(NotYet):
            cache.ask([[question(name)]], service)


@pytest.fixture
def stalled(open_cache: OpenCache, service: Service) -> Cache:
    """A cache that waits for nothing; its service is as busy as we make it, and more is in the queue."""
    cache = open_cache(wait=0.0)
    service.open.clear()
    without_waiting(cache, service, *(f"{number}" for number in range(AT_ONCE + QUEUED)))
    service.wait_for_requests(AT_ONCE)
    return cache


def test_a_service_that_stalls_starves_no_other(stalled: Cache) -> None:
    """Another service is asked at once while a dozen requests wait for one that does not answer."""
    healthy = Service()
    healthy.open.clear()
    with pytest.raises(NotYet):
        stalled.ask([[question(scope="another bank")]], healthy)
    healthy.wait_for_requests(1)
    healthy.open.set()
    while stalled.pending > AT_ONCE + QUEUED:
        continue
    assert stalled.ask([[question(scope="another bank")]], healthy) == [1]


@pytest.mark.parametrize("failure", [NoAnswer("slow"), NothingSent("down")], ids=["slow", "down"])
def test_what_is_queued_is_not_sent_to_a_service_that_rests(
    open_cache: OpenCache, service: Service, failure: XlAddinError
) -> None:
    """After a time-out the requests in the queue do not each wait for one of their own."""
    cache = open_cache(wait=0.0)
    service.open.clear()
    service.failure = failure
    without_waiting(cache, service, *(f"{number}" for number in range(AT_ONCE + QUEUED)))
    service.wait_for_requests(AT_ONCE)
    service.open.set()
    quiet(cache)
    for name in ("0", f"{AT_ONCE + QUEUED - 1}", "another"):
        with pytest.raises(type(failure)):
            cache.ask([[question(name)]], service)
    assert len(service.asked) == AT_ONCE


def test_a_success_from_before_does_not_end_a_wait_that_was_asked_for(
    open_cache: OpenCache, service: Service, clock: Clock
) -> None:
    """A service that said 429 is left alone, though something asked earlier is answered after that."""
    cache, busy = open_cache(wait=0.0), Service()
    service.open.clear()
    without_waiting(cache, service, "early")
    service.wait_for_requests(1)
    clock.now += 1
    busy.failure = TooManyRequests("busy", retry_after=100.0)
    with pytest.raises((NotYet, TooManyRequests)):
        cache.ask([[question("late")]], busy)
    while cache.pending > 1:
        continue
    service.open.set()
    quiet(cache)
    with pytest.raises(TooManyRequests):
        cache.ask([[question("another")]], busy)
    assert len(busy.asked) == 1


def test_a_failure_from_before_a_refresh_is_not_believed(
    open_cache: OpenCache, service: Service, clock: Clock
) -> None:
    """Who mended the network and pressed Refresh is not held back by what failed before."""
    cache, mended = open_cache(wait=None), Service()
    service.open.clear()
    service.failure = NothingSent("down")
    with ThreadPoolExecutor(1) as threads:
        early = threads.submit(cache.ask, [[question("early")]], service)
        service.wait_for_requests(1)
        clock.now += 1
        cache.refresh()
        service.open.set()
        assert isinstance(early.exception(60), NotYet)
    assert cache.ask([[question("late")]], mended) == [1]


def test_a_failure_from_before_a_success_is_of_one_question_alone(
    open_cache: OpenCache, service: Service, clock: Clock
) -> None:
    """A request that timed out although later ones were answered keeps no other cell waiting."""
    cache, healthy = open_cache(wait=None), Service()
    service.open.clear()
    service.failure = NoAnswer("slow")
    with ThreadPoolExecutor(1) as threads:
        early = threads.submit(cache.ask, [[question("early")]], service)
        service.wait_for_requests(1)
        clock.now += 1
        assert cache.ask([[question("late")]], healthy) == [1]
        service.open.set()
        assert isinstance(early.exception(60), NoAnswer)
    assert cache.ask([[question("another")]], healthy) == [1]
    with pytest.raises(NoAnswer):
        cache.ask([[question("early")]], healthy)
    clock.now += FIRST_REST
    assert cache.ask([[question("early")]], healthy) == [1]


def test_refresh_withdraws_what_has_not_begun(stalled: Cache, service: Service, clock: Clock) -> None:
    """Who presses Refresh five times has each thing asked once more, not five times."""
    names = [f"{number}" for number in range(AT_ONCE + QUEUED)]
    for _ in range(5):
        clock.now += 1
        stalled.refresh()
        without_waiting(stalled, service, *names)
    service.open.set()
    quiet(stalled)
    assert sorted(service.asked[AT_ONCE:]) == [[name] for name in names]


def test_who_waited_for_what_was_withdrawn_has_it_asked_anew(
    open_cache: OpenCache, stalled: Cache, service: Service
) -> None:
    """A program that waits as long as it takes gets its answer although somebody pressed Refresh."""
    cache = open_cache(wait=None)
    service.asked.clear()
    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        cells = [
            threads.submit(cache.ask, [[question(f"{number}")]], service) for number in range(AT_ONCE + 1)
        ]
        service.wait_for_requests(AT_ONCE)
        while cache.pending < AT_ONCE + 1:
            continue
        cache.refresh()
        service.open.set()
        assert [cell.result(60) for cell in cells] == [[1]] * (AT_ONCE + 1)


def test_the_end_wakes_who_waits_for_what_has_not_begun(open_cache: OpenCache, service: Service) -> None:
    """A thread that waits without a limit is not left behind when the books are closed."""
    cache = open_cache(wait=None)
    service.open.clear()
    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        begun = [threads.submit(cache.ask, [[question(f"{number}")]], service) for number in range(AT_ONCE)]
        service.wait_for_requests(AT_ONCE)
        queued = threads.submit(cache.ask, [[question("queued")]], service)
        while cache.pending <= AT_ONCE:
            continue
        cache.close()
        assert isinstance(queued.exception(60), NotYet)
        service.open.set()
        assert [cell.result(60) for cell in begun] == [[1]] * AT_ONCE
    without_waiting(cache, service, "after the end")


def test_the_program_ends_although_a_service_does_not_answer() -> None:
    """Excel can be closed while requests are on their way and in the queue."""
    program = (
        "import threading, time\n"
        "from xl_addin.functions.cache.cache import Cache\n"
        "from xl_addin.functions.cache.patience import Patience\n"
        "from xl_addin.functions.cache.question import Question\n"
        "from xl_addin.functions.cache.answer import NotYet\n"
        "cache, never = Cache(Patience(0.0, time.monotonic)), threading.Event()\n"
        "for number in range(9):\n"
        "    try: cache.get(Question('bank', str(number), int, 1.0), never.wait)\n"
        "    except NotYet: print(number)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True)
    assert ended.stdout.split() == [b"%d" % number for number in range(9)]
