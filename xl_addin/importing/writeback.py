"""Writes keys and results into the result cells, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from xl_addin.errors import RowsMoved, WorkbookError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.resaved import found_again, refuse_sent_twice
from xl_addin.importing.result_cells import afterwards, beforehand, cells, keeps_its_proof
from xl_addin.importing.verdict import verdicts
from xl_addin.journal.operation import Operation
from xl_addin.texts import say
from xl_addin.workbook.metadata import guid_write
from xl_addin.workbook.port import CellWrite, Places, Workbook

KEPT = (Status.READY,)
"""Statuses that are not written: they say nothing that lasts."""
TRIES = 5
"""How often rows are found again that somebody moves while results are written beside them."""


def write_keys(book: Book, entries: Sequence[Entry], batch: str) -> None:
    """Writes the GUID and the keys of the entries about to be sent.

    Args:
        book: The workbook.
        entries: What is about to be sent.
        batch: What the journal has them under by now.

    Raises:
        WorkbookError: The file cannot be written, or something is in the way of a result, or somebody saved
            it since it was read, so that its rows may be others by now; or a cell shows something else now
            that the keys are there. Nothing may be sent.
    """
    assert book.file is not None
    assert book.sheet is not None
    before = book.version
    if not book.file.unchanged_since(before):
        raise _changed(book.file, book.file.changed_at(before))
    rows = [(entry, row) for entry in entries for row in entry.all_rows]
    writes = [write for entry, row in rows for write in cells(book, row, beforehand(book, entry, batch))]
    if book.guid and book.file.properties().get("guid", book.guid) != book.guid:
        writes += filter(None, [guid_write(book.file, book.guid)])
    book.file.write(writes, _results_to_come(book, [row for _, row in rows]), before)
    if cell := book.file.changed_at(before, writes):
        raise _changed(book.file, cell)
    book.version, book.begun = book.file.version(), True
    book.keys |= {row: entry.key for entry, row in rows}


def _changed(file: Workbook, cell: str) -> WorkbookError:
    """Somebody typed into it, or saved it; or a formula gives something else."""
    if cell:
        said = say("workbook.changed_cell", file=file.path.name, cell=cell)
        return WorkbookError(said, hint=say("workbook.changed_cell_hint"))
    key = "workbook.changed_meanwhile" if file.watched else "workbook.saved_meanwhile"
    return WorkbookError(say(key), hint=say(f"{key}_hint"))


def _results_to_come(book: Book, rows: Sequence[int]) -> dict[str, Places]:
    """The cells that results will be written into."""
    assert book.sheet is not None
    assert book.region is not None
    columns = [
        book.region.first_column + book.columns[name] for name in book.sheet.results if name in book.columns
    ]
    return {book.region.sheet: dict.fromkeys(rows, columns)}


def write_results(book: Book, operations: dict[str, Operation]) -> None:
    """Writes what became of each row.

    Args:
        book: The workbook after sending.
        operations: What the journal holds now, by operation id.

    Raises:
        WorkbookError: The file cannot be written; the results stay in the journal. Or they were written, and
            another computer sent the same rows.
    """
    place = book
    for _ in range(TRIES):
        assert place.file is not None
        if not place.file.unchanged_since(place.version):
            place = found_again(book)
        with suppress(RowsMoved):
            _write_beside(place, operations, begun=book.begun)
            break
    else:
        raise WorkbookError(say("workbook.rows_moving"), hint=say("workbook.rows_moving_hint"))
    if place is not book:
        refuse_sent_twice(book)


def _write_beside(place: Book, operations: Mapping[str, Operation], *, begun: bool) -> None:
    """Writes the results beside the rows as they stand.

    Raises:
        RowsMoved: They do not stand there any more; nothing was written.
    """
    assert place.file is not None
    writes = result_writes(place, operations)
    if place.file.watched and not begun:
        _show_news(place, writes)
    elif writes:
        place.file.write(writes, since=place.version)


def _show_news(book: Book, writes: Sequence[CellWrite]) -> None:
    """Into a workbook that somebody has open and whose rows were not begun, only what is new is written.

    Saving it saves all that they typed: so it is saved only for the sake of what the journal or a service
    said of rows that had been sent. Rows that are wrong show it, unsaved. After a no it stays as it is.
    """
    assert book.file is not None
    told = verdicts(book)
    wrong = any(verdict.status is Status.INVALID for verdict in told)
    if not wrong and any(verdict.status is Status.NOT_SENT for verdict in told):
        return
    lasting = {verdict.row for verdict in told if verdict.status not in (Status.INVALID, Status.NOT_SENT)}
    news = _news(book, writes)
    if any(write.row in lasting for write in news):
        book.file.write(news)
    elif news:
        book.file.show(news)


def _news(book: Book, writes: Sequence[CellWrite]) -> list[CellWrite]:
    """Those that change what a cell shows."""
    assert book.file is not None
    assert book.region is not None
    first = book.region.first_column
    shown = {row.number: row.cells for row in book.file.rows(book.region)}
    return [
        write
        for write in writes
        if (write.value or None) != (shown[write.row][write.column - first] if write.row in shown else None)
    ]


def result_writes(book: Book, operations: Mapping[str, Operation]) -> list[CellWrite]:
    """What is to stand beside the rows of which something is decided; see `write_results`."""
    return [
        write
        for verdict in verdicts(book)
        if verdict.status is not None
        and verdict.status not in KEPT
        and not keeps_its_proof(book, verdict.first)
        for write in cells(book, verdict.row, afterwards(book, verdict, operations))
    ]
