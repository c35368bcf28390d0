"""A person says what became of an operation: for services that cannot be asked."""

from __future__ import annotations

from contextlib import nullcontext

from xl_addin.errors import JournalError
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.advice import plain_number
from xl_addin.texts import say

ABSENT = {State.IN_DOUBT: State.NOT_SENT, State.UNDOING: State.UNDONE}
"""What an operation becomes whose record a person made sure is not there."""


def resolve(journal: Journal, operation: str, *, sent_as: str | None, number: str = "") -> State:
    """Settles an operation by a person's word.

    Args:
        journal: Where it stands.
        operation: Its id.
        sent_as: The id of the record the person found; blank where they know its number alone, None when they
            made sure there is none.
        number: Its number, where they know it.

    Returns:
        The state it is in now.

    Raises:
        JournalError: It is not in doubt, nor left half done by an undo that is over.
    """
    found = journal.get(operation)
    with journal.runs.undoing() if found.state is State.UNDOING else nullcontext():
        if found.state not in ABSENT or not _settle(journal, found, sent_as, number):
            raise JournalError(say("settle.not_in_doubt", id=operation, state=found.state))
    return journal.get(operation).state


def _settle(journal: Journal, operation: Operation, sent_as: str | None, number: str) -> bool:
    before = operation.state
    if sent_as is None:
        return journal.step(operation.id, before, ABSENT[before], Facts(message=say("settle.said_not_sent")))
    facts = Facts(
        message=say("settle.said_sent"),
        remote_id=sent_as or None,
        number=plain_number(number) if number else None,
        sent_at=now() if before is State.IN_DOUBT else None,
    )
    return journal.step(operation.id, before, State.SENT, facts)


def believe(journal: Journal, operation: Operation, remote_id: str, number: str) -> bool:
    """Settles as sent what its row says was sent, under the row's Id; for services that cannot be asked.

    So a row stands whose answer reached the sheet and not the journal, because its disk was full or because
    it is an older copy.

    Returns:
        False when the Id is another operation's, or somebody else settled it meanwhile.
    """
    if journal.with_record(operation, remote_id):
        return False
    facts = Facts(
        message=say("settle.by_the_sheet"),
        remote_id=remote_id,
        number=number,
        sent_at=operation.changed_at,
    )
    return journal.step(operation.id, State.IN_DOUBT, State.SENT, facts)
