"""Services that did not answer: asked again after a while, not by every cell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from xl_addin.errors import NothingSent, SettingsError, Unauthorized

FIRST_REST = 15.0
LONGEST_REST = 300.0
"""Seconds until something that failed is tried again; doubled with each failure in a row."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A failure, and until when it is believed.

    Attributes:
        error: What happened.
        until: By the clock.
        rest: Seconds it was rested for.
    """

    error: Exception
    until: float
    rest: float


class Setbacks:
    """What failed lately: single questions, and whole scopes that cannot be reached or refuse the login."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_name: dict[str, Setback] = {}

    def of(self, *names: str) -> Exception | None:
        """The failure that still counts for a question or its scope."""
        now = self._clock()
        with self._lock:
            some = (self._by_name.get(name) for name in names)
            return next((setback.error for setback in some if setback and now < setback.until), None)

    def put(self, key: str, scope: str, error: Exception) -> None:
        """Remembers a failure; of the whole scope where every other question would fail alike."""
        name = scope if _of_all(error) else key
        with self._lock:
            before = self._by_name.get(name)
            rest = min(before.rest * 2, LONGEST_REST) if before else FIRST_REST
            self._by_name[name] = Setback(error, self._clock() + rest, rest)

    def forget(self, *names: str) -> None:
        """Something was answered."""
        with self._lock:
            for name in names:
                self._by_name.pop(name, None)

    def clear(self) -> None:
        """Everything may be tried again at once, as a person wishes who presses Refresh."""
        with self._lock:
            self._by_name.clear()


def _of_all(error: Exception) -> bool:
    """Whether the service as a whole cannot be spoken with."""
    return isinstance(error, (NothingSent, Unauthorized, SettingsError))
