"""Some rows of a workbook only: the others are neither sent nor written beside."""

from __future__ import annotations

from xl_addin.importing.entry import Book
from xl_addin.texts import say
from xl_addin.workbook.live.selection import Selected


def narrow(book: Book, only: Selected | None) -> None:
    """Leaves the entries that stand on these rows.

    An entry of several rows goes as a whole or not at all: half an invoice is another invoice.

    Args:
        book: A workbook whose rows the journal was asked about, so that copied ones are known as such.
        only: What is meant; None for all.
    """
    if only is None or book.region is None:
        return
    if book.region.sheet != only.sheet:
        book.problems.append(book.problem(say("problem.selected_elsewhere", sheet=book.region.sheet)))
        book.entries = []
        return
    chosen = [entry for entry in book.entries if any(row in only.rows for row in entry.all_rows)]
    for entry in chosen:
        left_out = [str(row) for row in entry.all_rows if row not in only.rows]
        if left_out:
            book.reject(entry, say("problem.half_selected", rows=", ".join(left_out)))
    book.entries = chosen
