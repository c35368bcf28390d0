"""What a progress bar is told, by an import as by an undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """What the bar shows; called from many threads.

    Attributes:
        advance: One more row is decided.
        waiting: Seconds the service asked to wait, or 0 when it goes on.
        tick: Time passes. Called by the one thread that waits for the others, some times a second; it may
            raise KeyboardInterrupt, which is a person's wish to stop.
    """

    advance: Callable[[], None] = lambda: None
    waiting: Callable[[float], None] = lambda _seconds: None
    tick: Callable[[], None] = lambda: None
