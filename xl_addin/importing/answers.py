"""Answers on their way to the disk: a row whose answer does not get there says so."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from xl_addin.errors import JournalError
from xl_addin.importing.entry import Entry
from xl_addin.journal.store import Journal
from xl_addin.texts import say


class Answers:
    """Those of the rows that one sender sends; given from its threads."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lost: list[tuple[Entry, Future[Any]]] = []

    def expect(self, entry: Entry, step: Future[Any]) -> None:
        """Of the answers, only those that do not reach the disk are kept."""
        step.add_done_callback(lambda done: self._lost.append((entry, done)) if done.exception() else None)

    def wait(self) -> None:
        """Returns once every answer is on disk.

        Raises:
            JournalError: One is not; its row says so.
        """
        with suppress(JournalError):
            self._journal.flush()
        lost = ""
        for entry, answer in self._lost:
            try:
                self._journal.confirm(answer)
            except JournalError as error:
                lost = say("message.not_written_down", reason=error)
                entry.message = f"{entry.message} {lost}".lstrip()
        if lost:
            raise JournalError(lost)
