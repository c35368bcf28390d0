"""What a service answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer, read to its end. Its repr shows the status alone: tokens come in answers.

    Attributes:
        status: The HTTP status.
        headers: Names in any case.
        body: Decoded of any content encoding.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text, for people; what is no UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")
