"""From when the quiet time counts: never from a clock, and never from how long another computer ran."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from doubts import Doubts

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.reconcile import Settlement, settle_all
from xl_addin.settling.settlement import quiet_of

SHORT = 0.1
"""Seconds of a deadline, so that the quiet time is over soon: the tests wait it out."""
HOUR = 3600.0
ELSEWHERE = {
    "on another computer": "UPDATE steps SET boot = 'elsewhere', uptime = uptime - 20000",
    "before a restart": "UPDATE steps SET boot = 'elsewhere', uptime = uptime + 20000",
    "before a machine was set back": "UPDATE steps SET uptime = uptime + 20000",
    "by an older version": "UPDATE steps SET boot = NULL, uptime = NULL",
}


def ask(doubts: Doubts, operation: Operation, deadline: float = SHORT) -> Settlement:
    """Asks about an operation as `journal reconcile` does."""
    [settled] = settle_all(doubts.journal, [operation], doubts.targets_of, deadline)
    return settled


def wait_for_quiet() -> None:
    """Returns when a quiet time that begins now is over."""
    time.sleep(quiet_of(SHORT).total_seconds() + 0.05)


def change(journal: Journal, statement: str) -> None:
    """Changes the file behind the journal's back."""
    with closing(sqlite3.connect(journal.path)) as raw, raw:
        raw.execute(statement)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_what_was_written_down_elsewhere_counts_from_the_first_question(doubts: Doubts, where: str) -> None:
    """A journal that another computer wrote, or this one before a restart, makes no day of a second."""
    operation = doubts.doubtful(arrived=False)
    change(doubts.journal, ELSEWHERE[where])
    wait_for_quiet()
    first = ask(doubts, operation)
    assert (first.state, first.again_at is None) == (State.IN_DOUBT, False)
    wait_for_quiet()
    assert ask(doubts, operation).state is State.NOT_SENT


def test_a_question_asked_again_does_not_begin_anew(doubts: Doubts) -> None:
    """However often a person asks, the time that was told to them first stands."""
    operation = doubts.doubtful(arrived=False)
    change(doubts.journal, ELSEWHERE["on another computer"])
    first, second = ask(doubts, operation, HOUR), ask(doubts, operation, HOUR)
    assert first.again_at is not None
    assert second.again_at is not None
    assert abs(second.again_at - first.again_at) < timedelta(milliseconds=50)


def test_a_second_doubt_has_a_time_of_its_own(doubts: Doubts) -> None:
    """That a row was asked about long ago says nothing of its deletion that left just now."""
    operation = doubts.doubtful(arrived=True)
    change(doubts.journal, ELSEWHERE["on another computer"])
    assert ask(doubts, operation).state is State.SENT
    assert doubts.journal.step(operation.id, State.SENT, State.UNDOING)
    change(doubts.journal, ELSEWHERE["on another computer"])
    wait_for_quiet()
    assert ask(doubts, doubts.journal.get(operation.id)).state is State.UNDOING
    wait_for_quiet()
    assert ask(doubts, doubts.journal.get(operation.id)).state is State.SENT


@pytest.fixture
def colleague(doubts: Doubts, tmp_path: Path) -> Iterator[Doubts]:
    """A colleague at another computer, with a journal of their own."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague' / 'journal.db').as_posix()}") as journal:
        yield Doubts(journal, doubts.targets)


@pytest.mark.parametrize("wrong", ["-1 hour", "+0 hours", "+1 day"])
def test_a_colleagues_doubt_counts_from_its_merge(doubts: Doubts, colleague: Doubts, wrong: str) -> None:
    """Whatever the colleague's clock said: their request may have left just before their journal came."""
    operation = colleague.doubtful(arrived=False)
    moved = f"strftime('%Y-%m-%d %H:%M:%f000', at, '{wrong}')"
    change(colleague.journal, f"UPDATE steps SET at = {moved}")  # noqa: S608 - a test's own value
    change(colleague.journal, "UPDATE operations SET changed_at = (SELECT max(at) FROM steps)")
    merge(doubts.journal, [read(colleague.journal.path)])
    began = now()
    early = ask(doubts, doubts.journal.get(operation.id), HOUR)
    assert early.again_at is not None
    assert early.again_at - began < quiet_of(HOUR)
    assert ask(doubts, doubts.journal.get(operation.id)).state is State.IN_DOUBT
    wait_for_quiet()
    merge(doubts.journal, [read(colleague.journal.path)])
    assert ask(doubts, doubts.journal.get(operation.id)).state is State.NOT_SENT
