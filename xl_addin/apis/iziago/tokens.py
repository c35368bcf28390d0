"""The access token that all threads share: fetched once, renewed before it expires or when it is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from xl_addin.values.secret import Secret

LEEWAY = 30.0
"""Seconds before its end at which a token is no longer used; a tenth of a life shorter than five minutes."""


class Token:
    """One access token.

    Attributes:
        secret: The token itself.
    """

    __slots__ = ("_end", "secret")

    def __init__(self, secret: Secret, lifetime: float | None) -> None:
        self.secret = secret
        self._end = None if lifetime is None else time.monotonic() + lifetime - min(LEEWAY, lifetime / 10)

    @property
    def fresh(self) -> bool:
        """Whether it will still be valid when a request made now arrives; unknown counts as yes."""
        return self._end is None or time.monotonic() < self._end


class Tokens:
    """Keeps the token in use. Any number of threads ask; one at a time fetches, the others wait for it."""

    def __init__(self, fetch: Callable[[], Token]) -> None:
        self._fetch = fetch
        self._lock = threading.Lock()
        self._kept: Token | None = None
        self._flight: Future[Token] | None = None

    def current(self) -> Token:
        """A token that can be used.

        Raises:
            ServiceError: What fetching one came to, the same for all who waited.
        """
        with self._lock:
            if self._kept and self._kept.fresh:
                return self._kept
            flight, mine = self._flight or Future(), self._flight is None
            self._flight = flight
        if mine:
            self._fly(flight)
        return flight.result()

    def discard(self, token: Token) -> bool:
        """Uses this token no more; False when it was not in use, as when another thread has renewed it."""
        with self._lock:
            in_use = self._kept is token
            if in_use:
                self._kept = None
            return in_use

    def _fly(self, flight: Future[Token]) -> None:
        try:
            token = self._fetch()
        except BaseException as error:  # also Ctrl-C: those who wait must not wait for ever
            self._land(None)
            flight.set_exception(error)
        else:
            self._land(token)
            flight.set_result(token)

    def _land(self, token: Token | None) -> None:
        with self._lock:
            self._kept, self._flight = token, None
