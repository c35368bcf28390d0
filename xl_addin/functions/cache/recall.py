"""What was made of answers, kept as long as they are: a formula of ten years is made of 120 of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from cachetools import LRUCache

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.trace import Trace, current, tracing

R = TypeVar("R")

MOST = 500
"""Results that are kept."""


@dataclass(frozen=True, slots=True)
class Made:
    """A result, and what holds for as long as it does.

    Attributes:
        value: The result. Nobody changes it.
        edition: Of the cache; in another one some answer may be newer.
        at: When it was made.
        trace: What it was made of.
    """

    value: Any
    edition: tuple[int, float]
    at: float
    trace: Trace


class Recall:
    """Results by name. Many threads may use it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._made: LRUCache[Hashable, Made] = LRUCache(MOST)

    def get(self, name: Hashable, make: Callable[[], R]) -> R:
        """The result of that name, made again when an answer in it may be newer or is too old.

        Args:
            name: All that it depends on besides the answers.
            make: Makes it of answers from the cache; its errors are raised.
        """
        edition, now = self._cache.edition, self._cache.now
        with self._lock:
            made = self._made.get(name)
        if made is None or made.edition != edition or not made.at <= now < made.trace.until:
            made = self._fresh(name, make, edition, now)
        current().include(made.trace)
        value: R = made.value
        return value

    def _fresh(self, name: Hashable, make: Callable[[], R], edition: tuple[int, float], now: float) -> Made:
        """Made now, and kept when nothing in it is outdated."""
        outer, trace = current(), Trace(hurried=current().hurried)
        try:
            with tracing(trace):
                made = Made(make(), edition, now, trace)
        except Exception:
            outer.include(trace)
            raise
        if not (trace.stale or trace.waiting):
            with self._lock:
                self._made[name] = made
        return made
