"""What was made of answers, kept as long as they are: a formula of ten years is made of 120 of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import TracebackType
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


@dataclass(frozen=True, slots=True)
class Failed:
    """A result that could not be made.

    Attributes:
        error: Why.
        origin: Where; without it, each cell that raises the error makes its traceback longer.
        trace: What it would have been made of.
    """

    error: Exception
    origin: TracebackType | None
    trace: Trace


class Recall:
    """Results by name. Many threads may use it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._made: LRUCache[Hashable, Made] = LRUCache(MOST)

    def get(self, name: Hashable, make: Callable[[], R]) -> R:
        """The result of that name, made again when an answer in it may be newer or is too old.

        Within a turn it is made once, good or old.

        Args:
            name: All that it depends on besides the answers.
            make: Makes it of answers from the cache; its errors are raised.
        """
        turn = current().turn
        made = self._kept(name, make) if turn is None else self._of_turn(turn, name, make)
        current().include(made.trace)
        if isinstance(made, Failed):
            raise made.error.with_traceback(made.origin)
        value: R = made.value
        return value

    def _of_turn(self, turn: dict[Hashable, Any], name: Hashable, make: Callable[[], R]) -> Made | Failed:
        known: Made | Failed | None = turn.get((self, name))
        if known is None:
            known = turn[self, name] = self._kept(name, make)
        return known

    def _kept(self, name: Hashable, make: Callable[[], R]) -> Made | Failed:
        edition, now = self._cache.edition, self._cache.now
        with self._lock:
            made = self._made.get(name)
        if made is None or made.edition != edition or not made.at <= now < made.trace.until:
            return self._fresh(name, make, edition, now)
        return made

    def _fresh(
        self, name: Hashable, make: Callable[[], R], edition: tuple[int, float], now: float
    ) -> Made | Failed:
        """Made now, and kept when nothing in it is outdated."""
        trace = Trace(hurried=current().hurried, turn=current().turn)
        try:
            with tracing(trace):
                made = Made(make(), edition, now, trace)
        except Exception as error:
            return Failed(error, error.__traceback__, trace)
        if not (trace.stale or trace.waiting):
            with self._lock:
                self._made[name] = made
        return made
