"""Brings other journals into this one: all or nothing, and again as often as one likes (ADR 11).

An operation is known by its id. One that is new here is taken over with its history. Of one that is
known, what happened there and not here is added; where both computers went on by themselves, the graver
state stands (`GRAVITY`). A sent operation never becomes less than sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from xl_addin.journal import tables
from xl_addin.journal.contents import Contents
from xl_addin.journal.keys import row_key, twin_of
from xl_addin.journal.operation import Facts, Operation, Scope, Step, halting_step, was_halted
from xl_addin.journal.records import MOVED, batch_row, now, step_row, to_operation, to_row, to_step
from xl_addin.journal.states import LIVE, NEVER_THERE, State
from xl_addin.journal.store import Journal, pieces, with_record
from xl_addin.texts import say

GRAVITY = (
    State.NOT_SENT,
    State.REJECTED,
    State.IN_DOUBT,
    State.SENT,
    State.UNDOING,
    State.UNDONE,
)
"""Of two ends of one operation the later one in this row stands.

Doubt goes before a no: the no may have been found out before the other computer's last attempt.
"""
UNDER_WAY = (State.PLANNED, State.SENDING)
EMPTIED = ("request", "typed", "ref")
"""What a purge took out here and is needed again when an operation moves on."""
WAS_THERE = (State.SENT, State.UNDOING, State.UNDONE)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things that do not go together.

    Attributes:
        theirs: The operation as it came.
        ours: What stands here: the same operation, or of a row that was sent twice, the other one.
        kept: The state that stands now.
    """

    theirs: Operation
    ours: Operation
    kept: State


@dataclass(slots=True)
class Merged:
    """What came.

    Attributes:
        batches: Imports that are new here.
        added: Operations that are new here.
        further: Operations known here that went on there.
        known: How many operations brought nothing new.
        doubtful: Of the new ones, those that were under way there; here they are in doubt.
        contradictions: Operations of which the journals say what cannot both be so.
        twice: Rows that both computers sent, or may have sent: theirs keeps its own name beside ours.
        one_record: Rows that both computers know, each under a name of its own, with one record: sent once.
        shared: Rows of two keys with one record, one of which is not what it says.
        kept_in_doubt: Operations that are not there by what one of the journals says, and were under way when
            the other one was copied: of a later try the first may not know. A person ends such a doubt.
    """

    batches: int = 0
    added: list[Operation] = field(default_factory=list)
    further: list[Operation] = field(default_factory=list)
    known: int = 0
    doubtful: list[Operation] = field(default_factory=list)
    contradictions: list[Clash] = field(default_factory=list)
    twice: list[Clash] = field(default_factory=list)
    one_record: list[Clash] = field(default_factory=list)
    shared: list[Clash] = field(default_factory=list)
    kept_in_doubt: list[Clash] = field(default_factory=list)


def merge(journal: Journal, others: Sequence[Contents]) -> Merged:
    """Brings the journals in, in one transaction.

    What is planned or being sent here is left alone; settle orphans first.

    Raises:
        JournalError: An undo is under way here, or the journal cannot be written; nothing came then.
    """

    def work(connection: Connection) -> Merged:
        report = Merged()
        for contents in others:
            _Merge(connection, contents, report).all()
        report.contradictions = [clash for clash in report.contradictions if not _explained(clash, report)]
        return report

    with journal.runs.undoing():
        return journal.transact(work)


