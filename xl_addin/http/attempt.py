"""One request on its way: how long it may still take, and whether a byte of it has left."""

from __future__ import annotations

import time
from contextvars import ContextVar


class TooLarge(Exception):
    """An answer has more bytes than are read."""


class Attempt:
    """Shared between the session, which asks how it went, and the connection, which knows.

    Attributes:
        seconds: How long it may take altogether.
        max_bytes: Longest answer that is read, as it comes over the line.
        written: True from the moment before the first byte of a request is written.
    """

    __slots__ = ("_end", "max_bytes", "seconds", "written")

    def __init__(self, seconds: float, max_bytes: int) -> None:
        self._end = time.monotonic() + seconds
        self.seconds = seconds
        self.max_bytes = max_bytes
        self.written = False

    @property
    def over(self) -> bool:
        """Whether the deadline has passed."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds until the deadline.

        Raises:
            TimeoutError: It has passed.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"the deadline of {self.seconds:g} seconds has passed")
        return left


current: ContextVar[Attempt] = ContextVar("xl_addin_http_attempt")
"""The attempt of this thread. urllib3 has no way to hand one through to its connections."""
