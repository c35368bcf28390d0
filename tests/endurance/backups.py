"""Copies of a journal and of workbooks, made at one moment and put back later."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from office import Office


def journal_of(office: Office) -> Path:
    """Where an office's journal is."""
    return office.settings.home / "journal.db"


class Backup:
    """A copy; of a journal that is in use as SQLite makes one, whole and of one moment.

    Args:
        office: Whose journal.
        workbooks: What else is copied.
    """

    def __init__(self, office: Office, *workbooks: Path) -> None:
        self._journal = journal_of(office)
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(self._journal)) as live:
            live.backup(self._copy)
        self._workbooks = {path: path.read_bytes() for path in workbooks}

    def restore_journal(self) -> None:
        """Puts the journal back."""
        for file in self._journal.parent.glob(f"{self._journal.name}*"):
            if file.is_file():
                file.unlink()
        with closing(self._copy), closing(sqlite3.connect(self._journal)) as fresh:
            self._copy.backup(fresh)

    def restore_workbooks(self) -> None:
        """Puts the workbooks back."""
        for path, content in self._workbooks.items():
            path.write_bytes(content)
