"""What was read of an open workbook, so that it can be told whether and where it is another by now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xl_addin.workbook.live.grid import Raw
from xl_addin.workbook.port import Places, Region
from xl_addin.workbook.regions import Layout


@dataclass(frozen=True, slots=True)
class Seen:
    """A region as it stood.

    Attributes:
        counted: The headers, by index, below which a change counts.
        layout: Where its headers stood; None when it was not where it was looked for.
        rows: The plain values of the counted columns, by row; rows without one are left out.
    """

    counted: tuple[int, ...]
    layout: Layout | None
    rows: Mapping[int, tuple[object, ...]]


@dataclass(slots=True)
class RowsRead:
    """All that was read of a workbook's rows."""

    regions: dict[Region, Seen] = field(default_factory=dict)


def kept(rows: Iterable[Raw], counted: Sequence[int]) -> dict[int, tuple[object, ...]]:
    """What of rows is compared: 1 is another value than True, and an error than a number."""
    values = ((number, tuple(_told_apart(row[index]) for index in counted)) for number, row in rows)
    return {number: found for number, found in values if any(value not in (None, "") for value in found)}


def first_difference(
    region: Region, before: Seen, now: Seen, besides: Places, restless: Collection[int] = ()
) -> str:
    """The first cell of a region that is not as it was: "C7"; blank where there is none.

    Args:
        region: The region as it was read.
        before: How it stood.
        now: How it stands.
        besides: Cells that do not count.
        restless: Headers, by index, below which none counts.
    """
    if before.layout != now.layout:
        return region.cell(max(region.header_row, 1), _moved(before.layout, now.layout))
    found = _differences(region, before, now, besides)
    return next((region.cell(number, index) for number, index in found if index not in restless), "")


def changed_columns(region: Region, before: Seen, now: Seen, besides: Places) -> set[int]:
    """The headers, by index, below which a cell is not as it was; see `first_difference`."""
    return {index for _, index in _differences(region, before, now, besides)}


def _differences(region: Region, before: Seen, now: Seen, besides: Places) -> Iterator[tuple[int, int]]:
    """The row and the header's index of each cell that is not as it was."""
    blank = (None,) * len(before.counted)
    places = list(enumerate(before.counted))
    for number in sorted({*before.rows, *now.rows}):
        old, new = before.rows.get(number, blank), now.rows.get(number, blank)
        if old == new:
            continue
        left_out = besides.get(number, ())
        for place, index in places:
            if old[place] != new[place] and region.first_column + index not in left_out:
                yield number, index


def _moved(before: Layout | None, now: Layout | None) -> int:
    """The index of the first header that is another; the first one where all of them moved."""
    if before is None or now is None:
        return 0
    return next(_differing(before.texts, now.texts), 0)


def _differing(old: Iterable[str], new: Iterable[str]) -> Iterator[int]:
    return (index for index, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)


def _told_apart(value: object) -> object:
    return value if value is None or isinstance(value, (str, float)) else f"\0{value!r}"
