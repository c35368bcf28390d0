"""Ranges as arguments: one call makes the results of a whole column, row or rectangle, as Excel's own do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

R = TypeVar("R")
Grid = Sequence[Sequence[Any]]


def as_grid(raw: Any) -> Grid:
    """What was passed as rows of cells: a single value is one row with one cell.

    >>> as_grid("a"), as_grid([1, 2]), as_grid([[1, 2]])
    ([['a']], [[1], [2]], [[1, 2]])
    """
    if not isinstance(raw, (list, tuple)):
        return [[raw]]
    if not raw:
        return [[None]]
    return raw if isinstance(raw[0], (list, tuple)) else [[cell] for cell in raw]


def is_single(grid: Grid) -> bool:
    """Whether it is one cell."""
    return len(grid) == 1 and len(grid[0]) == 1


def spread(grids: Sequence[Grid], compute: Callable[[tuple[Any, ...]], R], beyond: R) -> list[list[R]]:
    """The results for each cell of some ranges; a single cell counts for all, a column for all columns.

    >>> spread([[["a"], ["b"]], [[1, 2]]], lambda cells: f"{cells[0]}{cells[1]}", "")
    [['a1', 'a2'], ['b1', 'b2']]

    Args:
        grids: One for each argument.
        compute: Makes a result from one cell of each.
        beyond: What stands where a range is too short for the others.
    """
    rows, columns = max(len(grid) for grid in grids), max(len(grid[0]) for grid in grids)
    known: dict[str, R] = {}

    def at(row: int, column: int) -> R:
        cells = []
        for grid in grids:
            height, width = len(grid), len(grid[0])
            if row >= height > 1 or column >= width > 1:
                return beyond
            cells.append(grid[row if height > 1 else 0][column if width > 1 else 0])
        key = repr(cells)
        if key not in known:
            known[key] = compute(tuple(cells))
        return known[key]

    return [[at(row, column) for column in range(columns)] for row in range(rows)]
