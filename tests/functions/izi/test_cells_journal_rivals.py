"""Another program writes to the journal, or has it to itself, while cells read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

import pytest
from bookkeeper import Bookkeeper
from rows import lead, plan

from xl_addin.errors import JournalError
from xl_addin.functions.cache.trace import Trace, tracing
from xl_addin.functions.reads.journal import LITTLE_WORK, LONGEST_BELIEVED, REST, JournalReads
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal


class Now:
    """Seconds, as far as the test has let them pass."""

    seconds = 0.0

    def __call__(self) -> float:
        """Of any clock."""
        return self.seconds


@pytest.fixture
def journal(bookkeeper: Bookkeeper) -> Iterator[Journal]:
    """Another program's; one row was sent."""
    with Journal(bookkeeper.settings().journal_url) as journal:
        send(journal, "p-1")
        yield journal


def send(journal: Journal, ref: str) -> None:
    """Sends a row."""
    [made] = plan(journal, "dead", [new_key()], ref=ref)
    lead(journal, made, State.SENT)


def looked_at(reads: JournalReads) -> tuple[list[Operation], Trace]:
    """What a cell takes of all that was sent, and what it says of it."""
    trace = Trace()
    with tracing(trace):
        return reads.in_states(State.SENT), trace


def test_a_long_journal_is_read_once_for_a_calculation(journal: Journal, bookkeeper: Bookkeeper) -> None:
    """While another program imports, a calculation's cells take what was read, marked; then the newer."""
    now, work = Now(), count()
    reads = JournalReads(bookkeeper.settings().journal_url, now, lambda: float(next(work)))
    with closing(reads):
        first, trace = looked_at(reads)
        assert not trace.stale
        for number in range(5):
            send(journal, f"new-{number}")
            again, trace = looked_at(reads)
            assert again is first
            assert trace.waiting
            assert "another program writes to the journal" in trace.stale
        assert (reads.pending, reads.arrived) == (1, 0)
        now.seconds += LONGEST_BELIEVED
        assert (reads.arrived, reads.pending) == (1, 0)
        newest, trace = looked_at(reads)
        assert len(newest) == 6
        assert not trace.stale


def test_what_little_was_read_lets_the_rest_stand(journal: Journal, bookkeeper: Bookkeeper) -> None:
    """A cell that asks for something else meanwhile does not have everything read again."""
    work = count()
    reads = JournalReads(bookkeeper.settings().journal_url, Now(), lambda: float(next(work)))
    with closing(reads):
        first, _ = looked_at(reads)
        send(journal, "p-2")
        assert [item.ref for item in reads.called("P-2")] == ["p-2"]
        assert looked_at(reads)[0] is first


def test_a_short_journal_is_always_read_anew(journal: Journal, bookkeeper: Bookkeeper) -> None:
    """Where reading is little work, cells know what was sent a moment ago."""
    work = count(0.0, LITTLE_WORK / 2)
    with closing(JournalReads(bookkeeper.settings().journal_url, Now(), lambda: next(work))) as reads:
        for number in range(2, 5):
            send(journal, f"p-{number}")
            found, trace = looked_at(reads)
            assert len(found) == number
            assert not trace.stale


@contextmanager
def locked(bookkeeper: Bookkeeper) -> Iterator[None]:
    """Another program has the journal to itself, as some that make copies of files do."""
    file = bookkeeper.settings().journal_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_journal_that_is_locked_leaves_what_was_known(bookkeeper: Bookkeeper) -> None:
    """What cells showed stays, marked; what none knew says that another program has the journal."""
    with Journal(bookkeeper.settings().journal_url) as journal:
        send(journal, "p-1")
    now = Now()
    with closing(JournalReads(bookkeeper.settings().journal_url, now)) as reads:
        before = reads.called("P-1")
        reads.close()
        with locked(bookkeeper):
            trace = Trace()
            with tracing(trace):
                assert reads.called("P-1") is before
            assert trace.waiting
            assert "Another program has the journal" in trace.stale[0]
            with pytest.raises(JournalError, match="Nothing is wrong with the journal") as caught:
                reads.called("P-2")
            assert "damaged" not in str(caught.value)
            assert reads.pending == 1
        now.seconds += REST
        assert reads.arrived == 1
        assert looked_at(reads)[1].stale == []
