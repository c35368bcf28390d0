"""How far long work is, in the status bar: counted by many threads, shown by the one that may touch Excel."""

from __future__ import annotations

import sys
import threading
from typing import Final

from xl_addin.macros.screen import Screen
from xl_addin.settling.progress import Progress
from xl_addin.texts import say

FULL, EMPTY, WIDTH = "■", "□", 10
"""What the bar is made of."""


class RowsBar:
    """So many of so many rows.

    Args:
        screen: Where it is shown.
        what: What is being done.
        total: Rows in all.
    """

    def __init__(self, screen: Screen, what: str, total: int) -> None:
        self._screen = screen
        self._what = what
        self._total: Final = total
        self._lock = threading.Lock()
        self._done = 0
        self._seconds = 0.0
        self._shown = ""
        self._show()

    @property
    def watch(self) -> Progress:
        """What long work tells."""
        return Progress(self._advance, self._wait, self._tick)

    def _advance(self) -> None:
        with self._lock:
            self._done += 1

    def _wait(self, seconds: float) -> None:
        self._seconds = seconds

    def _tick(self) -> None:
        self._show()

    def _show(self) -> None:
        if (text := self._text()) != self._shown:
            self._screen.status(text)
            self._shown = text

    def _text(self) -> str:
        full = self._done * WIDTH // self._total if self._total else WIDTH
        bar = f"{FULL * full}{EMPTY * (WIDTH - full)} {self._done}/{self._total}"
        return " – ".join(filter(None, (f"xl-addin: {self._what} {bar}", self._why())))

    def _why(self) -> str:
        """Why it stands still, else how to stop it where that can be done."""
        if self._seconds:
            return say("cli.waiting", seconds=f"{self._seconds:.0f}")
        return say("macros.esc_stops") if sys.platform == "win32" else ""
