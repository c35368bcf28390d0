"""Asks the service about operations that an undo left half done.

It is the mirror of a doubt: "gone" is believed at once; "still there" only once no deletion can be on its
way any more.
"""

from __future__ import annotations

from datetime import timedelta

from xl_addin.errors import ServiceError
from xl_addin.journal.keys import row_key
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import uptime
from xl_addin.journal.runs import UndoUnderWay
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.settlement import Settlement, certain_from, clock, moment_of
from xl_addin.targets.target import Target, Undoer
from xl_addin.texts import say


def settle_left_undoing(
    journal: Journal, operation: Operation, target: Target, quiet: timedelta
) -> Settlement:
    """Settles an operation that is `undoing`, unless somebody is taking records back just now."""
    undoer = target.undoer()
    if undoer is None:
        return Settlement(operation, operation.state, target.by_hand())
    try:
        with journal.runs.undoing():
            return settle_undoing(journal, operation, undoer, quiet)
    except UndoUnderWay as error:
        return Settlement(operation, operation.state, error.message)


def settle_undoing(journal: Journal, operation: Operation, undoer: Undoer, quiet: timedelta) -> Settlement:
    """The same for whoever holds the right to take records back (`Runs.undoing`)."""
    current = journal.get(operation.id)
    if current.state is not State.UNDOING:
        return Settlement(operation, current.state, current.message)
    begun = uptime()
    certain = certain_from(journal, current, quiet)
    try:
        standing = undoer.look(current.remote_id, row_key(current.key), current.request)
    except ServiceError as error:
        return Settlement(operation, State.UNDOING, say("settle.not_listed", reason=error))
    if not standing.there:
        return moved(journal, operation, State.UNDONE, Facts(message=say("undo.done")))
    if begun < certain:
        again_at = moment_of(certain)
        return Settlement(operation, State.UNDOING, say("undo.too_early", time=clock(again_at)), again_at)
    message = " ".join((say("undo.still_there"), *standing.changes))
    return moved(journal, operation, State.SENT, Facts(message=message))


def twins(journal: Journal, operation: Operation, state: State) -> list[Operation]:
    """The same row's other operations with its record: two computers knew of it, and it was sent once."""
    others = journal.with_record(operation, operation.remote_id) if operation.remote_id else []
    ours = row_key(operation.key)
    return [item for item in others if item.state is state and row_key(item.key) == ours]


def moved(journal: Journal, operation: Operation, after: State, facts: Facts) -> Settlement:
    """Moves on what is `undoing`, its twins with it; what somebody else settled meanwhile stays so."""
    for twin in twins(journal, operation, State.UNDOING):
        journal.step(twin.id, State.UNDOING, after, facts)
    if journal.step(operation.id, State.UNDOING, after, facts):
        return Settlement(operation, after, facts.message or "")
    current = journal.get(operation.id)
    return Settlement(operation, current.state, current.message)
