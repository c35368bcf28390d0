"""Single cells put together to rectangles, so that Excel is asked once for many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from xl_addin.workbook.live.spans import Span

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells.

    Attributes:
        rows: Its rows.
        columns: Its columns, side by side.
    """

    rows: Span
    columns: Sequence[int]


def blocks_of(rows: Mapping[int, Mapping[int, V]]) -> Iterator[Block]:
    """Rectangles that cover exactly these cells, from top to bottom.

    Args:
        rows: Something by row and column.
    """
    numbers = sorted(rows)

    def alike(place: int) -> tuple[int, tuple[int, ...]]:
        """The same for rows without a gap that have the same columns."""
        return numbers[place] - place, tuple(sorted(rows[numbers[place]]))

    for (_, columns), places in groupby(range(len(numbers)), key=alike):
        found = [numbers[place] for place in places]
        for neighbours in _runs(columns):
            yield Block(Span(found[0], found[-1]), neighbours)


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0]):
        yield [column for _, column in run]
