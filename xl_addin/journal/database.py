"""Opens the journal's SQLite file: durable, private to the user, migrated."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.pool import QueuePool

from xl_addin.errors import JournalError
from xl_addin.journal.migrations import migrate
from xl_addin.texts import say

WAIT_FOR_OTHERS = 30.0
"""Seconds a transaction waits for another program's to end."""

DRIVERS = ("sqlite", "sqlite+pysqlite")

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",  # on a Mac fsync alone stops at the drive's own cache; elsewhere this changes nothing
    "foreign_keys=ON",
)


def open_engine(url: str) -> Engine:
    """An engine over a migrated journal; its folder exists.

    WAL with `synchronous=FULL`: a committed step survives a power cut. While SQLite turns a new file to
    WAL it waits for nobody, so only one program may open a journal at a time (`Runs.opening`).

    Raises:
        JournalError: The URL is not SQLite's, or the file cannot be used as a journal.
    """
    path = file_of(url)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=4,
        connect_args={"timeout": WAIT_FOR_OTHERS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with engine.begin() as connection:
            migrate(connection)
    except (DatabaseError, OSError) as error:
        engine.dispose()
        raise unusable(path, error) from None
    except JournalError:
        engine.dispose()
        raise
    return engine


def unusable(path: Path, error: DatabaseError | OSError | sqlite3.Error) -> JournalError:
    """The error for a journal that cannot be opened, read or written."""
    reason: object = error
    if isinstance(error, DatabaseError):
        reason = error.orig
    elif isinstance(error, OSError):
        reason = error.strerror or error
    return JournalError(say("journal.unusable", path=path, reason=reason), hint=say("journal.unusable_hint"))


def file_of(url: str) -> Path:
    """The file behind a journal URL.

    Raises:
        JournalError: It names no SQLite file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise JournalError(say("journal.bad_url"), hint=say("journal.bad_url_hint")) from None
    name = parsed.database or ":memory:"
    if parsed.drivername not in DRIVERS or name.startswith((":memory:", "file:")):
        raise JournalError(say("journal.bad_url"), hint=say("journal.bad_url_hint"))
    return Path(name)


def _prepare(connection: Any, _record: object) -> None:
    """Every new connection: durable, and transactions begun by us, not guessed by the driver."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """IMMEDIATE: who reads in order to write is alone from the first read on."""
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes", True) else "BEGIN"
    )
