"""Rows to write into a journal, and what the design says about their states (section 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Batch, Operation, Place, Scope
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

SCOPE = Scope("organizze", "api.organizze.com.br:443", "ana@example.com", "organizze_transactions")

ALLOWED = {
    State.PLANNED: {State.SENDING, State.NOT_SENT},
    State.SENDING: {State.SENT, State.REJECTED, State.IN_DOUBT, State.NOT_SENT},
    State.IN_DOUBT: {State.SENT, State.NOT_SENT},
    State.SENT: {State.UNDOING},
    State.UNDOING: {State.UNDONE, State.SENT},
    State.REJECTED: set(),
    State.NOT_SENT: set(),
    State.UNDONE: set(),
}
"""Written down anew from the design, so that a slip in the program's own table is seen."""

FREE = {State.REJECTED, State.NOT_SENT, State.UNDONE}
"""The service has nothing of such a row: it may be sent again."""

WAY_TO = {
    State.PLANNED: (),
    State.SENDING: (State.SENDING,),
    State.SENT: (State.SENDING, State.SENT),
    State.REJECTED: (State.SENDING, State.REJECTED),
    State.IN_DOUBT: (State.SENDING, State.IN_DOUBT),
    State.NOT_SENT: (State.NOT_SENT,),
    State.UNDOING: (State.SENDING, State.SENT, State.UNDOING),
    State.UNDONE: (State.SENDING, State.SENT, State.UNDOING, State.UNDONE),
}


def batch(run: str, **given: Any) -> Batch:
    """A batch of a run."""
    values = {"path": "book.xlsx", "production": False, "started_at": datetime.now(UTC), **given}
    return Batch(id=new_key(), run=run, system=SCOPE.system, host=SCOPE.host, company=SCOPE.company, **values)


def operation(of: Batch, key: str, scope: Scope = SCOPE, **given: Any) -> Operation:
    """An operation of a batch for the row with this key."""
    values: dict[str, Any] = {
        "content": "content",
        "look": "look",
        "ref": "",
        "typed": {"amount": "-150.00", "description": "Café"},
        "request": {"path": "/transactions", "body": {"amount_cents": -15000}},
        "place": Place("guid", "book.xlsx", "Transactions", 2),
        **given,
    }
    return Operation(id=new_key(), scope=scope, key=key, batch=of.id, **values)


def plan(journal: Journal, run: str, keys: Iterable[str], **given: Any) -> list[Operation]:
    """Plans a batch with one operation for each key."""
    made = batch(run)
    operations = [operation(made, key, **given) for key in keys]
    journal.plan(made, operations)
    return operations


def lead(journal: Journal, planned: Operation, state: State) -> None:
    """Takes a planned operation to a state by allowed steps."""
    before = State.PLANNED
    for after in WAY_TO[state]:
        assert journal.step(planned.id, before, after)
        before = after