class _Merge:
    """One journal into another, inside a transaction."""

    def __init__(self, connection: Connection, contents: Contents, report: Merged) -> None:
        self._connection = connection
        self._contents = contents
        self._report = report
        ids = [item.id for item in contents.operations]
        self._here = {item.id: item for item in self._operations(tables.operations.c.id, ids)}
        self._histories = self._steps(self._here)
        keys = {item.key for item in (*contents.operations, *self._here.values())}
        named = self._operations(tables.operations.c.key, keys)
        self._live = {_name(item): item for item in named if item.state in LIVE}
        self._rows: list[dict[str, Any]] = []
        self._lines: list[dict[str, Any]] = []

    def all(self) -> None:
        """Known operations first: one of them may leave its key to a new one. So do those that are free."""
        for theirs in _free_first(self._contents.operations):
            if theirs.id in self._here:
                self._compare(self._here[theirs.id], theirs)
        for theirs in _free_first(self._contents.operations):
            if theirs.id not in self._here:
                self._add(theirs)
        here = set(self._connection.scalars(select(tables.batches.c.id)))
        batches = [batch_row(batch) for batch in self._contents.batches.values() if batch.id not in here]
        self._report.batches += len(batches)
        for table, rows in (
            (tables.batches, batches),
            (tables.operations, self._rows),
            (tables.steps, self._lines),
        ):
            if rows:
                self._connection.execute(insert(table), rows)
        self._compare_records()

    def _compare_records(self) -> None:
        """A service gives each record an id of its own: two rows that have one are not both right."""
        told = {frozenset((clash.theirs.id, clash.ours.id)) for clash in self._report.shared}
        for theirs in (*self._report.added, *self._report.further):
            if not theirs.remote_id or theirs.state not in LIVE:
                continue
            for other in with_record(self._connection, theirs, theirs.remote_id):
                pair = frozenset((theirs.id, other.id))
                same_row = row_key(other.key) == row_key(theirs.key)
                if other.state in LIVE and not same_row and pair not in told:
                    told.add(pair)
                    self._report.shared.append(Clash(theirs, other, theirs.state))

    def _add(self, theirs: Operation) -> None:
        steps = self._contents.steps[theirs.id]
        if theirs.state in UNDER_WAY:
            theirs, steps = _halted(theirs, steps)
            self._report.doubtful.append(theirs)
        theirs = self._named(theirs)
        self._rows.append(to_row(theirs))
        self._record(steps)
        self._report.added.append(theirs)

    def _compare(self, ours: Operation, theirs: Operation) -> None:
        history, steps = self._histories[ours.id], self._contents.steps[ours.id]
        told = set(map(_moment, history))
        missing = [step for step in steps if _moment(step) not in told]
        if not _is_same(ours, theirs):
            self._report.known += 1
            self._report.contradictions.append(Clash(theirs, ours, ours.state))
        elif not missing or ours.state in UNDER_WAY:
            self._report.known += 1
        elif len(steps) - len(missing) == len(history):  # they have all that is here, and more
            self._take(ours, theirs, missing)
        else:
            self._join(ours, theirs, missing)

    def _take(self, ours: Operation, theirs: Operation, missing: Sequence[Step]) -> None:
        """It went on there, and not here."""
        if theirs.state in UNDER_WAY:
            theirs, missing = _halted(theirs, missing)
        self._move(ours, theirs)
        self._record(missing)

    def _join(self, ours: Operation, theirs: Operation, missing: Sequence[Step]) -> None:
        """It went on there and here: both histories are kept, and one state stands."""
        there = _halted(theirs, ())[0] if theirs.state in UNDER_WAY else theirs
        kept = _graver(ours, there, [*self._histories[ours.id], *missing])
        if kept is there:
            self._move(ours, there)
        else:
            self._report.known += 1
        if {ours.state, there.state} & NEVER_THERE and self._is_halted(ours, theirs, kept):
            self._report.kept_in_doubt.append(Clash(there, ours, kept.state))
        if _contradict(ours, there):
            self._report.contradictions.append(Clash(there, ours, kept.state))
        said = say("merge.told", file=self._contents.file.name, here=ours.state, there=theirs.state)
        if kept is there and theirs.state in UNDER_WAY:
            missing = [*missing, halting_step(there)]
        self._record([*missing, Step(ours.id, now(), kept.state, kept.state, Facts(message=said))])

    def _is_halted(self, ours: Operation, theirs: Operation, kept: Operation) -> bool:
        """Whether what stands is a doubt that only says that it was under way when a journal was copied."""
        if kept is ours:
            return ours.state is State.IN_DOUBT and was_halted(ours, self._histories[ours.id])
        return theirs.state in UNDER_WAY or was_halted(theirs, self._contents.steps[ours.id])

    def _move(self, ours: Operation, theirs: Operation) -> None:
        """The operation has their state, and what they know of the record; its name stays."""
        if self._live.get(_name(ours)) == ours:
            del self._live[_name(ours)]
        moved = self._named(replace(theirs, key=ours.key))
        taken = MOVED if ours.request else (*MOVED, *EMPTIED)
        row = {name: value for name, value in to_row(moved).items() if name in taken}
        self._connection.execute(
            update(tables.operations).where(tables.operations.c.id == moved.id).values(row)
        )
        if moved.state is not State.IN_DOUBT:
            self._report.further.append(moved)

    def _named(self, theirs: Operation) -> Operation:
        """Under its row's key, or a name beside it where another live operation has that."""
        if theirs.state not in LIVE:
            return theirs
        if rival := self._live.get(_name(theirs)):
            one = theirs.remote_id and theirs.remote_id == rival.remote_id
            clashes = self._report.one_record if one else self._report.twice
            clashes.append(Clash(theirs, rival, theirs.state))
            theirs = replace(theirs, key=twin_of(theirs.key, theirs.id))
        self._live[_name(theirs)] = theirs
        return theirs

    def _record(self, steps: Iterable[Step]) -> None:
        self._lines += map(step_row, steps)

    def _operations(self, column: ColumnElement[str], values: Iterable[str]) -> list[Operation]:
        queries = (select(tables.operations).where(column.in_(some)) for some in pieces(values))
        return [to_operation(row) for query in queries for row in self._connection.execute(query).mappings()]

    def _steps(self, operations: Iterable[str]) -> dict[str, list[Step]]:
        histories: dict[str, list[Step]] = defaultdict(list)
        columns = tables.steps.c
        for some in pieces(operations):
            query = select(tables.steps).where(columns.operation.in_(some)).order_by(columns.sequence)
            for row in self._connection.execute(query).mappings():
                histories[row["operation"]].append(to_step(row))
        return histories


