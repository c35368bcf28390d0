"""A person's word about a row in doubt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from doubts import Doubts

from xl_addin.errors import JournalError
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.settling.resolve import resolve


def test_found_by_a_person(doubts: Doubts) -> None:
    """The id that was found is the row's id from now on, and the history says whose word it was."""
    operation = doubts.doubtful(arrived=True)
    assert resolve(doubts.journal, operation.id, sent_as="3109871406") is State.SENT
    found = doubts.journal.get(operation.id)
    assert (found.state, found.remote_id) == (State.SENT, "3109871406")
    assert found.sent_at is not None
    last = doubts.journal.history(operation.id)[-1]
    assert (last.before, last.after) == (State.IN_DOUBT, State.SENT)
    assert "person" in (last.facts.message or "")


def test_not_found_by_a_person(doubts: Doubts) -> None:
    """The row is free to be sent again."""
    operation = doubts.doubtful(arrived=False)
    assert resolve(doubts.journal, operation.id, sent_as=None) is State.NOT_SENT
    found = doubts.journal.get(operation.id)
    assert (found.state, found.remote_id, found.sent_at) == (State.NOT_SENT, "", None)


def sending(doubts: Doubts) -> Operation:
    """On its way."""
    operation = doubts.planned()
    doubts.journal.step(operation.id, State.PLANNED, State.SENDING)
    return operation


def moved(to: State) -> Callable[[Doubts], Operation]:
    """One that was on its way and came somewhere."""

    def make(doubts: Doubts) -> Operation:
        operation = sending(doubts)
        doubts.journal.step(operation.id, State.SENDING, to)
        return operation

    return make


STATES: dict[State, Callable[[Doubts], Operation]] = {
    State.PLANNED: Doubts.planned,
    State.SENDING: sending,
    **{state: moved(state) for state in (State.SENT, State.REJECTED, State.NOT_SENT)},
}


@pytest.mark.parametrize("sent_as", ["4711", None])
@pytest.mark.parametrize("state", STATES)
def test_only_a_doubt_can_be_settled(doubts: Doubts, state: State, sent_as: str | None) -> None:
    """Nobody can talk a sent row into being unsent, or the other way round."""
    operation = STATES[state](doubts)
    before = doubts.journal.get(operation.id)
    with pytest.raises(JournalError, match=operation.id):
        resolve(doubts.journal, operation.id, sent_as=sent_as)
    assert doubts.journal.get(operation.id) == before


def test_an_unknown_operation_is_said(doubts: Doubts) -> None:
    """A mistyped id settles nothing."""
    with pytest.raises(JournalError, match="nothing"):
        resolve(doubts.journal, "nothing", sent_as=None)
