"""Answers on the disk, so that a workbook opened tomorrow or offline shows the last ones and their age."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from xl_addin.functions.cache.answer import Kept
from xl_addin.functions.cache.question import Question

FILE_NAME = "answers.db"
LARGEST = 200 * 2**20
"""Bytes of all answers; the oldest are left out at the next start."""
LONGEST_KEPT = 100 * 86_400.0
"""Seconds after which nobody wants an answer any more."""

VERSION = 1
"""Of the table and of what is in it; a file of another version is begun anew."""

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, at REAL NOT NULL, data BLOB NOT NULL
) WITHOUT ROWID
"""
_PUT = """
INSERT INTO answers VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at, data = excluded.data
WHERE excluded.at >= at OR at > ?
"""
_SURPLUS = """
DELETE FROM answers WHERE key IN (
    SELECT key FROM (SELECT key, sum(length(data)) OVER (ORDER BY at DESC) AS upto FROM answers)
    WHERE upto > ?
)
"""


class Snapshot:
    """A small database of ours. Whatever is wrong with it costs a request, never a wrong value.

    Attributes:
        broken: Why it is not used any more; empty while it is.
    """

    def __init__(self, home: Path, now: float, largest: int = LARGEST) -> None:
        """Opens the file, or makes it.

        Args:
            home: The folder for it.
            now: Seconds since 1970.
            largest: Bytes of all answers that the file begins with.
        """
        self.broken = ""
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        try:
            self._db = _opened(home / FILE_NAME, now, largest)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            if self._db:
                self._db.close()
                self._db = None

    def get(self, question: Question[Any]) -> Kept | None:
        """The last answer to a question, as old as it may be."""
        with self._lock:
            row = self._row(question.key)
        if row is None:
            return None
        try:
            return Kept(msgspec.msgpack.decode(row[1], type=question.kind), row[0])
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None  # kept by another version of ours: asked for anew

    def put(self, question: Question[Any], at: float, data: bytes, now: float) -> None:
        """Keeps an answer in place of the one before, unless another program has kept a later one.

        Args:
            question: What was asked.
            at: When, in seconds since 1970.
            data: The answer, packed.
            now: An answer after this moment tells of a clock that was changed.
        """
        with self._lock:
            if self._db is None:
                return
            try:
                with self._db:
                    self._db.execute(_PUT, (question.key, at, data, now))
            except sqlite3.Error as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # else it is kept next time
                    self._give_up(error)

    def _row(self, key: str) -> tuple[float, bytes] | None:
        if self._db is None:
            return None
        try:
            found = self._db.execute("SELECT at, data FROM answers WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return (float(found[0]), bytes(found[1])) if found else None

    def _give_up(self, error: Exception) -> None:
        self.broken = str(error)
        if self._db:
            self._db.close()
            self._db = None


def _opened(file: Path, now: float, largest: int) -> sqlite3.Connection:
    """The database, made anew when it is none: nothing in it is worth a question."""
    try:
        return _ready(file, now, largest)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        for name in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
            name.unlink(missing_ok=True)
        return _ready(file, now, largest)


def _ready(file: Path, now: float, largest: int) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    db = sqlite3.connect(file, timeout=2.0, check_same_thread=False)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
            db.execute(f"PRAGMA {pragma}")
        with db:
            if db.execute("PRAGMA user_version").fetchone() != (VERSION,):
                db.execute("DROP TABLE IF EXISTS answers")
                db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute(_TABLE)
            db.execute("DELETE FROM answers WHERE at < ?", (now - LONGEST_KEPT,))
            db.execute(_SURPLUS, (largest,))
    except BaseException:
        db.close()
        raise
    return db
