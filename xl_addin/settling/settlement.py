"""What was found out about an operation, and how long to wait before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now, uptime
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

    Clocks are set. How long this computer has been running tells how long ago it was at least that the
    operation came into its state, also when it was started anew since. Only where another computer wrote
    that down there is nothing but the clock.
    """
    running, seconds = uptime(), quiet.total_seconds()
    then = _then(journal, operation)
    if then is not None:
        return (then if then <= running else 0.0) + seconds
    since = now() - (operation.changed_at or now())
    return running - since.total_seconds() + seconds


def moment_of(running: float) -> datetime:
    """When a moment of `uptime` is on the clock; never too early for the sake of a rounded millisecond."""
    return now() + timedelta(seconds=running - uptime(), milliseconds=1)


def _then(journal: Journal, operation: Operation) -> float | None:
    """How long this computer had been running when the operation came into its state."""
    for step in reversed(journal.history(operation.id)):
        if step.at == operation.changed_at and step.after is operation.state:
            return step.uptime
    return None


def clock(moment: datetime) -> str:
    """The time of day where the person is."""
    return f"{moment.astimezone():%H:%M:%S}"
