"""One call of a service: what its function is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xl_addin.sandbox.records import Records


@dataclass(frozen=True, slots=True)
class Call:
    """What a service's function may look at.

    Attributes:
        records: The system's records.
        now: The moment of the call, in the system's time zone.
        headers: The request's headers, names in lower case.
        params: What stands in the path's placeholders, in their order.
        query: What stands behind the question mark.
        content: The body's bytes, as they came.
    """

    records: Records
    now: datetime
    headers: Mapping[str, str]
    params: Sequence[str]
    query: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a value to be written as JSON, a status, more headers."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """Ends a call with an answer; nothing was changed."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer
