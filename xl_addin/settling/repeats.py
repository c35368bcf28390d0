"""What is sent again, and after how long: only what certainly did not arrive or was not acted on."""

from __future__ import annotations

from xl_addin.errors import NothingSent, ServiceError, TooManyRequests

CONNECT_TRIES = 3
PATIENCE = 900.0
"""Seconds of waiting that a service may ask for, altogether, for one row or record."""
FIRST = 0.1
"""Seconds that are waited at least before a service that asks to slow down is asked again."""
LONGEST = 30.0


class Repeats:
    """Those of one request, which writes; ADR 6 tells of them."""

    def __init__(self) -> None:
        self._tries = 0
        self._patience = PATIENCE
        self._least = FIRST

    def pause_after(self, error: ServiceError) -> float | None:
        """Seconds after which the request may leave again; None when it may not.

        >>> repeats = Repeats()
        >>> [repeats.pause_after(NothingSent("no connection")) for _ in range(3)]
        [1.0, 2.0, None]
        """
        if isinstance(error, NothingSent):
            return self._after_no_connection()
        if isinstance(error, TooManyRequests):
            return self._as_asked(error.retry_after)
        return None

    def _after_no_connection(self) -> float | None:
        self._tries += 1
        return 2.0 ** (self._tries - 1) if self._tries < CONNECT_TRIES else None

    def _as_asked(self, seconds: float | None) -> float | None:
        """Each pause is twice as long as the one before: `Retry-After: 0` for ever must not make a storm."""
        if seconds is None or seconds > self._patience:
            return None
        pause = max(seconds, self._least)
        self._least = min(2 * self._least, LONGEST)
        self._patience -= pause
        return pause
