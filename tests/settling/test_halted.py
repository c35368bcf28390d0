"""A row that was under way on another computer when its journal came here: that one may send it yet."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from doubts import Doubts

from xl_addin.journal.contents import read
from xl_addin.journal.merge import Merged, merge
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.reconcile import Settlement, settle_all
from xl_addin.settling.resolve import resolve
from xl_addin.settling.settlement import quiet_of

SHORT = 0.1
"""Seconds of a deadline, so that the quiet time is over soon: the tests wait it out."""
UNDER_WAY = pytest.mark.parametrize("state", [State.PLANNED, State.SENDING])


@pytest.fixture
def colleague(doubts: Doubts, tmp_path: Path) -> Iterator[Doubts]:
    """A colleague at another computer, with a journal of their own."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague' / 'journal.db').as_posix()}") as journal:
        yield Doubts(journal, doubts.targets)


def under_way(doubts: Doubts, colleague: Doubts, state: State) -> Operation:
    """The colleague's row as it stands here once a copy of their journal came."""
    operation = colleague.planned()
    if state is State.SENDING:
        assert colleague.journal.step(operation.id, State.PLANNED, State.SENDING)
    bring(doubts, colleague)
    return doubts.journal.get(operation.id)


def bring(doubts: Doubts, colleague: Doubts) -> Merged:
    """The colleague sends a copy of their journal, made at this moment."""
    copy = colleague.journal.path.with_name("copy.db")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(colleague.journal.path)) as live, closing(sqlite3.connect(copy)) as file:
        live.backup(file)
    return merge(doubts.journal, [read(copy)])


def ask(doubts: Doubts, operation: Operation) -> Settlement:
    """Asks about it as `journal reconcile` does, once the quiet time is over."""
    time.sleep(quiet_of(SHORT).total_seconds() + 0.05)
    [settled] = settle_all(doubts.journal, [operation], doubts.targets_of, SHORT)
    return settled


@UNDER_WAY
def test_silence_settles_nothing(doubts: Doubts, colleague: Doubts, state: State) -> None:
    """However long it is quiet here: the import there may wait, and the row would be sent twice."""
    operation = under_way(doubts, colleague, state)
    settled = ask(doubts, operation)
    assert (settled.state, settled.again_at) == (State.IN_DOUBT, None)
    assert f"journal resolve {operation.id} --not-sent" in settled.message
    assert "merge that journal again" in settled.message


@UNDER_WAY
def test_what_was_sent_there_is_found(doubts: Doubts, colleague: Doubts, state: State) -> None:
    """Once the service has it, its mark tells, with or without another merge."""
    operation = under_way(doubts, colleague, state)
    colleague.target().send(operation.request)
    [settled] = settle_all(doubts.journal, [operation], doubts.targets_of, SHORT)
    assert settled.state is State.SENT


def test_a_no_from_there_is_for_a_person_to_believe(doubts: Doubts, colleague: Doubts) -> None:
    """A journal that says it was not sent may be an old copy: that is told, and what to do then."""
    operation = under_way(doubts, colleague, State.SENDING)
    assert colleague.journal.step(operation.id, State.SENDING, State.IN_DOUBT)
    assert colleague.journal.step(operation.id, State.IN_DOUBT, State.NOT_SENT)
    [clash] = bring(doubts, colleague).kept_in_doubt
    assert (clash.ours.id, clash.theirs.state) == (operation.id, State.NOT_SENT)
    assert bring(doubts, colleague).kept_in_doubt == []
    settled = ask(doubts, doubts.journal.get(operation.id))
    assert settled.state is State.IN_DOUBT
    assert "says that it was not sent" in settled.message
    assert f"journal resolve {operation.id} --not-sent" in settled.message
    assert resolve(doubts.journal, operation.id, sent_as=None) is State.NOT_SENT


def test_a_yes_from_there_is_believed(doubts: Doubts, colleague: Doubts) -> None:
    """Merged again once it was sent there, it is sent here, and nobody has to be asked."""
    operation = under_way(doubts, colleague, State.SENDING)
    assert colleague.journal.step(operation.id, State.SENDING, State.SENT)
    report = bring(doubts, colleague)
    assert (doubts.state(operation), report.kept_in_doubt) == (State.SENT, [])


def test_a_doubt_that_comes_back_is_told(doubts: Doubts, colleague: Doubts) -> None:
    """What ended here is in doubt again by a copy made while it was under way: that is no good news."""
    operation = under_way(doubts, colleague, State.SENDING)
    assert colleague.journal.step(operation.id, State.SENDING, State.REJECTED)
    report = bring(colleague, doubts)
    assert [clash.ours.state for clash in report.kept_in_doubt] == [State.REJECTED]
    assert (report.further, report.doubtful, report.contradictions) == ([], [], [])
    settled = ask(colleague, colleague.journal.get(operation.id))
    assert f"journal resolve {operation.id} --not-sent" in settled.message
