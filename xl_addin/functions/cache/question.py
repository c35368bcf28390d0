"""What is asked of a service, and how long its answer is good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Siblings(Generic[T]):
    """Questions among whose answers records move, such as the months of a list.

    Attributes:
        what: What the `what` of each of its questions begins with, before a blank and the rest.
        ids: The ids of an answer's records, from the question's `what` and the answer. A record is in one of
            the answers; what has no id, or may be in several, is left out.
    """

    what: str
    ids: Callable[[str, T], Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One thing that can be asked of a service.

    Attributes:
        scope: Of whom: service, host and company. Questions of one scope fail together when it is down.
        what: What, within the scope, such as "transactions 2026-11".
        kind: What the answer is, as msgspec reads it back from the disk.
        fresh_for: Seconds for which the answer is taken as it is.
        siblings: The questions that its records may move to and come from.
    """

    scope: str
    what: str
    kind: Any
    fresh_for: float
    siblings: Siblings[T] | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Scope and what, by which the answer is kept."""
        return f"{self.scope} {self.what}"


Along = Callable[[Sequence[Question[T]]], Sequence[Question[T]]]
"""What else may be asked together with a batch of questions."""
Fetch = Callable[[Sequence[Question[T]]], Sequence[T]]
"""Asks a service for the answers to some questions, in their order; raises a `ServiceError`."""
