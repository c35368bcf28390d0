"""What was found out about an operation, and how long to wait before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from xl_addin.journal.boot import boot
from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now, uptime
from xl_addin.journal.sightings import first_seen
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

QUIET = 1.25
"""Deadlines that must pass in silence: a request may take one, queues inside the service some more."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was found out about one operation.

    Attributes:
        operation: As it was before.
        state: Its state now.
        message: For people.
        again_at: When asking again will tell more; None when nothing is gained by waiting.
    """

    operation: Operation
    state: State
    message: str
    again_at: datetime | None = None


def quiet_of(deadline: float) -> timedelta:
    """How long nothing can be concluded after a request left that may take `deadline` seconds."""
    return timedelta(seconds=deadline * QUIET + 1)


def certain_from(journal: Journal, operation: Operation, quiet: timedelta) -> float:
    """From when on, as `uptime` counts, nothing of an operation can be on its way any more.

    Clocks are set. How long this computer has been running tells how long ago this journal last learnt
    anything of the operation. Where that was written down on another computer, or before this one was
    started anew, it tells nothing: then it counts from when it is asked for the first time since.

    Raises:
        JournalError: The journal cannot be written.
    """
    then = _then(journal, operation)
    if then is None:
        name = f"{operation.id} {operation.changed_at}"
        then = first_seen(journal, [name])[name]
    return then + quiet.total_seconds()


def moment_of(running: float) -> datetime:
    """When a moment of `uptime` is on the clock; never too early for the sake of a rounded millisecond."""
    return now() + timedelta(seconds=running - uptime(), milliseconds=1)


def _then(journal: Journal, operation: Operation) -> float | None:
    """When the journal last learnt of the operation, as `uptime` counts; None where that was elsewhere."""
    last = next(reversed(journal.history(operation.id)), None)
    if last is None or last.uptime is None or last.boot != boot() or last.uptime > uptime():
        return None
    return last.uptime


def clock(moment: datetime) -> str:
    """The time of day where the person is."""
    return f"{moment.astimezone():%H:%M:%S}"
