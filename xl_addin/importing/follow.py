"""Results that appear beside their rows while others are still on their way, where somebody is looking."""

from __future__ import annotations

import time

from xl_addin.errors import RowsMoved, WorkbookError
from xl_addin.importing.entry import Book
from xl_addin.importing.writeback import result_writes
from xl_addin.settling.progress import Progress
from xl_addin.workbook.live.once import Patience, is_busy

PAUSE = 1.0
"""Seconds between two groups of results, at least."""
SHARE = 10.0
"""How many times longer than writing a group took nothing is written: the person is to see, not to wait."""


class Follower:
    """Shows what became of rows, in groups. What it shows is not saved: the end of the import writes it all.

    It stops showing as soon as somebody changes the rows, since they may be others by then. Who closes the
    workbook wants no more of it sent: nobody would see what is.
    """

    def __init__(self, book: Book, progress: Progress) -> None:
        """Shows nothing by itself.

        Args:
            book: A workbook whose rows are being sent.
            progress: Is told first.
        """
        self._book = book
        self._progress = progress
        self._watched = self._following = book.file is not None and book.file.watched
        self._over = False
        self._patience = Patience()
        self._shown: set[int] = set()
        self._next = time.monotonic() + PAUSE

    def tick(self) -> None:
        """Called again and again by the thread that waits for the senders: no other may speak with Excel.

        Raises:
            KeyboardInterrupt: A person wants to stop, or closed the workbook. In Excel it is said once: rows
                on their way are then finished, and a second word would leave them.
        """
        try:
            self._progress.tick()
            self._look()
        except KeyboardInterrupt:
            if self._watched and self._over:
                return
            self._over = True
            raise

    def _look(self) -> None:
        """Shows what is new, some time after the last time.

        Raises:
            KeyboardInterrupt: The workbook was closed.
        """
        began = time.monotonic()
        if not self._watched or began < self._next:
            return
        if not self._answers():
            raise KeyboardInterrupt
        if self._following:
            self._follow()
        ended = time.monotonic()
        self._next = ended + max(PAUSE, SHARE * (ended - began))

    def _follow(self) -> None:
        try:
            self._show()
        except RowsMoved:
            self._following = False
        except WorkbookError as error:
            self._following = is_busy(error)

    def _answers(self) -> bool:
        """Whether the workbook is still open. An Excel that is busy answers later, but not much later."""
        assert self._book.file is not None
        try:
            return self._patience.answers(self._book.file.sheets)
        except WorkbookError:
            return False

    def _show(self) -> None:
        file = self._book.file
        assert file is not None
        operations = {
            entry.operation.id: entry.operation for entry in self._book.entries if entry.operation is not None
        }
        writes = [write for write in result_writes(self._book, operations) if write.row not in self._shown]
        if not writes:
            return
        file.show(writes)
        self._book.version = file.version()
        self._shown |= {write.row for write in writes}
