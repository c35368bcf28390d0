"""The merged ranges of an open sheet, found by halving what Excel says is partly merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.references import Area, parse_area
from xl_addin.workbook.refusals import Unreadable

if TYPE_CHECKING:
    import xlwings as xw


def merged_areas(sheet: xw.Sheet, limits: Limits) -> list[str]:
    """Such as `["B3:B5"]`, in no order.

    Raises:
        Unreadable: There are more than anybody has.
    """
    used = sheet.used_range
    rows, columns = used.shape
    waiting = [Area(used.row, used.column, used.row + rows - 1, used.column + columns - 1)]
    found: set[Area] = set()
    while waiting:
        area = waiting.pop()
        if any(_holds(known, area) for known in found):
            continue
        merged: object = sheet.range((area.top, area.left), (area.bottom, area.right)).merge_cells
        if merged is False:
            continue
        corner = sheet.range((area.top, area.left)).merge_area if merged is True else None
        if corner is not None:
            found.add(parse_area(corner.address))
            if len(found) > limits.ranges:
                raise Unreadable("ranges", sheet=sheet.name, limit=limits.ranges)
        if not any(_holds(known, area) for known in found):
            waiting += _halves(area)
    return [str(area) for area in sorted(found)]


def _holds(outer: Area, inner: Area) -> bool:
    return (
        outer.top <= inner.top
        and outer.left <= inner.left
        and inner.bottom <= outer.bottom
        and inner.right <= outer.right
    )


def _halves(area: Area) -> list[Area]:
    """The longer side is cut; a single cell has no halves."""
    if area.bottom - area.top >= area.right - area.left:
        middle = (area.top + area.bottom) // 2
        halves = [area._replace(bottom=middle), area._replace(top=middle + 1)]
    else:
        middle = (area.left + area.right) // 2
        halves = [area._replace(right=middle), area._replace(left=middle + 1)]
    return [half for half in halves if half.top <= half.bottom and half.left <= half.right and half != area]
