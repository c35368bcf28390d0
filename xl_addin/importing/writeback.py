"""Writes keys and results into the result cells, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from xl_addin.errors import WorkbookError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.importing.verdict import Verdict, verdicts
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.schema.fields import AmountField, Field
from xl_addin.schema.results import RESULTS
from xl_addin.texts import say
from xl_addin.workbook.metadata import guid_write
from xl_addin.workbook.port import CellWrite, Places, WriteValue

TOLD = ("status", "message", "key")
"""Results that are written of every row, whatever the service answered."""
KEPT = (Status.READY,)
"""Statuses that are not written: they say nothing that lasts."""


def write_keys(book: Book, entries: Sequence[Entry]) -> None:
    """Writes the GUID and the keys of the entries about to be sent.

    Raises:
        WorkbookError: The file cannot be written, or something is in the way of a result, or somebody saved
            it since it was read, so that its rows may be others by now. Nothing may be sent.
    """
    assert book.file is not None
    assert book.sheet is not None
    if not book.file.unchanged_since(book.version):
        raise WorkbookError(say("workbook.saved_meanwhile"), hint=say("workbook.saved_meanwhile_hint"))
    rows = [(entry, row) for entry in entries for row in entry.all_rows]
    writes = [write for entry, row in rows for write in _cells(book, row, _beforehand(book, entry))]
    if book.guid and book.file.properties().get("guid", book.guid) != book.guid:
        writes += filter(None, [guid_write(book.file, book.guid)])
    book.file.write(writes, _results_to_come(book, [row for _, row in rows]))
    book.version = book.file.version()


def _results_to_come(book: Book, rows: Sequence[int]) -> dict[str, Places]:
    """The cells that results will be written into."""
    assert book.sheet is not None
    assert book.region is not None
    columns = [
        book.region.first_column + book.columns[name] for name in book.sheet.results if name in book.columns
    ]
    return {book.region.sheet: dict.fromkeys(rows, columns)}


def _beforehand(book: Book, entry: Entry) -> dict[str, WriteValue]:
    """Its key. What an earlier import said goes: it would not be so any more if this one died half-way."""
    told: dict[str, WriteValue] = {"key": entry.key}
    if entry.sheet_status in ("", Status.IN_DOUBT):
        return told
    ids = {} if entry.after else _answered(book, None)
    return {"status": None, "message": None, **ids, **told}


def write_results(book: Book, operations: dict[str, Operation]) -> None:
    """Writes what became of each row.

    Args:
        book: The workbook after sending.
        operations: What the journal holds now, by operation id.

    Raises:
        WorkbookError: The file cannot be written; the results stay in the journal.
    """
    assert book.file is not None
    place = book if book.file.unchanged_since(book.version) else _found_again(book)
    writes = [
        write
        for verdict in verdicts(place)
        if verdict.status is not None and verdict.status not in KEPT and not _keeps_its_proof(verdict.first)
        for write in _cells(place, verdict.row, _results(place, verdict, operations))
    ]
    if writes:
        book.file.write(writes)
    if place is not book and (rows := _sent_twice(book, _answered_elsewhere(book, read(book.path)))):
        raise WorkbookError(say("workbook.another_id", rows=rows), hint=say("workbook.another_id_hint"))


def _found_again(book: Book) -> Book:
    """The workbook as somebody saved it while its rows were on their way, with those of our rows still in it.

    A row is found by its key; one without a key has no result that the next import could not write.
    """
    fresh = read(book.path)
    rows = {entry.key: entry.all_rows for entry in fresh.entries if entry.key}
    found = [
        replace(entry, row=rows[entry.key][0], rows=rows[entry.key])
        for entry in book.entries
        if entry.key in rows
    ]
    if fresh.sheet is not book.sheet or len(found) < sum(bool(entry.key) for entry in book.entries):
        raise WorkbookError(say("workbook.rows_moved"), hint=say("workbook.rows_moved_hint"))
    theirs = _answered_elsewhere(book, fresh)
    fresh.entries = [entry for entry in found if entry.key not in theirs]
    return fresh


def _answered_elsewhere(book: Book, fresh: Book) -> set[str]:
    """The keys beside which stands an Id that is not ours: another computer sent those rows meanwhile."""
    known = {entry.operation_key: entry for entry in book.entries if entry.key}
    return {
        entry.key
        for entry in fresh.entries
        if entry.sheet_id
        and (ours := known.get(entry.operation_key))
        and entry.sheet_id not in (ours.sheet_id, ours.operation.remote_id if ours.operation else "")
    }


def _sent_twice(book: Book, keys: set[str]) -> str:
    """Of the rows that another computer sent, those that left here too."""
    left = (Status.SENT, Status.IN_DOUBT)
    rows = {
        row for entry in book.entries if entry.key in keys and entry.status in left for row in entry.all_rows
    }
    return ", ".join(map(str, sorted(rows)))


def _keeps_its_proof(entry: Entry) -> bool:
    """The cells say what was sent, somewhere or apart, and nothing was sent now: they stay as they are."""
    told_elsewhere = bool(entry.sheet_id) or (entry.stranger and entry.sheet_status == Status.IN_DOUBT)
    unsent = entry.status in (Status.NOT_SENT, Status.INVALID) and entry.operation is None
    unchecked = entry.status is Status.NOT_SENT and _is_sent(entry.operation)
    return unchecked or (unsent and (told_elsewhere or entry.mixed))


def _is_sent(operation: Operation | None) -> bool:
    return operation is not None and operation.state is State.SENT


def _results(book: Book, verdict: Verdict, operations: Mapping[str, Operation]) -> dict[str, WriteValue]:
    """Field name to value for the result cells; a name that is missing leaves its cell as it is."""
    entry = verdict.first
    operation, second = _known(entry, operations), _known(verdict.second, operations)
    shown = Status.SENT if verdict.status is Status.ALREADY_SENT else verdict.status
    if verdict.status is Status.ALREADY_SENT and operation is None and second is None:
        word: dict[str, WriteValue] = {"status": Status.SENT.value, "message": verdict.message or None}
        return {**word, **_ids(verdict)} if entry.key else word
    results: dict[str, WriteValue] = {
        "status": shown.value if shown else None,
        "message": verdict.message or None,
        "key": entry.key or None,
    }
    proven = _is_sent(operation) and entry.status not in (Status.SENT, Status.ALREADY_SENT)
    if not proven and (entry.status is not Status.INVALID or operation is None):
        known = operation if entry.status in (Status.SENT, Status.ALREADY_SENT) else None
        results |= _answered(book, known)
    if verdict.second is not None and entry.key:
        results |= _ids(verdict)
    if second and results.get("sent_at", ...) is None:
        results["sent_at"] = _local(second.sent_at)
    return results


def _known(entry: Entry | None, operations: Mapping[str, Operation]) -> Operation | None:
    return operations.get(entry.operation.id) if entry and entry.operation else None


def _ids(verdict: Verdict) -> dict[str, WriteValue]:
    """What the service calls the record of each step; a row without a key must not get an Id."""
    ids: dict[str, WriteValue] = {"remote_id": _id(verdict.first)}
    return ids if verdict.second is None else {**ids, "number": _id(verdict.second)}


def _id(entry: Entry) -> str | None:
    """The journal's word; or the service's or the sheet's, where the record was made elsewhere."""
    if entry.operation:
        return entry.operation.remote_id or None
    return entry.sheet_id if entry.status is Status.ALREADY_SENT else None


def _answered(book: Book, operation: Operation | None) -> dict[str, WriteValue]:
    """What the service answered; blank cells where it did not.

    What the journal does not know of a sent row stays: it may be older than the sheet.
    """
    assert book.sheet is not None
    if operation is None:
        return {name: None for name in book.sheet.results if name not in TOLD}
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


def _cells(book: Book, row: int, results: Mapping[str, WriteValue]) -> Iterator[CellWrite]:
    assert book.region is not None
    for name, value in results.items():
        if name in book.columns:
            yield CellWrite(book.region.sheet, row, book.region.first_column + book.columns[name], value)
