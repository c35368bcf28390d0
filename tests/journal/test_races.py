"""Two imports want the same row: exactly one gets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from programs import Program
from rows import FREE, lead, plan

from xl_addin.journal.keys import new_key
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

T = TypeVar("T")
ROUNDS = 60


@pytest.fixture
def second(journal: Journal, url: str) -> Iterator[Journal]:
    """The same journal, opened a second time."""
    with Journal(url) as opened:
        yield opened


@pytest.fixture
def programs(journal: Journal, url: str) -> Iterator[tuple[Program, Program]]:
    """Two other programs that have the journal open."""
    with Program(url) as one, Program(url) as other:
        yield one, other


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """Does all works at the same moment, each in a thread of its own."""
    barrier = Barrier(len(works))

    def start(work: Callable[[], T]) -> T:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(start, works))


def planned(journal: Journal, run: str, key: str) -> bool:
    """Whether this import gets the row."""
    try:
        plan(journal, run, [key])
    except Taken:
        return False
    return True


@pytest.mark.parametrize("handles", [1, 2], ids=["one journal", "two handles"])
def test_two_threads_plan_one_row(journal: Journal, second: Journal, run: str, handles: int) -> None:
    """However close two imports in one program start, a row belongs to one of them."""
    sides = [journal, (journal, second)[handles - 1]]
    for _ in range(ROUNDS):
        key = new_key()
        won = at_once([partial(planned, side, run, key) for side in sides])
        assert sorted(won) == [False, True]
        assert len(journal.with_keys([key])) == 1


@pytest.mark.parametrize("handles", [1, 2], ids=["one journal", "two handles"])
def test_many_threads_begin_to_send_one_row(
    journal: Journal, second: Journal, run: str, handles: int
) -> None:
    """Of any number of senders that take a row for theirs, one sends it."""
    sides = [journal, (journal, second)[handles - 1]] * 4
    for row in plan(journal, run, [new_key() for _ in range(ROUNDS)]):
        moved = at_once([partial(side.step, row.id, State.PLANNED, State.SENDING) for side in sides])
        assert Counter(moved) == {True: 1, False: 7}
        assert len(journal.history(row.id)) == 1


def test_two_programs_plan_one_row(journal: Journal, programs: tuple[Program, Program]) -> None:
    """Two imports on one computer at the same moment: one is told that the other has the row."""
    for _ in range(ROUNDS):
        key = new_key()
        for program in programs:
            program.tell(f"plan {key}")
        answers = [program.hear() for program in programs]
        (row,) = journal.with_keys([key])
        assert sorted(answers) == sorted([row.id, "taken"])


def test_two_programs_begin_to_send_one_row(
    journal: Journal, run: str, programs: tuple[Program, Program]
) -> None:
    """Two programs that both believe a row is planned: one sends it."""
    for row in plan(journal, run, [new_key() for _ in range(ROUNDS)]):
        for program in programs:
            program.tell(f"step {row.id} planned sending")
        assert sorted(program.hear() for program in programs) == ["False", "True"]
        assert len(journal.history(row.id)) == 1


def test_settling_and_sending_meet(journal: Journal, second: Journal, run: str) -> None:
    """A row that is said not to be sent, and sent at the same moment, becomes one of the two."""
    for row in plan(journal, run, [new_key() for _ in range(ROUNDS)]):
        sent, dropped = at_once(
            [
                partial(journal.step, row.id, State.PLANNED, State.SENDING),
                partial(second.step, row.id, State.PLANNED, State.NOT_SENT),
            ]
        )
        assert sent is not dropped
        assert journal.get(row.id).state is (State.SENDING if sent else State.NOT_SENT)


@pytest.mark.parametrize("state", sorted(FREE))
def test_two_programs_send_a_freed_row_again(
    journal: Journal, run: str, programs: tuple[Program, Program], state: State
) -> None:
    """A rejected row that two programs correct at the same moment is sent anew by one."""
    for _ in range(10):
        (old,) = plan(journal, run, [new_key()])
        lead(journal, old, state)
        for program in programs:
            program.tell(f"plan {old.key}")
        answers = [program.hear() for program in programs]
        assert answers.count("taken") == 1
        assert len(journal.with_keys([old.key])) == 2
