"""All that stands in another journal's file, which is only read.

The file comes from somebody else: it is taken into memory as it is at one moment, brought to today's
schema there, and every value is checked before anything is done with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from xl_addin.errors import JournalError
from xl_addin.journal import tables
from xl_addin.journal.migrations import MIGRATIONS, migrate
from xl_addin.journal.operation import Batch, Operation, Step
from xl_addin.journal.records import to_batch, to_operation, to_step
from xl_addin.journal.runs import Runs
from xl_addin.journal.states import State
from xl_addin.texts import say

T = TypeVar("T", Batch, Operation, Step)

RUNNING = (State.PLANNED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Contents:
    """A journal's records.

    Attributes:
        file: Where they come from.
        batches: By id.
        operations: Oldest first.
        steps: Each operation's history, by its id.
    """

    file: Path
    batches: Mapping[str, Batch]
    operations: list[Operation]
    steps: Mapping[str, list[Step]]


def read(file: Path) -> Contents:
    """Reads a journal, of this version or an older one.

    Raises:
        JournalError: It is none, is damaged, is newer than this program, or an import writes it just now.
    """
    try:
        with _in_memory(file) as raw:
            _check_form(file, raw)
            found = _records(file, raw)
    except (
        sqlite3.Error,
        SQLAlchemyError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        OSError,
    ) as error:
        reason = error if isinstance(error, sqlite3.Error | OSError) else type(error).__name__
        raise JournalError(say("merge.unreadable", file=file, reason=reason)) from None
    _check_quiet(file, found)
    return found


@contextmanager
def _in_memory(file: Path) -> Iterator[sqlite3.Connection]:
    """The file as it is at this moment; nothing is made or changed beside it where that can be helped.

    While no program has it open there is no `-wal` file, and SQLite need not look for one.
    """
    if not file.is_file():
        raise FileNotFoundError(say("merge.no_file"))
    live = file.with_name(f"{file.name}-wal").exists()
    source = sqlite3.connect(f"{file.resolve().as_uri()}?{'mode=ro' if live else 'immutable=1'}", uri=True)
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        source.backup(memory)
        source.close()
        memory.isolation_level = None
        yield memory
    finally:
        source.close()
        memory.close()


def _check_form(file: Path, raw: sqlite3.Connection) -> None:
    """It is whole, a journal's, and does nothing by itself."""
    raw.execute("PRAGMA trusted_schema=OFF")
    [version] = raw.execute("PRAGMA user_version").fetchone()
    found = raw.execute("SELECT type, name FROM sqlite_master").fetchall()
    wanted = {("table", table.name) for table in (tables.batches, tables.operations, tables.steps)}
    if not wanted <= set(found) or version < 1:
        raise JournalError(say("merge.no_journal", file=file))
    if version > len(MIGRATIONS):
        raise JournalError(say("merge.newer", file=file), hint=say("journal.newer_hint"))
    if {kind for kind, _ in found} - {"table", "index"} or raw.execute("PRAGMA quick_check").fetchall() != [
        ("ok",)
    ]:
        raise JournalError(say("merge.unreadable", file=file, reason="quick_check"))


def _records(file: Path, raw: sqlite3.Connection) -> Contents:
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        migrate(connection)
        batches = [_checked(to_batch(row), Batch) for row in _rows(connection, tables.batches)]
        operations = [_checked(to_operation(row), Operation) for row in _rows(connection, tables.operations)]
        steps: dict[str, list[Step]] = {operation.id: [] for operation in operations}
        for row in _rows(connection, tables.steps):
            step = _checked(to_step(row), Step)
            steps[step.operation].append(step)
        by_id = {batch.id: batch for batch in batches}
        if not {operation.batch for operation in operations} <= by_id.keys():
            raise ValueError("an operation of no batch")
        return Contents(file, by_id, operations, steps)


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    order = table.c.get("sequence", table.c[0])
    return iter(connection.execute(select(table).order_by(order)).mappings())


def _checked(record: T, kind: type[T]) -> T:
    """The record, each of its values of the kind that we would have written."""
    return msgspec.convert(asdict(record), kind)


def _check_quiet(file: Path, found: Contents) -> None:
    """No run that is alive writes it: half a run would look like doubts."""
    folder = file.resolve().with_name(f"{file.resolve().name}.locks")
    if not folder.is_dir():
        return
    runs = Runs(folder)
    running = {found.batches[item.batch].run for item in found.operations if item.state in RUNNING}
    if any(name.isalnum() and runs.alive(name) for name in running):
        raise JournalError(say("merge.busy", file=file), hint=say("merge.busy_hint"))
