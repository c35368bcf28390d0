"""What one evaluation of a function went through: how old its answers are, and what to say about them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from math import inf
from typing import Any


@dataclass(slots=True)
class Trace:
    """Collected while a function is evaluated.

    Attributes:
        oldest: Seconds since 1970 of the oldest answer used; None where none was needed.
        until: When the first answer used is no longer young enough.
        stale: Why answers used are older than they should be.
        notes: What a reader must know about the value.
        waiting: Answers are on their way that would change it.
        hurried: Waits for nothing, because it has waited for the same answers before.
        turn: What was made of answers for one of many cells that are computed in one turn: the others take
            the same. None where each cell is computed for itself.
    """

    oldest: float | None = None
    until: float = inf
    stale: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    waiting: bool = False
    hurried: bool = False
    turn: dict[Hashable, Any] | None = None

    def used(self, at: float, until: float = inf) -> None:
        """An answer of that moment was used, which is young enough until then."""
        self.oldest = at if self.oldest is None else min(self.oldest, at)
        self.until = min(self.until, until)

    def outdated(self, reason: str) -> None:
        """An answer was used although it is old."""
        if reason not in self.stale:
            self.stale.append(reason)

    def note(self, text: str) -> None:
        """Something that a reader must know."""
        if text not in self.notes:
            self.notes.append(text)

    def include(self, other: Trace) -> None:
        """What a part of the evaluation went through, or went through before."""
        if other.oldest is not None:
            self.used(other.oldest, other.until)
        for reason in other.stale:
            self.outdated(reason)
        for text in other.notes:
            self.note(text)
        self.waiting |= other.waiting


CURRENT: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The trace of the evaluation that is going on."""


@contextmanager
def tracing(trace: Trace) -> Iterator[None]:
    """What is evaluated in the block is written to this trace."""
    token = CURRENT.set(trace)
    try:
        yield
    finally:
        CURRENT.reset(token)


def current() -> Trace:
    """The trace to write to; one that nobody reads where no function is being evaluated."""
    return CURRENT.get() or Trace()
