"""Records that move from one answer to another: no answer is good that was fetched before."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from asking import START, Clock, OpenCache

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question, Siblings
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cache.trace import Trace

LONG, SHORT = 1000.0, 60.0
SHELVES: Siblings[list[int]] = Siblings("shelf", lambda _what, records: records)


def shelf(number: int, fresh_for: float = LONG) -> Question[list[int]]:
    """A question for what lies on one of some shelves."""
    return Question("shop", f"shelf {number}", list[int], fresh_for, SHELVES)


class Shop:
    """Says what lies on its shelves now, and remembers which were asked for."""

    def __init__(self, *shelves: list[int]) -> None:
        self.shelves = shelves
        self.asked: list[int] = []
        self._lock = threading.Lock()

    def __call__(self, questions: Sequence[Question[list[int]]]) -> list[list[int]]:
        """One request."""
        numbers = [int(question.what.removeprefix("shelf ")) for question in questions]
        with self._lock:
            self.asked += numbers
        return [list(self.shelves[number]) for number in numbers]

    def seen(self, cache: Cache, *questions: Question[list[int]]) -> list[list[int]]:
        """What a formula sees."""
        return cache.ask([[question] for question in questions], self)


def test_what_left_may_be_anywhere(cache: Cache, clock: Clock) -> None:
    """A record is missing: whatever was fetched before it left is fetched again, once."""
    shop = Shop([1, 2], [3], [])
    first, *others = shelf(0, SHORT), shelf(1), shelf(2)
    shop.seen(cache, first, *others)
    shop.shelves = [1], [3], [2]
    clock.now += SHORT
    assert shop.seen(cache, first, *others) == [[1], [3], [2]]
    assert sorted(shop.asked) == [0, 0, 1, 1, 2, 2]
    assert shop.seen(cache, *others) == [[3], [2]]
    assert len(shop.asked) == 6


def test_what_was_found_again_is_not_looked_for(cache: Cache, clock: Clock) -> None:
    """A record came here, and then is missing there: each answer is fetched again once, not twice."""
    shop = Shop([1, 2], [3], [])
    shop.seen(cache, shelf(0), shelf(1))
    shop.shelves = [1], [3], [2]
    for number in (2, 0, 1, 2, 0, 1):
        clock.now += 1
        assert shop.seen(cache, shelf(number)) == [shop.shelves[number]]
    assert sorted(shop.asked) == [0, 0, 1, 1, 2]


def test_what_came_has_left_another_one(cache: Cache, clock: Clock) -> None:
    """A record that comes is nowhere else any more, and no answer says so that was fetched before."""
    shop = Shop([1], [2])
    shop.seen(cache, shelf(0, SHORT), shelf(1))
    clock.now += SHORT
    shop.shelves = [1, 2], []
    assert shop.seen(cache, shelf(0, SHORT)) == [[1, 2]]
    assert shop.seen(cache, shelf(1)) == [[]]


def test_a_new_record_makes_nothing_old(cache: Cache, clock: Clock) -> None:
    """What somebody enters is no reason to ask for anything else."""
    shop = Shop([1], [2])
    shop.seen(cache, shelf(0, SHORT), shelf(1))
    clock.now += SHORT
    shop.shelves = [1, 9], [2]
    assert shop.seen(cache, shelf(0, SHORT), shelf(1)) == [[1, 9], [2]]
    assert sorted(shop.asked) == [0, 0, 1]


def test_other_lists_are_left_alone(cache: Cache, clock: Clock) -> None:
    """What moves in one list says nothing of another one, nor of another company's."""
    drawers: Siblings[list[int]] = Siblings("drawer", lambda _what, records: records)
    strangers = Question("other", "shelf 1", list[int], LONG, SHELVES)
    drawer = Question("shop", "drawer 1", list[int], LONG, drawers)
    asked = []

    def fetch(questions: Sequence[Question[list[int]]]) -> list[list[int]]:
        asked.append(questions[0].key)
        return [[2]]

    shop = Shop([2])
    shop.seen(cache, shelf(0, SHORT))
    cache.ask([[strangers], [drawer]], fetch)
    clock.now += SHORT
    shop.shelves = ([],)
    shop.seen(cache, shelf(0, SHORT))
    cache.ask([[strangers], [drawer]], fetch)
    assert sorted(asked) == ["other shelf 1", "shop drawer 1"]


def test_records_with_a_new_id_each_time_do_not_keep_it_busy(cache: Cache, clock: Clock) -> None:
    """Where ids mean nothing, a formula asks for each thing twice at most, and ends."""
    ids = iter(range(1000))
    asked = []

    def fetch(questions: Sequence[Question[list[int]]]) -> list[list[int]]:
        asked.append(questions[0].what)
        return [[next(ids)]]

    questions = [[shelf(number, SHORT)] for number in range(5)]
    cache.ask(questions, fetch)
    clock.now += SHORT
    cache.ask(questions, fetch)
    assert len(asked) <= 5 + 2 * 5


def test_it_outlives_the_program(open_cache: OpenCache, clock: Clock, tmp_path: Path) -> None:
    """What was old for a move is old for the next program too, and what it keeps on the disk is compared."""
    shop = Shop([1, 2], [3], [])
    cache = open_cache(Snapshot(tmp_path, START))
    shop.seen(cache, shelf(0, SHORT), shelf(1), shelf(2))
    shop.shelves = [1], [3], [2]
    clock.now += SHORT
    shop.seen(cache, shelf(0, SHORT))
    cache.close()
    cache = open_cache(Snapshot(tmp_path, START))
    assert shop.seen(cache, shelf(1), shelf(2)) == [[3], [2]]
    cache.close()
    shop.shelves = [1, 3], [], [2]
    clock.now += SHORT
    cache = open_cache(Snapshot(tmp_path, START))
    shop.seen(cache, shelf(0, SHORT))
    assert shop.seen(cache, shelf(1)) == [[]]


def test_an_old_answer_is_not_shown_as_new(open_cache: OpenCache, clock: Clock, trace: Trace) -> None:
    """Until the other answers have come again, they are what they are: old, and said to be."""
    cache = open_cache()
    shop = Shop([1, 2], [3])
    shop.seen(cache, shelf(0, SHORT), shelf(1))
    shop.shelves = [1], [3, 2]
    clock.now += SHORT
    shop.seen(cache, shelf(0, SHORT))
    assert not trace.stale
    cache.close()  # nobody asks any more
    assert shop.seen(cache, shelf(1)) == [[3]]
    assert trace.stale
