"""What is asked of a service, and how long its answer is good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One thing that can be asked of a service.

    Attributes:
        scope: Of whom: service, host and company. Questions of one scope fail together when it is down.
        what: What, within the scope, such as "transactions 2026-11".
        kind: What the answer is, as msgspec reads it back from the disk.
        fresh_for: Seconds for which the answer is taken as it is.
    """

    scope: str
    what: str
    kind: Any
    fresh_for: float

    @property
    def key(self) -> str:
        """Scope and what, by which the answer is kept."""
        return f"{self.scope} {self.what}"


Along = Callable[[Sequence[Question[T]]], Sequence[Question[T]]]
"""What else may be asked together with a batch of questions."""
Fetch = Callable[[Sequence[Question[T]]], Sequence[T]]
"""Asks a service for the answers to some questions, in their order; raises a `ServiceError`."""
