"""Which rows may go side by side, which one after the other, and what stops whom.

A service that numbers what arrives (iZi, within an issuer) gets those rows in the sheet's order. One
issuer's trouble stops that issuer, refused credentials stop whoever uses them, a lost connection
stops everybody.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from xl_addin.importing.entry import Entry
from xl_addin.journal.operation import Operation

Row = tuple[Entry, Operation]


@dataclass(slots=True)
class Halt:
    """Why no further row is sent."""

    event: threading.Event = field(default_factory=threading.Event)
    reason: str = ""

    def stop(self, reason: str) -> None:
        """No further row is begun; the first reason stays."""
        if not self.event.is_set():
            self.reason = reason
            self.event.set()


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
        return next((halt.reason for halt in self.halts if halt.event.is_set()), "")

    @property
    def stopped(self) -> bool:
        """No further row of it is begun."""
        return any(halt.event.is_set() for halt in self.halts)

    def stop(self, reason: str) -> None:
        """Stops this lane alone."""
        self.halts[0].stop(reason)

    def stop_login(self, reason: str) -> None:
        """Stops every lane with these credentials."""
        self.halts[1].stop(reason)


def lanes_of(rows: Sequence[Row], everybody: Halt) -> list[Lane]:
    """The lanes of these rows, in the order of their first rows; a row without one has its own."""
    lanes: dict[str, Lane] = {}
    logins: dict[str, Halt] = {}
    for entry, operation in rows:
        resolved = entry.resolved
        login = logins.setdefault(resolved.login if resolved else "", Halt())
        name = (resolved.lane if resolved else "") or f"row {operation.id}"
        lanes.setdefault(name, Lane([], (Halt(), login, everybody))).rows.append((entry, operation))
    return list(lanes.values())
