"""How long a calculation may keep a person waiting, however many of its cells want something."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, wait
from typing import Any

PAUSE = 1.0
"""Seconds without a question that are part of a calculation: a cell's own work, or another program's."""
WHOLE_AGAIN = 10.0
"""Seconds beyond them after which all of the patience has come back; in between a part of it has."""


class Patience:
    """A number of seconds for each calculation, shared by its cells.

    A calculation of Excel's asks cell after cell. Once its seconds are used up, no later cell waits: it
    shows what is known, and the answers arrive in the background.
    """

    def __init__(self, seconds: float | None, clock: Callable[[], float]) -> None:
        """The first question begins a calculation.

        Args:
            seconds: For one calculation; None waits as long as it takes.
            clock: Seconds that never go back.
        """
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._left = seconds or 0.0
        self._last = float("-inf")

    def wait(self, futures: Collection[Future[Any]]) -> None:
        """Waits for what was asked, as long as this calculation may."""
        if self._seconds is None:
            wait(futures)
            return
        began, left = self._noted()
        wait(futures, timeout=max(left, 0.0))
        with self._lock:
            self._last = self._clock()
            self._left = max(self._left - (self._last - began), 0.0)

    @property
    def left(self) -> float:
        """Seconds that this calculation may still wait, as of its last question."""
        with self._lock:
            return self._left

    @property
    def is_used_up(self) -> bool:
        """Whether this calculation waits no more."""
        return self._seconds is not None and self.left <= 0

    def note(self) -> None:
        """A cell asks, or has its answer: the calculation still goes on."""
        if self._seconds is not None:
            self._noted()

    def _noted(self) -> tuple[float, float]:
        """Now, and the seconds that are left, with what has come back since the last question."""
        with self._lock:
            now, whole = self._clock(), self._seconds or 0.0
            idle = now - self._last - PAUSE
            if idle > 0:
                self._left = min(self._left + whole * min(idle / WHOLE_AGAIN, 1.0), whole)
            self._last = now
            return now, self._left
