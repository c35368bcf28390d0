"""Rows of a table whose headers are wrong: none is sent, and what is known of each is said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.journal.keys import second_of
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.targets import Targets
from xl_addin.texts import say


def settle_unread(book: Book, journal: Journal, targets: Targets) -> None:
    """Gives each row its status: that of the journal, else by the sheet's word; nothing is compared.

    A row that may be in the service, and of which nobody can say more before the headers are right, is in
    doubt.
    """
    known, copied = _known(book, journal, targets), _copied(book)
    told = {Status.NOT_SENT: book.problems[0].text, Status.IN_DOUBT: say("message.headers_first")}
    for entry in book.entries:
        operations = known.get(entry.key, ())
        entry.operation = operations[-1] if operations else None
        if entry.status is None:
            status = Status.IN_DOUBT if entry.key in copied else _status(entry, operations)
            entry.settle(status, told.get(status, ""))


def _known(book: Book, journal: Journal, targets: Targets) -> dict[str, list[Operation]]:
    """The operations of both steps of the rows, by the row's key."""
    assert book.sheet is not None
    keys = {form: entry.key for entry in book.entries for form in _forms(entry)}
    known: dict[str, list[Operation]] = defaultdict(list)
    for operation in journal.with_keys(keys):
        if targets.speaks_for(operation.scope, book.sheet.template):
            known[keys[operation.key]].append(operation)
    return known


def _copied(book: Book) -> set[str]:
    """Keys of several rows that are no parts of one record: which of them was sent is not known."""
    assert book.sheet is not None
    counts = Counter(entry.key for entry in book.entries if entry.key and not book.sheet.groups_by)
    return {key for key, count in counts.items() if count > 1}


def _forms(entry: Entry) -> Sequence[str]:
    return (entry.key, second_of(entry.key)) if entry.key else ()


def _status(entry: Entry, operations: Sequence[Operation]) -> Status:
    live = {operation.state for operation in operations} & LIVE
    if live:
        return Status.ALREADY_SENT if live == {State.SENT} else Status.IN_DOUBT
    told = entry.key or entry.sheet_id or entry.sheet_status
    return Status.IN_DOUBT if told and not operations and entry.may_be_there else Status.NOT_SENT
