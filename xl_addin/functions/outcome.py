"""What came of a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.fetching.listing import Listing, Value
from xl_addin.functions.excel_error import CellError

Cell = Value | CellError
"""What one cell shows."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The results of a function that was given ranges, row by row."""

    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a formula.

    Attributes:
        value: A table, the results for ranges, or the content of one cell, which may be an error.
        at: Seconds since 1970 of the oldest answer in it; None where no service was needed.
        stale: Why that answer is older than it should be; empty when it is not.
        notes: What a reader must know about the value.
        waits: Answers are on their way that would change it.
        today: The day that a blank day meant; None where no day was left out.
        in_la_paz: That is a day in La Paz, which begins at another moment than this computer's.
    """

    value: Listing | Rectangle | Cell
    at: float | None = None
    stale: Sequence[str] = ()
    notes: Sequence[str] = ()
    waits: bool = False
    today: date | None = None
    in_la_paz: bool = False

    @property
    def errors(self) -> list[CellError]:
        """Every error in it, each reason once."""
        cells = [self.value] if isinstance(self.value, CellError) else []
        if isinstance(self.value, Rectangle):
            cells = [cell for row in self.value.rows for cell in row if isinstance(cell, CellError)]
        return list({error.reason: error for error in cells}.values())
