"""The journal itself: plan operations, step them from state to state, look things up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from types import TracebackType
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, or_, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from xl_addin.errors import JournalError
from xl_addin.journal import tables
from xl_addin.journal.database import file_of, open_engine, unusable
from xl_addin.journal.keys import TWIN, is_second, second_of
from xl_addin.journal.operation import Batch, Facts, Operation, Scope, Step
from xl_addin.journal.records import (
    MOVED,
    batch_row,
    changes_of,
    now,
    step_row,
    to_batch,
    to_operation,
    to_row,
    to_step,
    with_moves,
)
from xl_addin.journal.runs import Runs
from xl_addin.journal.statements import (
    MOVE,
    MOVE_ALONE,
    OPEN,
    RECORD,
    REFERRED,
    UNSETTLED,
    WITH_RECORD,
    Statement,
)
from xl_addin.journal.states import LIVE, State, may_follow
from xl_addin.journal.writer import Writer
from xl_addin.texts import say

T = TypeVar("T")

AT_ONCE = 500
"""Rows in one `INSERT`, and values in one `IN (...)`: SQLite's limit is far above, older builds' is 999."""

_ORPHANS = {
    State.PLANNED: (State.NOT_SENT, "message.run_died_before"),
    State.SENDING: (State.IN_DOUBT, "message.run_died_while"),
}
"""What an operation whose run is dead becomes, and the sentence for it."""


class Taken(JournalError):
    """An operation with this scope and key is live already: another import was quicker."""


class Journal:
    """One SQLite file. Safe for many threads; other processes may work on it at the same time."""

    def __init__(self, url: str) -> None:
        self.path = file_of(url)
        real = self.path.resolve()  # one journal has one folder of locks, by whatever way it is reached
        self.runs = Runs(real.with_name(real.name + ".locks"))
        with self.runs.opening():
            self._engine = open_engine(url)
        self._writer = Writer(self._engine)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Writes what is still queued and closes the file."""
        self._writer.close()
        self._engine.dispose()

    # -- writing ------------------------------------------------------------------------------

    def position(self) -> int:
        """Where the journal stands: what is planned later has a higher number."""
        with self._reading() as connection:
            return connection.execute(select(func.max(tables.operations.c.sequence))).scalar_one() or 0

    def plan(
        self,
        batch: Batch,
        operations: Sequence[Operation],
        *,
        before: int | None = None,
        waived: Collection[str] = (),
    ) -> None:
        """Writes a batch and its operations, all or none.

        Args:
            batch: What they belong to.
            operations: Of one system; each may have a scope of its own.
            before: The position when look-alikes were sought; what other runs planned since is compared
                here, where nobody can come between. None compares nothing.
            waived: Keys whose look-alikes do not matter.

        Raises:
            Taken: One of them is live already, or another run planned something alike meanwhile.
        """
        compared = [item for item in operations if item.key not in waived] if before is not None else []

        def work(connection: Connection) -> None:
            if any(
                connection.execute(query).first() for query in _alike_since(before or 0, batch.run, compared)
            ):
                raise Taken(say("journal.taken"), hint=say("journal.taken_hint"))
            connection.execute(insert(tables.batches), [batch_row(batch)])
            for start in range(0, len(operations), AT_ONCE):
                some = operations[start : start + AT_ONCE]
                connection.execute(insert(tables.operations), [to_row(item) for item in some])

        try:
            self._do(work)
        except IntegrityError:
            raise Taken(say("journal.taken"), hint=say("journal.taken_hint")) from None

    def step(self, operation: str, before: State, after: State, facts: Facts | None = None) -> bool:
        """Moves an operation on, if it still is where the caller believes; on disk when this returns.

        Returns:
            False when it is in another state by now; nothing is changed then.
        """
        return bool(self._do(_step(operation, before, after, facts or Facts())))

    def step_soon(
        self, operation: str, before: State, after: State, facts: Facts | None = None
    ) -> Future[bool]:
        """As `step`, without waiting for the disk. For answers: a lost one only makes a doubt of a fact."""
        return self._writer.submit(_step(operation, before, after, facts or Facts()), urgent=False)

    def answer_soon(
        self, operation: Operation, facts: Facts, doubt: Callable[[Operation], Facts]
    ) -> Future[Operation | None]:
        """As `step_soon`, from being sent to sent; in doubt where another row has the record already.

        A service gives each record an id of its own. Of two rows that have one, one is not what we believe.

        Args:
            operation: What was answered.
            facts: The answer, with the record's id.
            doubt: What becomes known instead, given the other operation; it may be called a second time.

        Returns:
            The other operation, or None where there is none.
        """
        alone = _step(operation.id, State.SENDING, State.SENT, facts, MOVE_ALONE)

        def work(connection: Connection) -> Operation | None:
            if alone(connection):
                return None
            found = with_record(connection, operation, facts.remote_id or "")
            rival = next((other for other in found if other.state in LIVE), None)
            after, known = (State.SENT, facts) if rival is None else (State.IN_DOUBT, doubt(rival))
            _step(operation.id, State.SENDING, after, known)(connection)
            return rival

        return self._writer.submit(work, urgent=False)

    def confirm(self, step: Future[T]) -> T:
        """What `step_soon` came to, once it is on disk.

        Raises:
            JournalError: It is not, and will not be.
        """
        return self._wait(step)

    def note(self, operation: str, state: State, facts: Facts) -> None:
        """Adds a line to an operation's history without moving it: one more attempt, one refusal."""
        history = step_row(Step(operation, now(), state, state, facts))
        self._do(lambda connection: RECORD.run(connection, history))

    def flush(self) -> None:
        """Returns once everything submitted so far is on disk, or has failed as its future tells."""
        self._do(lambda _connection: None)

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Does several things as one, while nobody else writes; on disk when this returns.

        Args:
            work: May be called a second time, with the first time undone (`Writer.submit`).
        """
        return self._do(work)

    def compact(self) -> None:
        """Gives back the space of what was taken out, and leaves no trace of it in the file."""
        try:
            raw = self._engine.raw_connection()
            try:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.cursor().execute(statement).close()
            finally:
                raw.close()
        except (DatabaseError, sqlite3.Error) as error:
            raise unusable(self.path, error) from None

    def settle_orphans(self) -> list[Operation]:
        """Reads the truth of runs that died: PLANNED was never sent, SENDING is in doubt.

        Returns:
            The operations that were moved, as they were before.
        """
        alive = cache(self._alive)
        unsettled = [item for item in self.in_states(*_ORPHANS) if not alive(item.batch)]
        steps = [(item, self._settle_orphan(item)) for item in unsettled]
        return [item for item, moved in steps if self._wait(moved)]

    def _settle_orphan(self, operation: Operation) -> Future[bool]:
        after, message = _ORPHANS[operation.state]
        return self.step_soon(operation.id, operation.state, after, Facts(message=say(message)))

    def _alive(self, batch: str) -> bool:
        """Whether the run that planned a batch still works."""
        query = select(tables.batches.c.run).where(tables.batches.c.id == batch)
        with self._reading() as connection:
            return self.runs.alive(connection.execute(query).scalar_one())

    # -- reading ------------------------------------------------------------------------------

    def with_keys(self, keys: Iterable[str]) -> list[Operation]:
        """Every operation with one of these row keys, of any scope; of one key, the oldest comes first."""
        return [item for some in pieces(keys) for item in self._of(tables.operations.c.key.in_(some))]

    def twins(self) -> list[Operation]:
        """Every operation whose row's key another one has (`keys.twin_of`), oldest first: they are few."""
        twins = select(tables.operations.c.sequence).where(tables.operations.c.key.contains(TWIN))
        return self._of(tables.operations.c.sequence.in_(twins))

    def refreshed(self, operations: Sequence[Operation]) -> dict[str, Operation]:
        """The same operations as they stand now, by id; what no step changes is not read once more."""
        before = {operation.id: operation for operation in operations}
        columns = [tables.operations.c[name] for name in ("id", *MOVED)]
        fresh: dict[str, Operation] = {}
        with self._reading() as connection:
            for some in pieces(before):
                query = select(*columns).where(tables.operations.c.id.in_(some))
                for row in connection.execute(query).mappings():
                    fresh[row["id"]] = with_moves(before[row["id"]], row)
        return fresh

    def alike(self, scope: Scope, looks: Iterable[str], refs: Iterable[str]) -> list[Operation]:
        """Operations of the scope that the service has, may have or will get, and that look like these."""
        there = and_(_in_scope(scope), tables.operations.c.state.in_([state.value for state in LIVE]))
        by_look = [self._of(and_(there, tables.operations.c.look.in_(some))) for some in pieces(looks)]
        by_ref = [self._of(and_(there, REFERRED, tables.operations.c.ref.in_(some))) for some in pieces(refs)]
        found = {item.id: item for some in (*by_look, *by_ref) for item in some}
        return list(found.values())

    def with_record(self, operation: Operation, remote_id: str) -> list[Operation]:
        """Other operations that made this record of the service, whether it was taken back or not."""
        with self._reading() as connection:
            return with_record(connection, operation, remote_id)

    def of_workbook(self, guid: str, states: Iterable[State]) -> list[Operation]:
        """Operations planned from the workbook with this GUID that are in one of the states."""
        return self._of(and_(tables.operations.c.guid == guid, _in(states)))

    def in_states(self, *states: State) -> list[Operation]:
        """All operations in one of the states, oldest first."""
        return self._of(_in(states))

    def of_batch(self, batch: str) -> list[Operation]:
        """The operations of one batch, in the order they were planned."""
        return self._of(tables.operations.c.batch == batch)

    def all(self) -> list[Operation]:
        """Everything, oldest first."""
        return self._of(tables.operations.c.sequence > 0)

    def get(self, operation: str) -> Operation:
        """The operation with this id; or the last one with this row key, which is what the sheet shows.

        Raises:
            JournalError: There is none.
        """
        found = self._of(tables.operations.c.id == operation) or self.with_keys([operation])
        if not found:
            raise JournalError(say("journal.unknown", id=operation), hint=say("journal.unknown_hint"))
        return found[-1]

    def named(self, name: str) -> list[Operation]:
        """The operation with this id; or all with this row key, its second step and its twins among them.

        Raises:
            JournalError: There is none.
        """
        key, names = tables.operations.c.key, (name, second_of(name))
        of_row = or_(key.in_(names), *(key.endswith(TWIN + each, autoescape=True) for each in names))
        found = self._of(tables.operations.c.id == name) or self._of(of_row)
        if not found:
            raise JournalError(say("journal.unknown", id=name), hint=say("journal.unknown_hint"))
        return found

    def batches(self) -> list[Batch]:
        """Every batch, newest first."""
        query = select(tables.batches).order_by(tables.batches.c.started_at.desc())
        with self._reading() as connection:
            return [to_batch(row) for row in connection.execute(query).mappings()]

    def history(self, operation: str) -> list[Step]:
        """What happened to an operation, in order."""
        query = (
            select(tables.steps)
            .where(tables.steps.c.operation == operation)
            .order_by(tables.steps.c.sequence)
        )
        with self._reading() as connection:
            return [to_step(row) for row in connection.execute(query).mappings()]

    def _of(self, condition: ColumnElement[bool]) -> list[Operation]:
        query: Select[tuple[object]] = (
            select(tables.operations).where(condition).order_by(tables.operations.c.sequence)
        )
        with self._reading() as connection:
            return [to_operation(row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that only reads, and so waits for no writer."""
        try:
            with self._engine.connect().execution_options(writes=False) as connection:
                yield connection
        except DatabaseError as error:
            raise unusable(self.path, error) from None

    def _do(self, work: Callable[[Connection], T]) -> T:
        with self._telling():
            return self._writer.do(work)

    def _wait(self, future: Future[T]) -> T:
        with self._telling():
            return future.result()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """A journal that cannot be written is told as such; what another import was quicker with is left."""
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise unusable(self.path, error) from None


def _step(
    operation: str, before: State, after: State, facts: Facts, move: Statement = MOVE
) -> Callable[[Connection], bool]:
    """Work that moves an operation on, if it still is where the caller believes, and tells whether it was."""
    if not may_follow(before, after):
        raise ValueError(f"an operation never steps from {before} to {after}")
    history = step_row(Step(operation, now(), before, after, facts))
    changes = {
        **{name: history[name] for name in ("operation", "before", "after", "at")},
        **changes_of(facts),
    }

    def work(connection: Connection) -> bool:
        moved = move.run(connection, changes) == 1
        if moved:
            RECORD.run(connection, history)
        return moved

    return work


def with_record(connection: Connection, operation: Operation, remote_id: str) -> list[Operation]:
    """Other operations of the scope with the record; a row's two steps make records of two kinds."""
    ids = WITH_RECORD.run(
        connection, {"record": remote_id, "operation": operation.id, **asdict(operation.scope)}
    )
    if not ids:
        return []
    query = select(tables.operations).where(tables.operations.c.id.in_(ids))
    found = map(to_operation, connection.execute(query).mappings())
    return [other for other in found if is_second(other.key) == is_second(operation.key)]


def _alike_since(before: int, run: str, operations: Sequence[Operation]) -> Iterator[Select[tuple[int]]]:
    """Asks for what other runs planned since a position that looks like one of these operations."""
    for scope, some in _by_scope(operations).items():
        yield from _alike_in(scope, before, run, some)


def _alike_in(
    scope: Scope, before: int, run: str, operations: Sequence[Operation]
) -> Iterator[Select[tuple[int]]]:
    columns = tables.operations.c
    since = and_(
        columns.sequence > before,
        _in_scope(scope),
        columns.state.in_([state.value for state in LIVE]),
        columns.batch.not_in(select(tables.batches.c.id).where(tables.batches.c.run == run)),
    )
    for looks in pieces(item.look for item in operations):
        yield select(columns.sequence).where(since, columns.look.in_(looks))
    for refs in pieces(item.ref for item in operations):
        yield select(columns.sequence).where(since, REFERRED, columns.ref.in_(refs))


def _by_scope(operations: Iterable[Operation]) -> dict[Scope, list[Operation]]:
    scopes: dict[Scope, list[Operation]] = {}
    for operation in operations:
        scopes.setdefault(operation.scope, []).append(operation)
    return scopes


def _in(states: Iterable[State]) -> ColumnElement[bool]:
    """One of the states; of what is not settled there is an index."""
    wanted = set(states)
    there = tables.operations.c.state.in_(sorted(state.value for state in wanted))
    return and_(there, UNSETTLED) if wanted <= {*OPEN} else there


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    columns = tables.operations.c
    return and_(
        columns.system == scope.system,
        columns.host == scope.host,
        columns.company == scope.company,
        columns.template == scope.template,
    )


def pieces(values: Iterable[str]) -> list[list[str]]:
    """The distinct values, blanks left out, in lists that fit an `IN (...)`."""
    distinct = sorted({value for value in values if value})
    return [distinct[start : start + AT_ONCE] for start in range(0, len(distinct), AT_ONCE)]
