"""Opens the journal's SQLite file: durable, private to the user, migrated."""

from __future__ import annotations

import os
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


def open_engine(url: str) -> Engine:
    """An engine over a migrated journal.

    WAL with `synchronous=FULL`: a committed step survives a power cut.

    Raises:
        JournalError: The URL is not SQLite's, or the file cannot be used as a journal.
    """
    path = file_of(url)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=4,
            connect_args={"timeout": WAIT_FOR_OTHERS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        with engine.begin() as connection:
            migrate(connection)
    except (DatabaseError, OSError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise JournalError(
            say("journal.unusable", path=path, reason=cause), hint=say("journal.unusable_hint")
        ) from None
    return engine


def file_of(url: str) -> Path:
    """The file behind a journal URL.

    Raises:
        JournalError: It names no SQLite file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise JournalError(say("journal.bad_url"), hint=say("journal.bad_url_hint")) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise JournalError(say("journal.bad_url"), hint=say("journal.bad_url_hint"))
    return Path(parsed.database)


def _prepare(connection: Any, _record: object) -> None:
    """Every new connection: durable, and transactions begun by us, not guessed by the driver."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """IMMEDIATE: who reads in order to write is alone from the first read on."""
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes", True) else "BEGIN"
    )
