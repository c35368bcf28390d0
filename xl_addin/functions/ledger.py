"""What each cell was last told: why it shows what it shows, and how old that is."""

from __future__ import annotations

import threading
from datetime import datetime

from cachetools import LRUCache

from xl_addin.functions.excel_error import ExcelError
from xl_addin.functions.outcome import Outcome
from xl_addin.texts import say

MOST_CELLS = 100_000
"""Cells that are remembered; beyond them the ones longest ago are not."""


class Ledger:
    """Outcomes without their values, by the cell's full address."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_cell: LRUCache[str, tuple[Outcome, bool]] = LRUCache(MOST_CELLS)

    def put(self, cell: str, outcome: Outcome) -> None:
        """A cell shows this now."""
        errors = outcome.errors
        waiting = any(error.code is ExcelError.GETTING_DATA for error in errors)
        kept = Outcome(errors[0] if errors else None, outcome.at, outcome.stale, outcome.notes)
        with self._lock:
            self._by_cell[cell] = (kept, waiting or bool(outcome.stale))

    def of(self, cell: str) -> Outcome | None:
        """What a cell shows, its value left out; None where it has no function of ours."""
        with self._lock:
            found = self._by_cell.get(cell)
        return found[0] if found else None

    def waiting(self) -> list[str]:
        """Cells that wait for an answer, or for a newer one: worth calculating again."""
        with self._lock:
            return [cell for cell, (_, waits) in self._by_cell.items() if waits]


def why(outcome: Outcome, now: float) -> str:
    """Why a cell shows what it shows, in one text."""
    told = [error.reason for error in outcome.errors]
    if outcome.at is not None:
        at = datetime.fromtimestamp(outcome.at).astimezone()
        told.append(say("cells.fetched", at=f"{at:%Y-%m-%d %H:%M}", minutes=minutes(outcome.at, now)))
    told += [say("cells.stale", reason=reason) for reason in outcome.stale]
    return " ".join([*told, *outcome.notes]) or say("cells.nothing_to_say")


def minutes(at: float, now: float) -> int:
    """Whole minutes since a moment."""
    return max(0, int((now - at) // 60))
