"""The journal for cells: read where it lies, never made and never changed, and only when it has changed."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, create_engine, or_, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from xl_addin.errors import JournalError
from xl_addin.functions.cache.trace import current
from xl_addin.journal.database import file_of, unusable
from xl_addin.journal.keys import SECOND, second_of
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
LITTLE_WORK: Final = 0.02
"""Seconds of work that each cell may read anew while another program writes."""
BELIEVED_FOR: Final = 20.0
"""What took more work is believed so many times as long: else each cell would read it anew."""
LONGEST_BELIEVED: Final = 2.0
"""Seconds for which it is believed at most."""

_HOW_FAR: Final = "SELECT (SELECT max(sequence) FROM operations), (SELECT max(sequence) FROM steps)"
"""Most changes make one of the two grow; a purge does not."""
_COMMITS: Final = "PRAGMA data_version"
"""Another number after each change by somebody else; of this connection alone."""


class Locked(JournalError):
    """Another program has the journal to itself.

    Attributes:
        until: When it is tried again.
    """

    def __init__(self, path: Path, until: float) -> None:
        super().__init__(say("journal.locked", path=path), hint=say("journal.locked_hint"))
        self.until = until


class JournalReads:
    """A journal that may be missing, and that others write meanwhile. Many threads may use it."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], float] = time.monotonic,
        work: Callable[[], float] = time.thread_time,
    ) -> None:
        """Nothing is opened yet.

        Args:
            url: As in the settings.
            clock: Seconds that never go back.
            work: Seconds for which this thread has worked.

        Raises:
            JournalError: The URL names no SQLite file.
        """
        self._url = url
        self._path = file_of(url)
        self._clock = clock
        self._work = work
        self._lock = threading.RLock()
        self._failure: tuple[JournalError, float] | None = None
        self._commits: int | None = None
        self._as_of: tuple[Any, ...] = ()
        self._kept: dict[object, Any] = {}
        self._believed_until = float("-inf")
        self._has_newer = False
        self._arrived = 0
        self._engine = create_engine("sqlite://", creator=self._opened, poolclass=StaticPool)
        self._asked = 0.0
        self._closing: threading.Timer | None = None

    @property
    def pending(self) -> int:
        """1 while cells were told something of which there is a newer version; it can be read soon."""
        with self._lock:
            return int(self._has_newer)

    @property
    def arrived(self) -> int:
        """How often something newer could be read than cells were told."""
        with self._lock:
            if self._has_newer and self._clock() >= self._believed_until:
                self._has_newer = False
                self._arrived += 1
            return self._arrived

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

    def with_invoice(self, name: str) -> list[Operation]:
        """The iZi invoices with this Invoice; newest last."""
        by_invoice, _by_number = self._unless_changed("invoiced", _invoices)
        return by_invoice.get(plain(name), [])

    def with_number(self, name: str) -> list[Operation]:
        """The iZi invoices to which iZi gave this number; newest last."""
        _by_invoice, by_number = self._unless_changed("invoiced", _invoices)
        return by_number.get(plain(name), [])

    def recorded(self, name: str) -> list[Operation]:
        """The operations of rows whose record the service calls so, newest last; both steps of a row."""
        columns = operations.c
        wanted = and_(columns.remote_id == name.strip(), text("remote_id <> ''"))  # likewise

        def both(connection: Connection) -> list[Operation]:
            found = _of(connection, wanted)
            firsts = [item.key.removesuffix(SECOND) for item in found]
            steps = columns.key.in_([*firsts, *map(second_of, firsts)])
            return _of(connection, or_(wanted, steps)) if found else []

        return self._unless_changed(("recorded", name), both)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever sent or tried from here."""
        some = select(operations.c.sequence).limit(1)
        return self._unless_changed("empty", lambda connection: connection.execute(some).first() is None)

    def was_production(self, operation: Operation) -> bool:
        """Whether an operation's host was taken for the vendor's own when it was planned."""
        query = select(batches.c.production).where(batches.c.id == operation.batch)
        return self._unless_changed(
            ("production", operation.batch), lambda connection: bool(connection.execute(query).scalar_one())
        )

    def alive(self, operation: Operation) -> bool:
        """Whether the import that planned an operation still works."""
        query = select(batches.c.run).where(batches.c.id == operation.batch)
        run = self._unless_changed(
            ("run", operation.batch), lambda connection: connection.execute(query).scalar_one()
        )
        real = self._path.resolve()
        return Runs(real.with_name(f"{real.name}.locks")).alive(run)

    def _unless_changed(self, what: object, read: Callable[[Connection], T]) -> T:
        """What was read before, if nothing happened since, or if it cannot be read anew just now."""
        with self._lock:
            try:
                with self._reading() as connection:
                    self._forget_if_changed(connection, what)
                    if what not in self._kept:
                        self._kept[what] = self._weighed(connection, read)
            except Locked as error:
                if what not in self._kept:
                    raise
                self._told_older(str(error), error.until)
            kept: T = self._kept[what]
            return kept

    def _forget_if_changed(self, connection: Connection, what: object) -> None:
        """Lets go of what was read, if anybody wrote since; a connection knows of its own time alone.

        What took much work is told once more for a moment, and marked.
        """
        commits, before = connection.exec_driver_sql(_COMMITS).scalar_one(), self._commits
        if commits == before:
            return
        as_of = (*connection.exec_driver_sql(_HOW_FAR).one(), *map(_written, self._files()))
        if before is not None or as_of != self._as_of:
            if self._clock() < self._believed_until:
                if what in self._kept:
                    self._told_older(say("cells.journal_written"), self._believed_until)
                return
            self._kept.clear()
        self._commits, self._as_of = commits, as_of

    def _weighed(self, connection: Connection, read: Callable[[Connection], T]) -> T:
        """What is read, which is believed the longer the more work it was."""
        began = self._work()
        found = read(connection)
        work = self._work() - began
        if work > LITTLE_WORK:
            until = self._clock() + min(work * BELIEVED_FOR, LONGEST_BELIEVED)
            self._believed_until = max(self._believed_until, until)
        return found

    def _told_older(self, reason: str, until: float) -> None:
        """A cell takes what was read before: it is calculated again when there is something newer to read."""
        current().outdated(reason)
        current().waiting = True
        self._has_newer = True
        self._believed_until = max(self._believed_until, until)

    def _files(self) -> tuple[Path, Path]:
        """The database, and what was written and is not in it yet."""
        real = self._path.resolve()
        return real, real.with_name(f"{real.name}-wal")

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
                self._failure = None
            except (DatabaseError, sqlite3.Error) as error:
                self._engine.dispose()
                until = self._clock() + REST
                failure = Locked(self._path, until) if _is_locked(error) else unusable(self._path, error)
                self._failure = (failure, until)
                raise failure from None
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
            timeout=0.0 if self._failure else WAIT_FOR_OTHERS,  # who has waited once waits no second time
            check_same_thread=False,
            isolation_level=None,
        )
        connection.execute("PRAGMA query_only = ON")
        self._commits = None
        return connection


def _written(file: Path) -> tuple[int, int] | None:
    """Tells one content of a file from another; None where there is none."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_size) if found.st_size else None


def _is_locked(error: DatabaseError | sqlite3.Error) -> bool:
    """Whether another program has the file to itself, and nothing else is wrong."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


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