def _explained(clash: Clash, report: Merged) -> bool:
    """One journal calls it not sent, for it has the record under the row's other operation."""
    there = {item.id for pair in report.one_record for item in (pair.ours, pair.theirs)}
    states = {clash.ours.state, clash.theirs.state}
    return (
        clash.ours.id in there and bool(states & NEVER_THERE) and not _two_records(clash.ours, clash.theirs)
    )


def _name(operation: Operation) -> tuple[Scope, str]:
    return operation.scope, operation.key


def _free_first(operations: Iterable[Operation]) -> list[Operation]:
    return sorted(operations, key=lambda operation: operation.state in LIVE)


def _moment(step: Step) -> tuple[Any, ...]:
    """What makes two lines of a history the same line, whatever was purged of it."""
    return step.at, step.before, step.after


def _is_same(ours: Operation, theirs: Operation) -> bool:
    """One id, and what was to be sent is the same."""
    return (ours.scope, row_key(ours.key), ours.content) == (
        theirs.scope,
        row_key(theirs.key),
        theirs.content,
    )


def _halted(theirs: Operation, steps: Sequence[Step]) -> tuple[Operation, list[Step]]:
    """What was under way when the file was copied may have been sent since: that is not known here."""
    moment, facts = now(), Facts(message=say("merge.under_way"))
    further = [Step(theirs.id, moment, State.SENDING, State.IN_DOUBT, facts)]
    if theirs.state is State.PLANNED:
        further.insert(0, Step(theirs.id, moment, State.PLANNED, State.SENDING, facts))
    halted = replace(theirs, state=State.IN_DOUBT, changed_at=moment, message=facts.message or "")
    return halted, [*steps, *further, halting_step(halted)]


def _graver(ours: Operation, theirs: Operation, steps: Sequence[Step]) -> Operation:
    """Whose state stands, by what both know of its steps."""
    states = (ours.state, theirs.state)
    beside_sent = _two_records(ours, theirs) or (State.UNDOING in states and not _undo_is_open(steps))
    if (
        State.SENT in states and beside_sent
    ):  # one record taken back leaves the other; a failed undo leaves it
        return ours if ours.state is State.SENT else theirs
    return max(ours, theirs, key=lambda item: GRAVITY.index(item.state))


def _undo_is_open(steps: Sequence[Step]) -> bool:
    begun = sum(step.before is State.SENT and step.after is State.UNDOING for step in steps)
    ended = sum(step.before is State.UNDOING and step.after is not State.UNDOING for step in steps)
    return begun > ended


def _contradict(ours: Operation, theirs: Operation) -> bool:
    states = {ours.state, theirs.state}
    return _two_records(ours, theirs) or bool(states & NEVER_THERE and states & {*WAS_THERE})


def _two_records(ours: Operation, theirs: Operation) -> bool:
    return bool(ours.remote_id and theirs.remote_id and ours.remote_id != theirs.remote_id)
