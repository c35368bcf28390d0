"""What stops work that goes on in several threads."""

from __future__ import annotations

import threading

from xl_addin.errors import NothingSent, ServiceError, Unauthorized
from xl_addin.texts import say


class Brake:
    """Once it is pulled nothing new is begun; the first reason stands.

    Attributes:
        why: The reason, for what was not begun; empty while it is not pulled.
    """

    def __init__(self) -> None:
        self.why = ""
        self._pulled = threading.Event()

    @property
    def pulled(self) -> bool:
        """Whether nothing new is to be begun."""
        return self._pulled.is_set()

    def pull(self, reason: str = "") -> None:
        """Stops, for a reason, or because a person interrupted it."""
        self.why = self.why or say("undo.stopped", reason=reason or say("cli.interrupted"))
        self._pulled.set()

    def pull_after(self, error: ServiceError) -> None:
        """Stops after an error that every further request would run into alike."""
        if isinstance(error, NothingSent | Unauthorized):
            self.pull(str(error))

    def wait(self, seconds: float) -> bool:
        """Waits; False when it is pulled meanwhile."""
        return not self._pulled.wait(seconds)
