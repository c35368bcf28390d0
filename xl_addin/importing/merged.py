"""Which cells of a region are parts of merged ones: of those, only one has a value of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from xl_addin.workbook.port import Region
from xl_addin.workbook.references import ROWS, Area

Span = tuple[int, int]
"""First and last row."""


class MergedCells:
    """The merged cells of a region's columns; a cell that is merged with itself is like any other."""

    def __init__(self, areas: Sequence[Area], region: Region) -> None:
        self._areas = areas = [area for area in areas if area[:2] != area[2:]]
        self._header_row = region.header_row
        first, last = region.first_column, region.first_column + len(region.headers) - 1
        spans: dict[int, list[Span]] = {}
        for area in areas:
            for column in range(max(first, area.left), min(last, area.right) + 1):
                spans.setdefault(column, []).append((area.top, area.bottom))
        self._spans = {column: _joined(found) for column, found in spans.items()}

    def hold(self, row: int, column: int) -> bool:
        """Whether a cell is part of a merged one."""
        spans = self._spans.get(column, ())
        before = bisect_right(spans, (row, ROWS)) - 1
        return before >= 0 and row <= spans[before][1]

    def widen_header(self, column: int) -> bool:
        """Whether a header lies over several columns: which of them it means is not known."""
        row = self._header_row
        return self.hold(row, column) and any(
            area.top <= row <= area.bottom and area.left <= column <= area.right and area.left < area.right
            for area in self._areas
        )


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for top, bottom in sorted(spans):
        if joined and top <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], bottom)
        else:
            joined.append((top, bottom))
    return joined
