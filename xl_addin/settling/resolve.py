"""A person says what became of an operation in doubt: for services that cannot be asked."""

from __future__ import annotations

from xl_addin.errors import JournalError
from xl_addin.journal.operation import Facts
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.texts import say


def resolve(journal: Journal, operation: str, *, sent_as: str | None) -> State:
    """Settles an operation by a person's word.

    Args:
        journal: Where it stands.
        operation: Its id.
        sent_as: The service's id of the record the person found, or None when they made sure there is none.

    Returns:
        The state it is in now.

    Raises:
        JournalError: It is not in doubt.
    """
    found = journal.get(operation)
    if sent_as is None:
        after, facts = State.NOT_SENT, Facts(message=say("settle.said_not_sent"))
    else:
        after, facts = State.SENT, Facts(message=say("settle.said_sent"), remote_id=sent_as, sent_at=now())
    if found.state is not State.IN_DOUBT or not journal.step(operation, State.IN_DOUBT, after, facts):
        raise JournalError(say("settle.not_in_doubt", id=operation, state=found.state))
    return after
