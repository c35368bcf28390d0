"""What was found out about an operation, and how long to wait before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State

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


def clock(moment: datetime) -> str:
    """The time of day where the person is."""
    return f"{moment.astimezone():%H:%M:%S}"
