"""What was made of answers is made again as soon as one of them may be newer."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from asking import START, Clock, Service

from xl_addin.errors import FateUnknown
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.cache.recall import Recall
from xl_addin.functions.cache.trace import Trace, current

ONE, OTHER = (Question("scope", what, int, 60.0) for what in ("one", "other"))


class Maker:
    """Doubles an answer, and counts how often."""

    def __init__(self, cache: Cache, service: Service) -> None:
        self.times = 0
        self._ask: Callable[[], int] = lambda: cache.ask([[ONE]], service)[0]

    def __call__(self) -> int:
        """Makes it."""
        self.times += 1
        current().note("doubled")
        return self._ask() * 2


@pytest.fixture
def maker(cache: Cache, service: Service) -> Maker:
    """Makes a result of one answer."""
    return Maker(cache, service)


def wait_for(happened: Callable[[], bool]) -> None:
    """Returns once it has happened."""
    while not happened():
        time.sleep(0.001)


def settled(cache: Cache, service: Service, recall: Recall, maker: Maker) -> None:
    """Made, and kept: the answer that it is made of had arrived before."""
    cache.ask([[ONE]], service)
    wait_for(lambda: cache.arrived > 0)
    assert recall.get("doubled", maker) == 2


def test_it_is_made_once(cache: Cache, service: Service, maker: Maker, trace: Trace) -> None:
    """As long as its answers are good; each time it tells how old they are and what there is to know."""
    recall = Recall(cache)
    settled(cache, service, recall, maker)
    trace.oldest, trace.notes = None, []
    assert recall.get("doubled", maker) == 2
    assert maker.times == 1
    assert (trace.oldest, trace.notes) == (START, ["doubled"])
    assert recall.get("another", maker) == 2
    assert maker.times == 2


def test_an_old_answer_makes_it_again(cache: Cache, service: Service, maker: Maker, clock: Clock) -> None:
    """Not a second later than the answer itself would be asked again."""
    recall = Recall(cache)
    settled(cache, service, recall, maker)
    clock.now += 59
    assert recall.get("doubled", maker) == 2
    assert maker.times == 1
    clock.now += 1
    service.answer = 7
    assert recall.get("doubled", maker) == 14


def test_refresh_makes_it_again(cache: Cache, service: Service, maker: Maker, clock: Clock) -> None:
    """What a person wants anew is made anew."""
    recall = Recall(cache)
    settled(cache, service, recall, maker)
    clock.now += 1
    service.answer = 5
    cache.refresh()
    assert recall.get("doubled", maker) == 10


def test_whatever_arrives_makes_it_again(cache: Cache, service: Service, maker: Maker) -> None:
    """Nobody has to know which answer matters to which result."""
    recall = Recall(cache)
    settled(cache, service, recall, maker)
    before = cache.arrived
    cache.ask([[OTHER]], service)
    wait_for(lambda: cache.arrived > before)
    assert recall.get("doubled", maker) == 2
    assert maker.times == 2


def test_what_is_outdated_is_not_kept(
    cache: Cache, service: Service, maker: Maker, clock: Clock, trace: Trace
) -> None:
    """While the service is down the last value shows, marked, and is made anew until an answer comes."""
    recall = Recall(cache)
    settled(cache, service, recall, maker)
    clock.now += 100
    service.failure = FateUnknown("The service is down.")
    for times in (2, 3):
        trace.stale = []
        assert recall.get("doubled", maker) == 2
        assert maker.times == times
        assert trace.stale == ["The service is down."]


def test_a_failure_is_raised(cache: Cache, service: Service, maker: Maker) -> None:
    """There is nothing to keep; the next calculation tries again."""
    recall = Recall(cache)
    service.failure = FateUnknown("The service is down.")
    with pytest.raises(FateUnknown):
        recall.get("doubled", maker)
    service.failure = None
    cache.refresh()
    assert recall.get("doubled", maker) == 2
