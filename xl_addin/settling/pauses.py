"""How long is waited at least before a service that asks to slow down is asked again."""

from __future__ import annotations

FIRST = 0.1
"""Seconds; the service's own wait counts where it is longer."""
LONGEST = 30.0


class Pauses:
    """Each pause is twice as long as the one before: `Retry-After: 0` for ever must not make a storm."""

    def __init__(self) -> None:
        self._next = FIRST

    def next(self) -> float:
        """Seconds.

        >>> pauses = Pauses()
        >>> [pauses.next() for _ in range(3)]
        [0.1, 0.2, 0.4]
        """
        pause = self._next
        self._next = min(2 * pause, LONGEST)
        return pause
