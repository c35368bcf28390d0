"""Writes down what will be sent: first into the journal, then each new row's key into the workbook."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from xl_addin.connect.party import Party
from xl_addin.errors import JournalError, WorkbookError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.validate import content_of
from xl_addin.importing.writeback import write_keys
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Batch, Facts, Operation, Place
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken
from xl_addin.targets.target import Target
from xl_addin.values.names import plain


def plan(
    book: Book, entries: Sequence[Entry], target: Target, journal: Journal, run: str, before: int
) -> list[tuple[Entry, Operation]]:
    """Plans entries of a workbook.

    The journal comes first: should the program die between the two, a planned row without a key in
    the sheet was never sent, while a key without a plan would leave the next run guessing.

    Args:
        book: The workbook.
        entries: Those of its entries whose turn it is.
        target: Where they go.
        journal: Where they are written down.
        run: The run's name.
        before: Where the journal stood when look-alikes were sought: what came since is looked at again.

    Returns:
        The rows with their operations; none when the workbook cannot be written or a row is taken.

    Raises:
        JournalError: Nothing can be written down, so nothing may be sent.
    """
    rows = list(entries)
    if not rows:
        return []
    fresh = _name(book, rows, journal)
    batch = _batch(book, target.party, run)
    operations = [_operation(book, entry, target, batch.id) for entry in rows]
    waived = {entry.operation_key for entry in rows if entry.send_anyway}
    try:
        journal.plan(batch, operations, before=before, waived=waived)
    except Taken as error:
        _give_up(rows, fresh, str(error))
        return []
    except JournalError as error:  # a key that no journal knows would be a stranger's in the sheet
        _give_up(rows, fresh, str(error))
        raise
    try:
        write_keys(book, rows, batch.id)
    except WorkbookError as error:
        _withdraw(book, operations, journal, str(error))
        _give_up(rows, fresh, str(error))
        return []
    for entry, operation in zip(rows, operations, strict=True):
        entry.operation, entry.status = operation, None
    return list(zip(rows, operations, strict=True))


def _name(book: Book, rows: list[Entry], journal: Journal) -> list[Entry]:
    """A GUID for a workbook that may carry one, and a key for each row that has none; returns those rows."""
    assert book.file is not None
    if not book.guid and "guid" in book.file.properties():
        book.guid = str(uuid.uuid4())
    for entry in rows:
        entry.key = entry.key or (entry.after.key if entry.after else "")
    taken = {entry.key for entry in book.entries}
    fresh = [entry for entry in rows if not entry.key]
    for entry in fresh:
        entry.key = new_key(taken)
        taken.add(entry.key)
    clashes = {operation.key for operation in journal.with_keys(entry.key for entry in fresh)}
    for entry in fresh:
        while entry.key in clashes:
            entry.key = new_key(taken | clashes)
    for entry in rows:
        if entry.after:
            entry.after.key = entry.key
    return fresh


def _batch(book: Book, party: Party, run: str) -> Batch:
    path = _readable(str(Path(book.path).resolve()))
    return Batch(new_key(), run, path, party.system, party.host, party.company, party.production, now())


def _operation(book: Book, entry: Entry, target: Target, batch: str) -> Operation:
    assert entry.resolved is not None
    assert entry.scope is not None
    assert book.region is not None
    return Operation(
        id=new_key(),
        scope=entry.scope,
        key=entry.operation_key,
        content=content_of(entry.resolved.request),
        look=entry.look,
        ref=plain(entry.reference),
        typed=entry.typed,
        request=target.marked(entry.resolved.request, entry.operation_key),
        place=Place(_readable(book.identity), _readable(book.path.name), book.region.sheet, entry.row),
        batch=batch,
    )


def _readable(path: str) -> str:
    """A path whose bytes are no text is written down with marks in their place."""
    return path.encode("utf-8", "replace").decode()


def _withdraw(book: Book, operations: Sequence[Operation], journal: Journal, reason: str) -> None:
    """The keys cannot be written: what was planned does not leave, and the workbook is left alone."""
    for operation in operations:
        journal.step_soon(operation.id, State.PLANNED, State.NOT_SENT, Facts(message=reason))
    journal.flush()
    book.problems.append(book.problem(reason))
    book.held = False  # it is somebody else's now: not even results are written


def _give_up(rows: list[Entry], fresh: list[Entry], reason: str) -> None:
    """Nothing was sent; keys that stand nowhere are taken back."""
    for entry in rows:
        entry.settle(Status.NOT_SENT, reason)
    for entry in fresh:
        entry.key = ""
