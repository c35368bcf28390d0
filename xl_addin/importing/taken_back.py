"""What stands beside rows whose records were taken back: that they are not sent any more, and no Id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.result_cells import blank_answer, cells
from xl_addin.settling.settlement import Settlement
from xl_addin.workbook.port import CellWrite


def taken_back(book: Book, undone: Mapping[str, Settlement]) -> dict[str, list[CellWrite]]:
    """The cells of each row that is in the workbook; its Key stays, and so does an Id of somebody else's.

    Args:
        book: The workbook as it is now.
        undone: What was taken back of it, by the rows' keys.
    """
    found = [(entry, undone[entry.key]) for entry in book.entries if entry.key in undone]
    return {
        entry.key: list(_cells(book, entry, settled.message))
        for entry, settled in found
        if entry.sheet_id in ("", settled.operation.remote_id)
    }


def _cells(book: Book, entry: Entry, message: str) -> Iterator[CellWrite]:
    results = {**blank_answer(book), "status": Status.NOT_SENT.value, "message": message}
    for row in entry.all_rows:
        yield from cells(book, row, results)
