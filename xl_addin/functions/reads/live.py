"""A client that speaks with its service, made when something is not in the cache."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    """What a client can."""

    def close(self) -> None:
        """Closes its connections."""


C = TypeVar("C", bound=Closing)


class LiveClient(Generic[C]):
    """Makes the client at its first use, once, whichever thread asks first."""

    def __init__(self, make: Callable[[], C]) -> None:
        self._make = make
        self._made: C | None = None
        self._lock = threading.Lock()

    def __call__(self) -> C:
        """The client.

        Raises:
            SettingsError: It cannot be made; tried again next time.
        """
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def close(self) -> None:
        """Closes its connections, if there are any."""
        if self._made:
            self._made.close()
