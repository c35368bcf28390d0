"""One record that two operations have: it goes for both of a row, and for none of two rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from doubts import Doubts, marked
from undos import surveyed, undo

from xl_addin.errors import WorkbookError
from xl_addin.journal.keys import new_key, twin_of
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.states import State
from xl_addin.settling.holding import undoing


def with_its_record(doubts: Doubts, operation: Operation, key: str) -> Operation:
    """Another operation that is said to have made the record."""
    [batch] = [item for item in doubts.journal.batches() if item.id == operation.batch]
    other = replace(operation, id=new_key(), key=key, batch=new_key(), state=State.PLANNED)
    doubts.journal.plan(replace(batch, id=other.batch), [other])
    assert doubts.journal.step(other.id, State.PLANNED, State.SENDING)
    facts = Facts(remote_id=operation.remote_id)
    assert doubts.journal.step(other.id, State.SENDING, State.SENT, facts)
    return doubts.journal.get(other.id)


def test_a_row_that_two_journals_know_goes_once(doubts: Doubts, sandbox: Any) -> None:
    """Its record is deleted once, and neither of its operations says sent afterwards."""
    ours = doubts.sent()
    twin = with_its_record(doubts, ours, twin_of(ours.key, new_key()))
    assert [item.state for item in undo(doubts, twin)] == [State.UNDONE]
    assert marked(sandbox.state(), ours) == []
    assert (doubts.state(ours), doubts.state(twin)) == (State.UNDONE, State.UNDONE)


def test_a_deletion_that_is_refused_leaves_both(doubts: Doubts, sandbox: Any) -> None:
    """What the service did not delete is still said to be sent, by both."""
    ours = doubts.sent()
    twin = with_its_record(doubts, ours, twin_of(ours.key, new_key()))
    sandbox.add_fault("unauthorized", 1.0, "DELETE /organizze")
    undo(doubts, twin)
    assert (doubts.state(ours), doubts.state(twin)) == (State.SENT, State.SENT)


def test_another_rows_record_is_left_alone(doubts: Doubts, sandbox: Any) -> None:
    """The only record of a row is not deleted because another row claims it."""
    ours = doubts.sent()
    other = with_its_record(doubts, ours, new_key())
    [prospect] = surveyed(doubts, other)
    assert ours.id in prospect.reason
    assert undo(doubts, other) == []
    assert len(marked(sandbox.state(), ours)) == 1


def test_nothing_is_taken_back_while_its_workbook_is_sent(doubts: Doubts) -> None:
    """An import that has the workbook would say sent beside a row that is gone."""
    ours = doubts.sent()
    with (
        doubts.journal.runs.workbook(ours.place.guid),
        pytest.raises(WorkbookError),
        undoing(doubts.journal, [ours]),
    ):
        raise AssertionError("it was not held")
    with undoing(doubts.journal, [ours]), pytest.raises(WorkbookError):
        doubts.journal.runs.workbook(ours.place.guid).__enter__()
