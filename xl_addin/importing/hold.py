"""Holds workbooks for one run: whoever else would send them waits, or is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from xl_addin.errors import WorkbookError
from xl_addin.importing.entry import Book
from xl_addin.importing.read import read
from xl_addin.journal.runs import Runs
from xl_addin.texts import say
from xl_addin.workbook.claim import claimed


class Holder:
    """Reads workbooks once they are held; they stay held until the block around the run ends."""

    def __init__(self, runs: Runs, held: ExitStack) -> None:
        self._runs = runs
        self._held = held
        self._identities: set[str] = set()

    def read_all(self, paths: Sequence[Path]) -> list[Book]:
        """The workbooks; one that cannot be held or written has a problem and is not held."""
        return [self._opened(path, paths[:number]) for number, path in enumerate(paths)]

    def _opened(self, path: Path, earlier: Sequence[Path]) -> Book:
        if any(_same_file(path, other) for other in earlier):
            return _refused(Book(path), say("workbook.twice"))
        try:
            self._take(str(path.resolve()))
            claim = self._held.enter_context(claimed(path, self._runs.identity()))
        except WorkbookError as error:
            return _refused(read(path), str(error))  # its rows are listed all the same
        book = read(path)
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
        name = sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._held.enter_context(self._runs.workbook(name))


def _refused(book: Book, why: str) -> Book:
    book.problems.append(book.problem(why))
    return book


def _same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
