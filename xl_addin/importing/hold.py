"""Holds workbooks for one run: whoever else would send them waits, or is told."""

from __future__ import annotations

from contextlib import ExitStack

from xl_addin.errors import WorkbookError
from xl_addin.importing.entry import Book
from xl_addin.importing.read import read
from xl_addin.journal.runs import Runs
from xl_addin.workbook.claim.claimed import claimed
from xl_addin.workbook.leftovers import sweep
from xl_addin.workbook.source import Source


class Holder:
    """Reads workbooks once they are held; they stay held until the block around the run ends."""

    def __init__(self, runs: Runs, held: ExitStack) -> None:
        self._runs = runs
        self._held = held
        self._identities: set[str] = set()

    def read(self, source: Source) -> Book:
        """The workbook; one that cannot be held or written has a problem and is not held."""
        path = source.path
        try:
            self._take(str(path.resolve()))
            claim = self._held.enter_context(claimed(path, self._runs.identity(), self._runs.locks()))
        except WorkbookError as error:
            return _refused(read(source), str(error))  # its rows are listed all the same
        sweep(path.resolve().parent)
        book = read(source)
        try:
            if book.file is not None:
                book.file.writable()
            self._take_identity(book)
        except WorkbookError as error:
            return _refused(book, str(error))
        book.held, book.claim = True, claim
        return book

    def _take_identity(self, book: Book) -> None:
        """Holds the GUID too: a copy of the workbook that another run has is left alone."""
        if book.guid and book.guid not in self._identities:
            self._take(book.guid)
            self._identities.add(book.guid)

    def _take(self, identity: str) -> None:
        self._held.enter_context(self._runs.workbook(identity))


def _refused(book: Book, why: str) -> Book:
    book.problems.append(book.problem(why))
    return book
