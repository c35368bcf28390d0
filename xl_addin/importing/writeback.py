"""Writes keys and results into the result cells, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from xl_addin.errors import WorkbookError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.journal.operation import Operation
from xl_addin.texts import say
from xl_addin.workbook.metadata import guid_write
from xl_addin.workbook.port import CellWrite

KEPT = (Status.READY,)
"""Statuses that are not written: they say nothing that lasts."""


def write_keys(book: Book) -> None:
    """Writes the GUID and the keys of the rows about to be sent.

    Raises:
        WorkbookError: The file cannot be written, or was saved by somebody since it was read: the rows may
            be others by now, so nothing may be sent.
    """
    assert book.file is not None
    if not book.file.unchanged_since(book.version):
        raise WorkbookError(say("workbook.saved_meanwhile"), hint=say("workbook.saved_meanwhile_hint"))
    writes = [write for entry in book.ready() for write in _cells(book, entry, {"key": entry.key})]
    if book.guid and book.file.properties().get("guid", book.guid) != book.guid:
        writes += filter(None, [guid_write(book.file, book.guid)])
    book.file.write(writes)
    book.version = book.file.version()


def write_results(book: Book, operations: dict[str, Operation]) -> None:
    """Writes what became of each row.

    Args:
        book: The workbook after sending.
        operations: What the journal holds now, by operation id.

    Raises:
        WorkbookError: The file cannot be written; the results stay in the journal.
    """
    assert book.file is not None
    writes: list[CellWrite] = []
    place, entries = (book, book.entries) if book.file.unchanged_since(book.version) else _found_again(book)
    for entry in entries:
        operation = operations.get(entry.operation.id) if entry.operation else None
        if entry.status is not None and entry.status not in KEPT and not _keeps_its_proof(entry):
            writes += _cells(place, entry, _results(entry, operation))
    if writes:
        book.file.write(writes)


def _found_again(book: Book) -> tuple[Book, list[Entry]]:
    """The workbook as somebody saved it while its rows were on their way, and those of our rows still in it.

    A row is found by its key; one without a key has no result that the next import could not write.
    """
    fresh = read(book.path)
    rows = {entry.key: entry.row for entry in fresh.entries if entry.key}
    found = [replace(entry, row=rows[entry.key]) for entry in book.entries if entry.key in rows]
    if fresh.sheet is not book.sheet or len(found) < sum(bool(entry.key) for entry in book.entries):
        raise WorkbookError(say("workbook.rows_moved"), hint=say("workbook.rows_moved_hint"))
    return fresh, found


def _keeps_its_proof(entry: Entry) -> bool:
    """The cells say that it was sent somewhere, and nothing was sent now: they stay as they are."""
    sent_elsewhere = entry.sheet_status == Status.SENT and bool(entry.sheet_id)
    return sent_elsewhere and entry.status in (Status.NOT_SENT, Status.INVALID) and entry.operation is None


def _results(entry: Entry, operation: Operation | None) -> dict[str, object]:
    """Field name to value for the result cells; a name that is missing leaves its cell as it is."""
    if entry.status is Status.ALREADY_SENT and operation is None:
        return {"status": Status.SENT.value, "remote_id": entry.sheet_id, "message": entry.message or None}
    shown = Status.SENT if entry.status is Status.ALREADY_SENT else entry.status
    results: dict[str, object] = {
        "status": shown.value if shown else None,
        "message": entry.message or None,
        "key": entry.key or None,
    }
    known = operation if entry.status in (Status.SENT, Status.ALREADY_SENT) else None
    if entry.status is not Status.INVALID or operation is None:
        results["remote_id"] = (known.remote_id if known else "") or None
        results["number"] = (known.number if known else "") or None
        results["link"] = (known.link if known else "") or None
        results["sent_at"] = _local(known.sent_at) if known else None
    return results


def _local(moment: datetime | None) -> datetime | None:
    """In this computer's time, without a zone: a spreadsheet knows none."""
    return moment.astimezone().replace(tzinfo=None, microsecond=0) if moment else None


def _cells(book: Book, entry: Entry, results: dict[str, object]) -> Iterator[CellWrite]:
    assert book.region is not None
    for name, value in results.items():
        if name in book.columns:
            column = book.region.first_column + book.columns[name]
            yield CellWrite(book.region.sheet, entry.row, column, value)  # type: ignore[arg-type]
