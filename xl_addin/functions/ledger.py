"""What each cell was last told: why it shows what it shows, how old that is, and whether it waits."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cachetools import LRUCache

from xl_addin.functions.outcome import Outcome
from xl_addin.texts import say

MOST_CELLS = 100_000
"""Cells that are remembered; beyond them the ones longest ago are not."""
ENDS = (".", "!", "?", "…", ":")
"""What a sentence may end with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell was told.

    Attributes:
        outcome: Without its value.
        seen: How many answers had arrived in all when it was calculated, or pointed out last.
    """

    outcome: Outcome
    seen: int


class Ledger:
    """Outcomes by the cell's full address, such as `[Book.xlsx]Sheet!A1`."""

    def __init__(self, most: int = MOST_CELLS) -> None:
        self._lock = threading.Lock()
        self._by_cell: LRUCache[str, Entry] = LRUCache(most)

    def put(self, cell: str, outcome: Outcome, seen: int = 0) -> None:
        """A cell shows this now.

        Args:
            cell: Its address.
            outcome: What came of its formula.
            seen: How many answers had arrived before it was calculated.
        """
        errors = outcome.errors
        kept = replace(outcome, value=errors[0] if errors else None)
        with self._lock:
            self._by_cell[cell] = Entry(kept, seen)

    def of(self, cell: str) -> Outcome | None:
        """What a cell shows, its value left out; None where it has no function of ours."""
        with self._lock:
            found = self._by_cell.get(cell)
        return found.outcome if found else None

    def cells(self, within: str = "") -> list[str]:
        """Cells with a function of ours whose address begins so."""
        with self._lock:
            return [cell for cell in self._by_cell if cell.startswith(within)]

    def waits(self, cell: str) -> bool:
        """Whether a cell waits for answers that are on their way."""
        found = self.of(cell)
        return found is not None and found.waits

    def overtaken(self, arrived: int) -> list[str]:
        """Cells that wait, and since whose calculation something arrived; each is told once for it.

        Args:
            arrived: How many answers have arrived in all.
        """
        with self._lock:
            found = [
                cell for cell, entry in self._by_cell.items() if entry.outcome.waits and entry.seen < arrived
            ]
            for cell in found:
                self._by_cell[cell] = replace(self._by_cell[cell], seen=arrived)
        return found


def why(outcome: Outcome, now: float) -> str:
    """Why a cell shows what it shows, in one text."""
    told = [error.reason for error in outcome.errors]
    if outcome.at is not None:
        told.append(fetched(outcome.at, now))
    told += [say("cells.stale", reason=reason) for reason in outcome.stale]
    return sentences([*told, *outcome.notes]) or say("cells.nothing_to_say")


def sentences(told: Iterable[str]) -> str:
    """Several things that are said, in one text: each ends before the next begins."""
    return " ".join(text if text.endswith(ENDS) else f"{text}." for text in map(str.rstrip, told) if text)


def fetched(at: float, now: float) -> str:
    """When an answer was fetched, and how long ago that is."""
    moment = datetime.fromtimestamp(at).astimezone()
    return say("cells.fetched", at=f"{moment:%Y-%m-%d %H:%M}", minutes=minutes(at, now))


def minutes(at: float, now: float) -> int:
    """Whole minutes since a moment."""
    return max(0, int((now - at) // 60))
