"""Answers on the disk, so that a workbook opened tomorrow or offline shows the last ones and their age."""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from xl_addin.functions.cache.answer import Kept
from xl_addin.functions.cache.key import key_of
from xl_addin.functions.cache.question import Question

FILE_NAME = "answers.db"
LARGEST = 200 * 2**20
"""Bytes of all answers; the oldest are left out at the next start."""
LONGEST_KEPT = 100 * 86_400.0
"""Seconds after which nobody wants an answer any more."""
REST = 30.0
"""Seconds for which nothing is written after another program had the file to itself."""
LAST_WAIT = 1.0
"""Seconds that the end of the program waits for such another one."""
MOST_LATE = 500
"""Answers that wait to be written at most; the others are asked again one day."""

VERSION = 3
"""Of the table and of what is in it; a file of another version is begun anew."""

Row: TypeAlias = tuple[str, float, bytes, bytes]
Connections: TypeAlias = tuple[sqlite3.Connection, sqlite3.Connection]

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, at REAL NOT NULL, data BLOB NOT NULL, checksum BLOB NOT NULL
) WITHOUT ROWID
"""
_PUT = """
INSERT INTO answers VALUES (?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET at = excluded.at, data = excluded.data, checksum = excluded.checksum
WHERE excluded.at >= at OR at > ?
"""
_BEGINNING = "SELECT key, at FROM answers WHERE key >= ? AND key < ?"
_SURPLUS = """
DELETE FROM answers WHERE key IN (
    SELECT key FROM (SELECT key, sum(length(data)) OVER (ORDER BY at DESC) AS upto FROM answers)
    WHERE upto > ?
)
"""


class Snapshot:
    """A small database of ours. Whatever is wrong with it costs a request, never a wrong value or a wait.

    Attributes:
        key: By which logins are told apart.
        broken: Why it is not used now; empty while it is.
    """

    def __init__(
        self,
        home: Path,
        now: float,
        largest: int = LARGEST,
        clock: Callable[[], float] = time.monotonic,
        last_wait: float = LAST_WAIT,
    ) -> None:
        """Opens the file, or makes it.

        Args:
            home: The folder for it.
            now: Seconds since 1970.
            largest: Bytes of all answers that the file begins with.
            clock: Seconds that never go back.
            last_wait: Seconds that `close` waits for another program.
        """
        self.key = key_of(home)
        self.broken = ""
        self._open = partial(_opened, home / FILE_NAME, now, largest)
        self._clock = clock
        self._last_wait = last_wait
        self._reading = threading.Lock()
        self._writing = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._late: dict[str, Row] = {}
        self._resting_until: float | None = None
        self._over = False
        with self._writing:
            self._begin()

    def close(self) -> None:
        """Writes what is late, and closes the file."""
        with self._writing:
            if self._late and not self._over:
                self._resting_until = None
                self._begin(self._last_wait)
                self._write(time.time(), self._last_wait)
            self._over = True
            self._shut()

    def get(self, question: Question[Any]) -> Kept | None:
        """The last answer to a question, as old as it may be. Waits for no program that writes."""
        rows = self._read("SELECT at, data, checksum FROM answers WHERE key = ?", question.key)
        if not rows:
            return None
        [(at, data, checksum)] = rows
        try:
            if _checksum(question.key, at, data) != checksum:
                return None
            return Kept(msgspec.msgpack.decode(data, type=question.kind), at)
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError, ValueError, struct.error):
            return None  # damaged, or kept by another version of ours: asked for anew

    def beginning(self, start: str) -> dict[str, float]:
        """The keys that begin so and go on after a blank, and when each was fetched."""
        return dict(self._read(_BEGINNING, f"{start} ", f"{start}!"))

    def put(self, answers: Sequence[tuple[Question[Any], bytes]], at: float, now: float) -> None:
        """Keeps answers in place of those before, unless another program has kept a later one.

        While another program has the file to itself they are kept for later.

        Args:
            answers: What was asked, and the answer, packed.
            at: When, in seconds since 1970.
            now: An answer after this moment tells of a clock that was changed.
        """
        rows = [(item.key, at, data, _checksum(item.key, at, data)) for item, data in answers]
        with self._writing:
            if self._over or (self.broken and self._resting_until is None):
                return
            self._late.update((row[0], row) for row in rows)
            while len(self._late) > MOST_LATE:
                del self._late[next(iter(self._late))]
            if self._resting_until is None or self._clock() >= self._resting_until:
                self._resting_until = None
                self._begin()
                self._write(now)

    def _begin(self, wait: float = 0.0) -> None:
        """Opens what is not open."""
        if self._writer:
            return
        try:
            writer, reader = self._open(wait)
        except (OSError, sqlite3.Error) as error:
            self._failed(error)
            return
        self.broken = ""
        self._writer = writer
        with self._reading:
            self._reader = reader

    def _write(self, now: float, wait: float = 0.0) -> None:
        """All that is late, in one transaction."""
        if self._writer is None:
            return
        try:
            self._writer.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
            with self._writer:
                self._writer.executemany(_PUT, [(*row, now) for row in self._late.values()])
            self._late.clear()
        except sqlite3.Error as error:
            self._failed(error)

    def _read(self, query: str, *blanks: str) -> list[Any]:
        """What a query finds; nothing when the file cannot be read."""
        with self._reading:
            if self._reader is None:
                return []
            try:
                return self._reader.execute(query, blanks).fetchall()
            except sqlite3.Error as error:
                if not _is_busy(error):
                    self._reader.close()
                    self._reader = None
                    self.broken = str(error)
                return []

    def _failed(self, error: Exception) -> None:
        """Rests when another program has the file; gives up when anything else is wrong with it."""
        if _is_busy(error):
            self._resting_until = self._clock() + REST
            if self._writer is None:
                self.broken = str(error)
            return
        self.broken = str(error)
        self._late.clear()
        self._shut()

    def _shut(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None
        with self._reading:
            if self._reader:
                self._reader.close()
                self._reader = None


def _is_busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _checksum(key: str, at: float, data: bytes) -> bytes:
    """Of all that a row says."""
    name = key.encode("utf-8", "surrogatepass")
    checksum = blake2b(struct.pack("<dQ", at, len(name)) + name, digest_size=16)
    checksum.update(data)  # not copied: it may be megabytes
    return checksum.digest()


def _opened(file: Path, now: float, largest: int, wait: float) -> Connections:
    """To write and to read; made anew when it is no database: nothing in it is worth a question."""
    try:
        writer = _ready(file, now, largest, wait)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        for name in _files(file):
            name.unlink(missing_ok=True)
        writer = _ready(file, now, largest, wait)
    return writer, _connected(file, 0.0)


def _ready(file: Path, now: float, largest: int, wait: float) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for name in _files(file):
        if name.is_file() and name.stat().st_mode & 0o777 != 0o600:
            name.chmod(0o600)
    db = _connected(file, wait)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
            db.execute(f"PRAGMA {pragma}")
        if db.execute("PRAGMA user_version").fetchone() != (VERSION,):
            _make(db)
        _make_room(db, now, largest)
    except BaseException:
        db.close()
        raise
    return db


def _connected(file: Path, wait: float) -> sqlite3.Connection:
    """A connection that waits so many seconds for other programs; none while cells wait for it."""
    return sqlite3.connect(file, timeout=wait, check_same_thread=False)


def _files(file: Path) -> list[Path]:
    """The database, and what SQLite keeps beside it."""
    return [file.with_name(file.name + ending) for ending in ("", "-wal", "-shm")]


def _make(db: sqlite3.Connection) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone() != (VERSION,):  # another program may have made it
            db.execute("DROP TABLE IF EXISTS answers")
            db.execute(_TABLE)
            db.execute(f"PRAGMA user_version = {VERSION}")


def _make_room(db: sqlite3.Connection, now: float, largest: int) -> None:
    """Leaves out what is old or too much; at another start when another program writes just now."""
    try:
        with db:
            db.execute("DELETE FROM answers WHERE at < ?", (now - LONGEST_KEPT,))
            db.execute(_SURPLUS, (largest,))
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
