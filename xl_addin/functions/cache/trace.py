"""What one evaluation of a function went through: how old its answers are, and what to say about them."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Trace:
    """Collected while a function is evaluated.

    Attributes:
        oldest: Seconds since 1970 of the oldest answer used; None where none was needed.
        stale: Why answers used are older than they should be.
        notes: What a reader must know about the value.
    """

    oldest: float | None = None
    stale: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def used(self, at: float) -> None:
        """An answer of that moment was used."""
        self.oldest = at if self.oldest is None else min(self.oldest, at)

    def outdated(self, reason: str) -> None:
        """An answer was used although it is old."""
        if reason not in self.stale:
            self.stale.append(reason)

    def note(self, text: str) -> None:
        """Something that a reader must know."""
        if text not in self.notes:
            self.notes.append(text)


CURRENT: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The trace of the evaluation that is going on."""


def current() -> Trace:
    """The trace to write to; one that nobody reads where no function is being evaluated."""
    return CURRENT.get() or Trace()
