"""Which rows may go side by side, which one after the other, and what stops whom.

A service that numbers what arrives (iZi, within an issuer) gets those rows in the sheet's order. One
issuer's trouble stops that issuer, refused credentials stop whoever uses them, a lost connection
stops everybody.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.importing.entry import Entry
from xl_addin.journal.operation import Operation

Row = tuple[Entry, Operation]


@dataclass(slots=True)
class Halt:
    """Why no further row is sent.

    Attributes:
        bell: Rung when it stops, for those who wait; a lane of its own needs none, and there are many.
        reason: Why; blank while nothing has stopped.
        stopped: Whether it has.
    """

    bell: threading.Event | None = None
    reason: str = ""
    stopped: bool = False

    def stop(self, reason: str) -> None:
        """No further row is begun; the first reason stays."""
        if not self.stopped:
            self.reason = reason
            self.stopped = True
            if self.bell is not None:
                self.bell.set()

    def wait(self, seconds: float) -> bool:
        """Waits; whether it was stopped meanwhile."""
        assert self.bell is not None
        return self.bell.wait(seconds)


@dataclass(slots=True)
class Lane:
    """Rows that are sent one after the other, and what can stop them.

    Attributes:
        rows: In the sheet's order.
        halts: Its own, that of its credentials and everybody's.
        proven: One of its rows got a clear yes: the service takes what this lane sends.
    """

    rows: list[Row]
    halts: tuple[Halt, Halt, Halt]
    proven: bool = False

    @property
    def reason(self) -> str:
        """Why it was stopped; blank while it goes on."""
        return next((halt.reason for halt in self.halts if halt.stopped), "")

    @property
    def stopped(self) -> bool:
        """No further row of it is begun."""
        return any(halt.stopped for halt in self.halts)

    def stop(self, reason: str) -> None:
        """Stops this lane alone."""
        self.halts[0].stop(reason)

    def stop_login(self, reason: str) -> None:
        """Stops every lane with these credentials."""
        self.halts[1].stop(reason)


def lanes_of(rows: Sequence[Row], everybody: Halt) -> list[Lane]:
    """The lanes of these rows; a row without one has its own.

    The longest go first, so that none is left over when the others are done; equal ones in the order of
    their first rows.
    """
    lanes: dict[str, Lane] = {}
    logins: dict[str, Halt] = defaultdict(Halt)
    for entry, operation in rows:
        resolved = entry.resolved
        name = (resolved.lane if resolved else "") or f"row {operation.id}"
        if name not in lanes:
            lanes[name] = Lane([], (Halt(), logins[resolved.login if resolved else ""], everybody))
        lanes[name].rows.append((entry, operation))
    return sorted(lanes.values(), key=lambda lane: -len(lane.rows))
