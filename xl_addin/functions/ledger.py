"""What each cell was last told: why it shows what it shows, how old that is, and whether it waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from cachetools import LRUCache

from xl_addin.fetching.listing import Listing
from xl_addin.functions.cache.patience import PAUSE
from xl_addin.functions.outcome import Outcome, Rectangle
from xl_addin.texts import say
from xl_addin.values.la_paz import LA_PAZ

MOST_CELLS = 100_000
"""Cells that are remembered; beyond them the ones longest ago are not."""
MOST_FUNCTIONS = 50
"""Functions of ours that are remembered of one cell's formula."""
ENDS = (".", "!", "?", "…", ":")
"""What a sentence may end with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell was told by one function of its formula.

    Attributes:
        asked: The function with its arguments, as they were then; see `formula.written`.
        outcome: Without a long value.
        seen: How many answers had arrived in all when it was calculated, or pointed out last.
        moved: How often records had moved by then from one answer to another.
        day: The day that today was then, where it shows another thing tomorrow.
    """

    asked: str
    outcome: Outcome
    seen: int
    moved: int
    day: date | None


class Ledger:
    """Entries by the cell's full address, such as `[Book.xlsx]Sheet!A1`."""

    def __init__(self, most: int = MOST_CELLS, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing was told yet.

        Args:
            most: Cells that are remembered.
            clock: Seconds that never go back.
        """
        self._lock = threading.Lock()
        self._clock = clock
        self._by_cell: LRUCache[str, tuple[Entry, ...]] = LRUCache(most)
        self._last = ("", float("-inf"))

    def put(
        self,
        cell: str,
        outcome: Outcome,
        seen: int = 0,
        asked: str = "",
        took: float = 0.0,
        moved: int = 0,
    ) -> None:
        """A cell shows this now, or something made of it.

        A formula may have several functions of ours: Excel calculates them one after the other, and no other
        cell's in between. What follows otherwise is a new calculation of the cell, and counts alone.

        Args:
            cell: Its address.
            outcome: What came of its formula.
            seen: How many answers had arrived before it was calculated.
            asked: The function with its arguments.
            took: Seconds that the calculation took.
            moved: How often records had moved before it was calculated.
        """
        entry = Entry(asked, _lean(outcome), seen, moved, outcome.today)
        with self._lock:
            now, (last, ended) = self._clock(), self._last
            before = self._by_cell.get(cell, ()) if cell == last and now - took - ended < PAUSE else ()
            if any(one.asked == asked for one in before):
                before = ()
            self._by_cell[cell] = (*before, entry)[-MOST_FUNCTIONS:]
            self._last = cell, now

    def of(self, cell: str) -> tuple[Entry, ...]:
        """What a cell's functions were told, in order; nothing where it has no function of ours."""
        with self._lock:
            return self._by_cell.get(cell, ())

    def cells(self, within: str = "") -> list[str]:
        """Cells with a function of ours whose address begins so."""
        with self._lock:
            return [cell for cell in self._by_cell if cell.startswith(within)]

    def forget(self, within: str) -> None:
        """Cells whose address begins so were told nothing: another one may stand there now."""
        with self._lock:
            for cell in [cell for cell in self._by_cell if cell.startswith(within)]:
                del self._by_cell[cell]
            self._last = "", float("-inf")

    def waits(self, cell: str) -> bool:
        """Whether a cell waits for answers that are on their way."""
        return _waits(self.of(cell))

    def is_left_behind(self, arrived: int, today: date, moved: int = 0, la_paz: date = date.min) -> bool:
        """Whether `overtaken` would name a cell."""
        with self._lock:
            return any(_is_behind(told, arrived, today, moved, la_paz) for told in self._by_cell.values())

    def overtaken(self, arrived: int, today: date, moved: int = 0, la_paz: date = date.min) -> list[str]:
        """Cells that may show another thing now; each is told once for it.

        They wait, and something arrived since they were calculated; or a day was left out that was yesterday;
        or a record has moved since: one cell would count it, and another one would count it still.

        Args:
            arrived: How many answers have arrived in all.
            today: The day.
            moved: How often records have moved.
            la_paz: The day in La Paz.
        """
        with self._lock:
            told_of = self._by_cell.items()
            found = [cell for cell, told in told_of if _is_behind(told, arrived, today, moved, la_paz)]
            for cell in found:
                told = self._by_cell[cell]
                self._by_cell[cell] = tuple(
                    replace(entry, seen=arrived, moved=moved, day=None) for entry in told
                )
        return found


def _lean(outcome: Outcome) -> Outcome:
    """Without a long value, of which the first error is left."""
    if not isinstance(outcome.value, (Listing, Rectangle)):
        return outcome
    errors = outcome.errors
    return replace(outcome, value=errors[0] if errors else None)


def _waits(entries: Iterable[Entry]) -> bool:
    return any(entry.outcome.waits for entry in entries)


def _is_behind(entries: Sequence[Entry], arrived: int, today: date, moved: int, la_paz: date) -> bool:
    past = any(
        entry.day is not None and entry.day < (la_paz if entry.outcome.in_la_paz else today)
        for entry in entries
    )
    older = any(entry.outcome.at is not None and entry.moved < moved for entry in entries)
    return past or older or (_waits(entries) and min(entry.seen for entry in entries) < arrived)


def why(outcome: Outcome, now: float) -> str:
    """Why a cell shows what it shows, in one text."""
    told = [error.reason for error in outcome.errors]
    if outcome.at is not None:
        told.append(fetched(outcome.at, now))
    if outcome.today and outcome.today < datetime.fromtimestamp(now, _zone(outcome)).date():
        told.append(say("cells.of_day", day=outcome.today))
    told += [say("cells.stale", reason=reason) for reason in outcome.stale]
    return sentences([*told, *outcome.notes]) or say("cells.nothing_to_say")


def _zone(outcome: Outcome) -> tzinfo | None:
    """Whose midnight makes an outcome yesterday's; None is this computer's."""
    return LA_PAZ if outcome.in_la_paz else None


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
