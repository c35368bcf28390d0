"""Rows about which a run that broke off decided nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xl_addin.errors import JournalError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.texts import say

_BEGUN: Final = {State.SENT: Status.SENT, State.SENDING: Status.IN_DOUBT, State.IN_DOUBT: Status.IN_DOUBT}
"""What is said of a row that this run planned, by where the journal says that it stands."""


def settle_rest(books: Sequence[Book], journal: Journal, why: str) -> None:
    """Gives each row a status. Of rows that were planned the journal knows it.

    A row that was tried before, and was not decided about, is in doubt: nobody looked what became of it.

    Args:
        books: As far as they were read.
        journal: Where it stands which rows left.
        why: Said of rows that did not.
    """
    rest = [(book, entry) for book in books for entry in book.entries if entry.status in (None, Status.READY)]
    now = _now(journal, [entry.operation for _, entry in rest if entry.operation])
    for book, entry in rest:
        if not book.decided and _was_tried(entry):
            entry.settle(Status.IN_DOUBT, say("message.not_looked_at"))
        elif entry.operation is None or not book.decided:
            entry.settle(Status.NOT_SENT, why)
        else:
            _settle_begun(entry, now.get(entry.operation.id), why)


def _was_tried(entry: Entry) -> bool:
    return bool(entry.key or entry.sheet_status or entry.sheet_id)


def _settle_begun(entry: Entry, known: Operation | None, why: str) -> None:
    """What the journal does not tell is in doubt."""
    status = _BEGUN.get(known.state, Status.NOT_SENT) if known else Status.IN_DOUBT
    entry.operation = known or entry.operation
    told = {Status.NOT_SENT: why, Status.IN_DOUBT: say("message.run_died_while")}
    entry.settle(status, told.get(status, ""))


def _now(journal: Journal, operations: Sequence[Operation]) -> Mapping[str, Operation]:
    """Operations as they stand; none where the journal cannot be read: another reason is told by then."""
    try:
        return journal.refreshed(operations)
    except JournalError:
        return {}
