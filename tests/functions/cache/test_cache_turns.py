"""A range of thousands of cells: what they share is made once, and waiting ends where it leads nowhere."""

from __future__ import annotations

from time import sleep

import pytest
from asking import Clock, OpenCache, Service, question

from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.cache.recall import Recall
from xl_addin.functions.cache.trace import Trace
from xl_addin.functions.together import TURNS, together

CELLS = 5_000


def slowly(cache: Cache, service: Service, wanted: Question[int]) -> int:
    """Asks a service that answers after nobody has waited for it.

    Raises:
        NotYet: Nothing is known.
    """
    may_answer = service.open.is_set()
    service.open.clear()
    try:
        return cache.ask([[wanted]], service)[0]
    finally:
        if may_answer:
            service.open.set()


class Sheet:
    """Thousands of cells that want the same, and counts what is done for them."""

    def __init__(self, cache: Cache, service: Service) -> None:
        self.computed = self.made = 0
        self._cache = cache
        self._service = service
        self._recall = Recall(cache)

    def compute(self) -> list[int | None]:
        """One turn."""
        self.computed += 1
        return [self._cell() for _ in range(CELLS)]

    def _cell(self) -> int | None:
        try:
            return self._recall.get("months", self._make)
        except NotYet:
            return None

    def _make(self) -> int:
        self.made += 1
        return slowly(self._cache, self._service, question())


@pytest.mark.parametrize("known", [False, True], ids=["nothing known", "old values"])
def test_nobody_waits_for_what_does_not_come(
    open_cache: OpenCache, service: Service, clock: Clock, trace: Trace, known: bool
) -> None:
    """No answer in the time there is: the range is computed once, what its cells share is made once."""
    cache = open_cache(wait=0.0)
    sheet = Sheet(cache, service)
    if known:
        with pytest.raises(NotYet):
            slowly(cache, service, question())
        while not cache.arrived:
            sleep(0.001)
        clock.now += 1
        cache.refresh()
    service.open.clear()
    assert together(cache, sheet.compute) == [1 if known else None] * CELLS
    assert (sheet.computed, sheet.made) == (1, 1)
    assert trace.waiting


def test_what_comes_is_in_the_result(open_cache: OpenCache, service: Service, trace: Trace) -> None:
    """Where there is time to wait, one turn asks and one turn shows."""
    cache = open_cache()
    sheet = Sheet(cache, service)
    assert together(cache, sheet.compute) == [1] * CELLS
    assert (sheet.computed, sheet.made) == (2, 2)
    assert not trace.waiting


def test_time_that_is_used_up_ends_it(open_cache: OpenCache, service: Service, trace: Trace) -> None:
    """A range that wants ever more is computed once more for what came meanwhile, and not again."""
    cache = open_cache(wait=0.0)
    asked = iter(range(100))

    def compute() -> None:
        before = cache.arrived
        with pytest.raises(NotYet):
            slowly(cache, service, question(f"{next(asked)}"))
        while cache.arrived == before:  # the service is quick, only nobody waits for it
            sleep(0.001)

    together(cache, compute)
    assert next(asked) == 2


def test_a_range_that_wants_ever_more_ends(open_cache: OpenCache, service: Service, trace: Trace) -> None:
    """Nobody computes a range without end, however patient he is."""
    cache = open_cache()
    asked = iter(range(100))

    def compute() -> None:
        with pytest.raises(NotYet):
            slowly(cache, service, question(f"{next(asked)}"))

    together(cache, compute)
    assert next(asked) == TURNS


def test_a_failure_is_one_for_all_cells(cache: Cache) -> None:
    """What cannot be made for one cell of a turn is not tried for the next, and says the same."""
    recall, tried = Recall(cache), []

    def make() -> int:
        tried.append(1)
        raise ZeroDivisionError

    def compute() -> None:
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                recall.get("months", make)

    together(cache, compute)
    assert len(tried) == 1
