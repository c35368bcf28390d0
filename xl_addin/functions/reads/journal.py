"""The journal for cells: read where it lies, never made and never changed, and only when it has changed."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, create_engine, or_, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from xl_addin.errors import JournalError
from xl_addin.journal.database import file_of, unusable
from xl_addin.journal.keys import second_of
from xl_addin.journal.migrations import MIGRATIONS
from xl_addin.journal.operation import Operation, Step
from xl_addin.journal.records import to_operation, to_step
from xl_addin.journal.runs import Runs
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.journal.tables import batches, operations, steps
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.texts import say
from xl_addin.values.names import plain

T = TypeVar("T")

IDLE: Final = 2.0
"""Seconds without a question after which the file is closed: whoever copies it then has all of it."""
WAIT_FOR_OTHERS: Final = 2.0
"""Seconds a cell waits for a program that has the whole journal to itself."""
REST: Final = 5.0
"""Seconds for which a failure is believed: four hundred cells must not wait one after the other."""

_HOW_FAR: Final = "SELECT (SELECT max(sequence) FROM operations), (SELECT max(sequence) FROM steps)"
"""One of the two grows whenever anything is planned, sent, answered, settled or merged."""


class JournalReads:
    """A journal that may be missing, and that others write meanwhile. Many threads may use it."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is opened yet.

        Args:
            url: As in the settings.
            clock: Seconds that never go back.

        Raises:
            JournalError: The URL names no SQLite file.
        """
        self._url = url
        self._path = file_of(url)
        self._clock = clock
        self._lock = threading.RLock()
        self._failure: tuple[JournalError, float] | None = None
        self._as_of: tuple[Any, ...] = ()
        self._kept: dict[object, Any] = {}
        self._engine = create_engine("sqlite://", creator=self._opened, poolclass=StaticPool)
        self._asked = 0.0
        self._closing: threading.Timer | None = None

    @property
    def exists(self) -> bool:
        """Whether anything was ever imported here."""
        return self._path.is_file()

    def close(self) -> None:
        """Closes the file; the next question opens it again."""
        with self._lock:
            if self._closing:
                self._closing.cancel()
            self._closing = None
            self._engine.dispose()

    def all(self) -> list[Operation]:
        """Everything, oldest first; the same list until the journal changes."""
        return self._unless_changed("all", lambda connection: _of(connection, operations.c.sequence > 0))

    def in_states(self, *states: State) -> list[Operation]:
        """All operations in one of the states, oldest first; likewise."""
        condition = operations.c.state.in_([state.value for state in states])
        return self._unless_changed(states, lambda connection: _of(connection, condition))

    def history(self, operation: str) -> list[Step]:
        """What happened to an operation, in order; likewise."""
        query = select(steps).where(steps.c.operation == operation).order_by(steps.c.sequence)
        return self._unless_changed(
            operation, lambda connection: [to_step(row) for row in connection.execute(query).mappings()]
        )

    def called(self, name: str) -> list[Operation]:
        """The operations of rows with this Ref or Key, or with this id, newest last; both steps of a row."""
        columns = operations.c
        by_ref = and_(columns.ref == plain(name), text("ref <> ''"))  # in these words the index is of use
        wanted = or_(by_ref, columns.key == name, columns.id == name)

        def both(connection: Connection) -> list[Operation]:
            found = _of(connection, wanted)
            seconds = [second_of(item.key) for item in found]
            return _of(connection, or_(wanted, columns.key.in_(seconds))) if found else []

        return self._unless_changed(("called", name), both)

    def invoiced(self, name: str) -> list[Operation]:
        """The iZi invoices with this Invoice or, where none has it, with this number; newest last."""
        by_invoice, by_number = self._unless_changed("invoiced", _invoices)
        return by_invoice.get(plain(name)) or by_number.get(plain(name)) or []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever sent or tried from here."""
        some = select(operations.c.sequence).limit(1)
        return self._unless_changed("empty", lambda connection: connection.execute(some).first() is None)

    def alive(self, operation: Operation) -> bool:
        """Whether the import that planned an operation still works."""
        query = select(batches.c.run).where(batches.c.id == operation.batch)
        with self._reading() as connection:
            run = connection.execute(query).scalar_one()
        real = self._path.resolve()
        return Runs(real.with_name(f"{real.name}.locks")).alive(run)

    def _unless_changed(self, what: object, read: Callable[[Connection], T]) -> T:
        """What was read before, if nothing happened since."""
        with self._reading() as connection:
            as_of = tuple(connection.exec_driver_sql(_HOW_FAR).one())
            if as_of != self._as_of:
                self._as_of = as_of
                self._kept.clear()
            if what not in self._kept:
                self._kept[what] = read(connection)
            kept: T = self._kept[what]
            return kept

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The open file, for one thread at a time.

        Raises:
            JournalError: It is missing, locked, damaged or newer than this program.
        """
        with self._lock:
            if self._failure and self._clock() < self._failure[1]:
                raise self._failure[0]
            try:
                with self._engine.connect() as connection:
                    yield connection
            except (DatabaseError, sqlite3.Error) as error:
                self._engine.dispose()
                self._failure = (unusable(self._path, error), self._clock() + REST)
                raise self._failure[0] from None
            finally:
                self._asked = self._clock()
                if self._closing is None:
                    self._close_later(IDLE)

    def _close_later(self, seconds: float) -> None:
        self._closing = threading.Timer(seconds, self._close_when_idle)
        self._closing.daemon = True
        self._closing.start()

    def _close_when_idle(self) -> None:
        with self._lock:
            if threading.current_thread() is not self._closing:
                return
            self._closing = None
            left = self._asked + IDLE - self._clock()
            if left > 0:
                self._close_later(left)
            else:
                self._engine.dispose()

    def _opened(self) -> sqlite3.Connection:
        if not self.exists:
            raise JournalError(say("journal.none_yet", path=self._path), hint=say("journal.none_yet_hint"))
        connection = self._connected()
        try:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                raise JournalError(say("journal.newer"), hint=say("journal.newer_hint"))
        except BaseException:
            connection.close()
            raise
        if version == len(MIGRATIONS):
            return connection
        connection.close()
        Journal(self._url).close()  # one of an older version of ours is brought to today's by every program
        return self._connected()

    def _connected(self) -> sqlite3.Connection:
        """A connection that may tidy up after a program that died, and makes no file where there is none."""
        connection = sqlite3.connect(
            f"{self._path.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=WAIT_FOR_OTHERS,
            check_same_thread=False,
            isolation_level=None,
        )
        connection.execute("PRAGMA query_only = ON")
        return connection


def _of(connection: Connection, condition: ColumnElement[bool]) -> list[Operation]:
    query = select(operations).where(condition).order_by(operations.c.sequence)
    return [to_operation(row) for row in connection.execute(query).mappings()]


def _invoices(connection: Connection) -> tuple[dict[str, list[Operation]], dict[str, list[Operation]]]:
    """The iZi invoices by what their Invoice column had, and by number."""
    by_invoice = defaultdict[str, list[Operation]](list)
    by_number = defaultdict[str, list[Operation]](list)
    for item in _of(connection, operations.c.template == IziInvoices.template):
        by_invoice[plain(item.typed.get("invoice", ""))].append(item)
        by_number[plain(item.number)].append(item)
    by_invoice.pop("", None)
    by_number.pop("", None)
    return dict(by_invoice), dict(by_number)


class NoJournal:
    """Of a computer on which nothing was imported yet."""

    def all(self) -> list[Operation]:
        """Nothing."""
        return []

    def in_states(self, *states: State) -> list[Operation]:
        """Nothing."""
        return []

    def history(self, operation: str) -> list[Step]:
        """Nothing."""
        return []
