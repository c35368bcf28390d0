"""Services that did not answer: asked again after a while, not by every cell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from xl_addin.errors import NoAnswer, NothingSent, SettingsError, TooManyRequests, Unauthorized

FIRST_REST = 15.0
LONGEST_REST = 300.0
"""Seconds until something that failed is tried again; doubled with each failure in a row."""
LONGEST_ASKED = 3600.0
"""Seconds for which a service that asks to wait is left alone at most."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A failure, and until when it is believed.

    Attributes:
        error: What happened.
        at: When, by the clock.
        until: Likewise.
        rest: Seconds of our own accord, doubled next time.
    """

    error: Exception
    at: float
    until: float
    rest: float

    def counts(self, now: float) -> bool:
        """Whether it is still believed; one out of the future tells of a clock that was changed."""
        return self.at <= now < self.until


class Setbacks:
    """What failed lately: single questions, and whole scopes that cannot be reached or refuse the login."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_name: dict[str, Setback] = {}
        self._answered: dict[str, float] = {}
        self._cleared = float("-inf")

    def of(self, *names: str) -> Exception | None:
        """The failure that still counts for a question or its scope."""
        now = self._clock()
        with self._lock:
            some = (self._by_name.get(name) for name in names)
            return next((setback.error for setback in some if setback and setback.counts(now)), None)

    def put(self, key: str, scope: str, error: Exception, began: float) -> None:
        """Remembers a failure; of the whole scope where every other question would fail alike.

        Args:
            key: Of the question.
            scope: Of the question.
            error: What happened.
            began: When it was asked. What was asked before everything was cleared tells nothing any more,
                and what was asked before something else that was answered tells of one question alone.
        """
        with self._lock:
            now = self._clock()
            if began < self._cleared <= now:
                return
            whole = _of_all(error) and not began < self._answered.get(scope, began) <= now
            name = scope if whole else key
            rest = _rest_after(self._by_name.get(name), now)
            self._by_name[name] = Setback(error, now, now + max(rest, _asked_for(error)), rest)

    def forget(self, key: str, scope: str, began: float) -> None:
        """Something was answered that was asked then: failures since are still believed."""
        with self._lock:
            now = self._clock()
            before = self._answered.get(scope, began)
            self._answered[scope] = began if before > now else max(before, began)
            for name in (key, scope):
                setback = self._by_name.get(name)
                if setback and not began < setback.at <= now:
                    del self._by_name[name]

    def clear(self) -> None:
        """Everything may be tried again at once, as a person wishes who presses Refresh."""
        with self._lock:
            self._by_name.clear()
            self._cleared = self._clock()


def _of_all(error: Exception) -> bool:
    """Whether the service as a whole cannot be spoken with; a 403 is about what was asked alone."""
    if isinstance(error, Unauthorized):
        return error.status != 403
    return isinstance(error, (NothingSent, NoAnswer, SettingsError, TooManyRequests))


def _rest_after(before: Setback | None, now: float) -> float:
    """Doubled with each failure in a row; requests that were on their way together fail together."""
    if before is None:
        return FIRST_REST
    return before.rest if before.counts(now) else min(before.rest * 2, LONGEST_REST)


def _asked_for(error: Exception) -> float:
    """Seconds that the service asks to wait."""
    asked = error.retry_after if isinstance(error, TooManyRequests) else None
    return min(asked or 0.0, LONGEST_ASKED)
