"""What stands beside a row: from its verdict and the journal's operations to the cells that are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from xl_addin.importing.attempt import note_of, noted
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.identify import says_sent
from xl_addin.importing.rehearsal import tagged
from xl_addin.importing.verdict import Verdict
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.schema.fields import AmountField, Field
from xl_addin.schema.results import RESULTS
from xl_addin.workbook.port import CellWrite, WriteValue

TOLD = ("status", "message", "key")
"""Results that are written of every row, whatever the service answered."""

Results = dict[str, WriteValue]
"""Field name to value for the result cells; a name that is missing leaves its cell as it is."""


def cells(book: Book, row: int, results: Mapping[str, WriteValue]) -> Iterator[CellWrite]:
    """The cells of a sheet row that get these results; a column that is not there gets none.

    A Key cell that holds the row's key is left alone: by it the row is found again, wherever it is by then.
    """
    assert book.region is not None
    for name, value in results.items():
        if name in book.columns and not (name == "key" and book.keys.get(row) == value):
            yield CellWrite(book.region.sheet, row, book.region.first_column + book.columns[name], value)


def blank_answer(book: Book) -> Results:
    """Nothing, where a service's answer would stand."""
    assert book.sheet is not None
    return {name: None for name in book.sheet.results if name not in TOLD}


def beforehand(book: Book, entry: Entry, batch: str) -> Results:
    """Its key. What an earlier import said goes: it would not be so any more if this one died half-way.

    A row that had a key before says that it is tried again: a journal may know the key and not this try.
    """
    told: Results = {"key": entry.key}
    again = entry.tried or entry.stranger
    if not again and entry.sheet_status in ("", Status.IN_DOUBT):
        return told
    ids = {} if entry.after else blank_answer(book)
    return {"status": None, "message": note_of(batch) if again else None, **ids, **told}


def afterwards(book: Book, verdict: Verdict, operations: Mapping[str, Operation]) -> Results:
    """What became of a row."""
    entry = verdict.first
    operation, second = _known(entry, operations), _known(verdict.second, operations)
    told = _told(book, verdict)
    if verdict.status is Status.ALREADY_SENT and operation is None and second is None:
        return {**told, **_ids(verdict)} if entry.key else told
    results = {**told, "key": entry.key or entry.copied or None}
    proven = _is_sent(operation) and entry.status not in (Status.SENT, Status.ALREADY_SENT)
    if not proven and (entry.status is not Status.INVALID or operation is None):
        known = operation if entry.status in (Status.SENT, Status.ALREADY_SENT) else None
        results |= _answered(book, known) if known else blank_answer(book)
    if verdict.second is not None and entry.key:
        results |= _ids(verdict)
    if second and results.get("sent_at", ...) is None:
        results["sent_at"] = _local(second.sent_at)
    return results


def keeps_its_proof(book: Book, entry: Entry) -> bool:
    """The cells say what was sent, somewhere or apart, and nothing was sent now: they stay as they are.

    A rehearsal that is there already does not write over what the cells tell of another host.
    """
    doubtful = entry.sheet_status == Status.IN_DOUBT or bool(entry.sheet_batch)
    told_elsewhere = bool(entry.sheet_id or entry.sheet_number) or (entry.stranger and doubtful)
    unsent = entry.status in (Status.NOT_SENT, Status.INVALID) and entry.operation is None
    if entry.ahead and entry.status in (Status.NOT_SENT, Status.INVALID):
        return True
    if entry.status is Status.ALREADY_SENT and book.tag and says_sent(entry):
        return entry.scope is not None and entry.sheet_host != entry.scope.host
    unchecked = entry.status is Status.NOT_SENT and _is_sent(entry.operation)
    return unchecked or (unsent and (told_elsewhere or entry.mixed))


def _told(book: Book, verdict: Verdict) -> Results:
    """Status and message, with what they are to say of a rehearsal, or of the try that is in doubt."""
    shown = Status.SENT if verdict.status is Status.ALREADY_SENT else verdict.status
    message = tagged(verdict.message, verdict.status, book.tag)
    message = noted(message, verdict.status, _batch_of(verdict.speaker))
    return {"status": shown.value if shown else None, "message": message or None}


def _batch_of(entry: Entry) -> str:
    """The try that a row in doubt is in doubt of; of another company's, what its cells said before."""
    return entry.operation.batch if entry.operation else entry.sheet_batch


def _known(entry: Entry | None, operations: Mapping[str, Operation]) -> Operation | None:
    return operations.get(entry.operation.id) if entry and entry.operation else None


def _is_sent(operation: Operation | None) -> bool:
    return operation is not None and operation.state is State.SENT


def _ids(verdict: Verdict) -> Results:
    """What the service calls the record of each step; a row without a key must not get an Id."""
    ids: Results = {"remote_id": verdict.remote_id or None}
    return ids if verdict.second is None else {**ids, "number": verdict.number or None}


def _answered(book: Book, operation: Operation) -> Results:
    """What the service answered; what the journal lacks of it stays: it may be older than the sheet."""
    assert book.sheet is not None
    texts = {name: text for name in ("remote_id", "number", "link") if (text := getattr(operation, name))}
    more = {
        name: _value(field, operation.more[name])
        for name, field in book.sheet.results.items()
        if name not in RESULTS and name in operation.more
    }
    return {**texts, **more, "sent_at": _local(operation.sent_at)}


def _value(field: Field, text: str) -> WriteValue:
    """An amount as a number, anything else as the text it is."""
    return Decimal(text) if isinstance(field, AmountField) else text


def _local(moment: datetime | None) -> datetime | None:
    """In this computer's time, without a zone: a spreadsheet knows none."""
    return moment.astimezone().replace(tzinfo=None, microsecond=0) if moment else None
