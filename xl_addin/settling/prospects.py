"""What can be taken back and what not, each with the reason; nothing is deleted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from xl_addin.errors import ServiceError
from xl_addin.journal.keys import row_key
from xl_addin.journal.operation import Batch, Operation
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.settling.brake import Brake
from xl_addin.settling.side_by_side import side_by_side
from xl_addin.settling.undoing import settle_undoing
from xl_addin.targets.target import Standing, Target, Undoer
from xl_addin.texts import say

NOT_THERE = (State.REJECTED, State.NOT_SENT, State.UNDONE)
"""Of such an operation there is nothing to take back."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """An operation that a person wants to take back.

    Attributes:
        operation: As the journal has it.
        undoer: What takes it back; None where nothing does.
        reason: Why it is left alone; empty when it can be taken back.
        records: How many records go with it.
    """

    operation: Operation
    undoer: Undoer | None = None
    reason: str = ""
    records: int = 1


def survey(
    journal: Journal,
    operations: Iterable[Operation],
    target_of: Callable[[Operation], Target | None],
    quiet: timedelta,
    workers: int,
    advance: Callable[[], None],
    tick: Callable[[], None] = lambda: None,
) -> list[Prospect]:
    """Looks at each operation's record. What is certainly not there is left out.

    The caller holds the right to take records back (`Runs.undoing`): what an undo left half done is
    settled first.

    Raises:
        KeyboardInterrupt: A person interrupted it.
    """
    brake = Brake()

    def work(prospect: Prospect) -> Prospect:
        if brake.pulled:
            return Prospect(prospect.operation, reason=brake.why)
        found = _settled(journal, prospect, quiet)
        looked = found if found.reason or found.operation.state in NOT_THERE else look(found, brake)
        advance()
        return looked

    named = [_prospect(journal, item, target_of) for item in operations if item.state not in NOT_THERE]
    found, interrupted = side_by_side(work, named, workers, brake.pull, tick)
    if interrupted:
        raise KeyboardInterrupt
    return [prospect for prospect in found if prospect.operation.state not in NOT_THERE]


def question(batch: Batch, possible: Iterable[Prospect]) -> str:
    """Asks for a yes: how many records are deleted, and where."""
    return say(
        "undo.question_production" if batch.production else "undo.question_test",
        count=sum(prospect.records for prospect in possible),
        host=batch.host,
        company=batch.company,
    )


def look(prospect: Prospect, brake: Brake) -> Prospect:
    """Asks how the record of a sent operation stands now."""
    operation, undoer = prospect.operation, prospect.undoer
    assert undoer is not None
    try:
        standing = undoer.look(operation.remote_id, row_key(operation.key), operation.request)
    except ServiceError as error:
        brake.pull_after(error)
        return Prospect(operation, undoer, say("settle.not_listed", reason=error))
    return Prospect(operation, undoer, _reason(standing), standing.records)


def _prospect(
    journal: Journal, operation: Operation, target_of: Callable[[Operation], Target | None]
) -> Prospect:
    scope, target = operation.scope, target_of(operation)
    if operation.state is State.IN_DOUBT:
        return Prospect(operation, reason=say("undo.in_doubt"))
    if operation.state in (State.PLANNED, State.SENDING):
        return Prospect(operation, reason=say("undo.sending"))
    if target is None:
        company = say("settle.other_company", host=scope.host, company=scope.company)
        return Prospect(operation, reason=company)
    undoer = target.undoer()
    reason = _another_row(journal, operation) if undoer else target.by_hand()
    return Prospect(operation, undoer, reason)


def _another_row(journal: Journal, operation: Operation) -> str:
    """That the record is another row's too, which would lose it; empty where it is not."""
    others = journal.with_record(operation, operation.remote_id) if operation.remote_id else []
    for other in others:
        if other.state in LIVE and row_key(other.key) != row_key(operation.key):
            row, workbook = other.place.row, other.place.path
            return say("undo.another_row", id=other.id, row=row, workbook=workbook)
    return ""


def _settled(journal: Journal, prospect: Prospect, quiet: timedelta) -> Prospect:
    """What an earlier undo left half done, after the service was asked; anything else as it is."""
    operation, undoer = prospect.operation, prospect.undoer
    if operation.state is not State.UNDOING or undoer is None:
        return prospect
    settled = settle_undoing(journal, operation, undoer, quiet)
    reason = settled.message if settled.state is State.UNDOING else ""
    return Prospect(journal.get(operation.id), undoer, reason)


def _reason(standing: Standing) -> str:
    """Why a record that stands so is left alone; empty when it can be taken back."""
    if not standing.there:
        return say("undo.gone")
    return say("undo.changed", what=" ".join(standing.changes)) if standing.changes else ""
