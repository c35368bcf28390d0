"""How long a calculation may keep a person waiting, however many of its cells want something."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, wait
from typing import Any

PAUSE = 1.0
"""Seconds without a question after which the next one belongs to another calculation."""


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
        began = self._clock()
        with self._lock:
            if began - self._last > PAUSE:
                self._left = self._seconds
            left = self._left
        wait(futures, timeout=max(left, 0.0))
        with self._lock:
            self._last = self._clock()
            self._left -= self._last - began
