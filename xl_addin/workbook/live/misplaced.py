"""Cells that were written beside other rows than they were meant for, and what is to stand there.

Somebody sorts in the moment in which results are assigned, and Excel knows no transaction. The rows are known
again by all that was not written: what stood beside each of them before is put back beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from xl_addin.workbook.live.seen import Seen
from xl_addin.workbook.port import Places, Region

Row = tuple[object, ...]
Raws = dict[int, dict[int, object]]
"""Plain values by row and column."""


def misplaced(region: Region, before: Seen, now: Seen, written: Places, restless: Collection[int]) -> Raws:
    """What makes the region as it was before a write, each row wherever it stands by now; empty: it is.

    Rows that are alike in all that was not written are one as good as the other, since each gets all that was
    written beside one of them. A row that was not there before keeps nothing of what was meant for another.

    Args:
        region: Where, with its headers where they were.
        before: How it stood before the write.
        now: How it stands.
        written: The cells that were assigned, where the rows stood before.
        restless: Headers, by index, below which formulas stand: their values tell no row.
    """
    columns = {column - region.first_column for cells in written.values() for column in cells}
    places = range(len(before.counted))
    ours = [place for place in places if before.counted[place] in columns]
    telling = [place for place in places if before.counted[place] not in {*columns, *restless}]
    homes = _homes(before.rows, now.rows, telling)
    wrong: Raws = {}
    for number, cells in now.rows.items():
        for place in ours:
            column = region.first_column + before.counted[place]
            if number in homes:
                meant = before.rows[homes[number]][place]
            else:
                meant = None if column in written.get(number, ()) else cells[place]
            if (cells[place] or None) != (meant or None):
                wrong.setdefault(number, {})[column] = meant
    for number, home in _blanked(before.rows, now.rows, {*homes.values()}, telling).items():
        values = {region.first_column + before.counted[place]: before.rows[home][place] for place in ours}
        wrong[number] = {column: value for column, value in values.items() if value or value == 0}
    return wrong


def _blanked(
    before: Mapping[int, Row], now: Mapping[int, Row], found: Collection[int], telling: Sequence[int]
) -> dict[int, int]:
    """Where rows belong that had nothing but results and lost even those: at home, or in another gap."""
    old = _looks(before, telling)
    lost = [number for number in before if number not in found and not any(old[number])]
    homes = {number: number for number in lost if number not in now}
    gaps = (number for number in before if number not in now and number not in homes)
    return homes | dict(zip(gaps, (number for number in lost if number not in homes), strict=False))


def _homes(before: Mapping[int, Row], now: Mapping[int, Row], telling: Sequence[int]) -> dict[int, int]:
    """Where each row stood before; those that nobody knows again are missing.

    Args:
        before: The rows as they stood.
        now: The rows as they stand.
        telling: The places of the values by which a row is known.
    """
    old, new = _looks(before, telling), _looks(now, telling)
    homes = {number: number for number in new if old.get(number) == new[number]}
    free: dict[Row, list[int]] = defaultdict(list)
    for number in sorted(old, reverse=True):
        if number not in homes:
            free[old[number]].append(number)
    for number in new:
        if number not in homes and (there := free.get(new[number])):
            homes[number] = there.pop()
    left = set(old).difference(homes.values())
    homes |= {number: number for number in new if number not in homes and number in left}
    return homes


def _looks(rows: Mapping[int, Row], telling: Sequence[int]) -> dict[int, Row]:
    return {
        number: tuple(None if cells[place] == "" else cells[place] for place in telling)
        for number, cells in rows.items()
    }
