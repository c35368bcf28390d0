"""One call of a service: what its function is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from xl_addin.sandbox.records import Records

JSON = "application/json; charset=utf-8"


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
        origin: The sandbox's own address, such as `https://127.0.0.1:8443`.
        folder: Where the sandbox keeps its certificate, and a system its keys.
    """

    records: Records
    now: datetime
    headers: Mapping[str, str]
    params: Sequence[str]
    query: Mapping[str, str]
    content: bytes
    origin: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a value to be written as JSON, or bytes of another media type; a status and headers."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON


class Refusal(Exception):
    """Ends a call with an answer; nothing was changed."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer
