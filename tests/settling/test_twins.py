"""A row that two computers sent: one mark for two records settles nothing, and the second can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doubts import Doubts, marked
from undos import reconcile, undo, wait_for_quiet

from xl_addin.journal.contents import read
from xl_addin.journal.keys import new_key
from xl_addin.journal.merge import merge
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal


@pytest.fixture
def colleague(tmp_path: Path) -> Any:
    """The other computer's journal."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague.db').as_posix()}") as opened:
        yield opened


def sent_too(doubts: Doubts, colleague: Journal, operation: Operation, state: State) -> Operation:
    """The colleague sent the same row, and their journal comes here."""
    [batch] = [item for item in doubts.journal.batches() if item.id == operation.batch]
    theirs = replace(
        operation, id=new_key(), batch=new_key(), state=State.PLANNED, remote_id="", message="", sent_at=None
    )
    colleague.plan(replace(batch, id=theirs.batch), [theirs])
    colleague.step(theirs.id, State.PLANNED, State.SENDING)
    receipt = doubts.target().send(theirs.request)
    facts = Facts(remote_id=receipt.remote_id, sent_at=now()) if state is State.SENT else Facts()
    colleague.step(theirs.id, State.SENDING, state, facts)
    merge(doubts.journal, [read(colleague.path)])
    return doubts.journal.get(theirs.id)


def test_the_second_one_can_be_taken_back(doubts: Doubts, colleague: Journal, sandbox: Any) -> None:
    """The person who is told of a double takes the colleague's record back, and ours stays."""
    ours = doubts.sent()
    theirs = sent_too(doubts, colleague, ours, State.SENT)
    assert [item.state for item in undo(doubts, theirs)] == [State.UNDONE]
    assert [str(item["id"]) for item in marked(sandbox.state(), ours)] == [ours.remote_id]
    assert doubts.state(ours) is State.SENT


def test_a_colleagues_record_does_not_settle_our_doubt(doubts: Doubts, colleague: Journal) -> None:
    """The record with the mark is theirs: whether ours arrived too is for a person to find out."""
    ours = doubts.doubtful(arrived=False)
    theirs = sent_too(doubts, colleague, ours, State.SENT)
    wait_for_quiet()
    [settled] = reconcile(doubts, ours)
    assert (settled.state, theirs.remote_id in settled.message) == (State.IN_DOUBT, True)


def test_a_colleagues_doubt_is_not_settled_by_our_record(doubts: Doubts, colleague: Journal) -> None:
    """Nor the other way round."""
    ours = doubts.sent()
    theirs = sent_too(doubts, colleague, ours, State.IN_DOUBT)
    wait_for_quiet()
    [settled] = reconcile(doubts, theirs)
    assert (settled.state, "journal resolve" in settled.message) == (State.IN_DOUBT, True)
    assert doubts.state(ours) is State.SENT
