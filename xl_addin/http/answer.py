"""What a service answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer, read to its end.

    Attributes:
        status: The HTTP status.
        headers: Names in any case.
        body: Decoded of any content encoding.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, for people; what is no UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")
