"""However rows are sorted while cells are assigned, each one gets back what stood beside it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.live.misplaced import misplaced
from xl_addin.workbook.live.seen import Seen
from xl_addin.workbook.port import Region
from xl_addin.workbook.regions import Layout

FIRST = 3
"""The first column."""
NAMES = ("Amount", "Notes", "Status", "Id", "Key")
REGION = Region("S", "T", 1, FIRST, NAMES)
LAYOUT = Layout(1, FIRST, NAMES, (*NAMES, ""), None)
OURS = (2, 3, 4)
"""Columns that are written, by index."""

Rows = dict[int, tuple[object, ...]]

values = st.sampled_from([None, 1.0, 2.0, "a"])
results = st.sampled_from([None, "sent", "not_sent", "77"])
rows = st.lists(st.tuples(values, values, results, results, results), min_size=1, max_size=7)


def numbered(found: list[tuple[object, ...]]) -> Rows:
    """Rows below the header."""
    return dict(enumerate(found, 2))


def seen(found: Rows) -> Seen:
    """What is read of rows: those without any value are left out."""
    there = {number: cells for number, cells in found.items() if any(cells)}
    return Seen(tuple(range(len(NAMES))), LAYOUT, there)


def put(found: Rows, cells: Mapping[int, Mapping[int, object]]) -> None:
    """Assigns cells, by row and column."""
    for number, values in cells.items():
        row = list(found[number])
        for column, value in values.items():
            row[column - FIRST] = value
        found[number] = tuple(row)


def right_again(before: Rows, now: Rows, written: Mapping[int, Mapping[int, object]]) -> Rows:
    """The rows as they stand once all is put right."""
    put(now, misplaced(REGION, seen(before), seen(now), written, ()))
    assert not misplaced(REGION, seen(before), seen(now), written, ())
    return now


@given(rows, st.data())
def test_sorted_at_any_moment(found: list[tuple[object, ...]], data: st.DataObject) -> None:
    """Rows that are equal to a person may stand for one another; what stands beside them never gets lost."""
    before, now = numbered(found), numbered(found)
    columns = data.draw(st.lists(st.sampled_from(OURS), min_size=1, unique=True))
    written = {
        number: {FIRST + index: data.draw(results) for index in columns}
        for number in data.draw(st.sets(st.sampled_from(sorted(before))))
    }
    for index in columns:
        now = numbered(data.draw(st.permutations(list(now.values()))))
        put(now, {number: {FIRST + index: cells[FIRST + index]} for number, cells in written.items()})
    now = numbered(data.draw(st.permutations(list(now.values()))))
    again = right_again(before, now, written)
    assert Counter(map(str, filter(any, again.values()))) == Counter(map(str, filter(any, found)))


def test_only_some_columns_sorted() -> None:
    """Where nobody can tell which row is which, what stood in a place stands there again."""
    before = numbered([(1.0, None, None, None, "k1"), (2.0, None, "sent", "77", "k2")])
    now = numbered([(2.0, None, "sent", "1", "k1"), (1.0, None, "sent", "2", "k2")])
    written = {2: {FIRST + 2: "sent", FIRST + 3: "1"}, 3: {FIRST + 2: "sent", FIRST + 3: "2"}}
    again = right_again(before, now, written)
    assert again == numbered([(2.0, None, None, None, "k1"), (1.0, None, "sent", "77", "k2")])


def test_a_new_row_keeps_nothing_of_anothers() -> None:
    """What was meant for the row that stood there goes from the one that was put in its place."""
    before = numbered([(1.0, None, None, None, "k1"), (2.0, None, "sent", "77", "k2")])
    now = numbered([(9.0, None, "sent", "1", None), (1.0, None, "sent", "2", "k1"), before[3]])
    written = {2: {FIRST + 2: "sent", FIRST + 3: "1"}, 3: {FIRST + 2: "sent", FIRST + 3: "2"}}
    again = right_again(before, now, written)
    assert again == numbered([(9.0, None, None, None, None), before[2], before[3]])


def test_a_column_of_formulas_tells_no_row() -> None:
    """Its values may follow what is written: the row is the same."""
    before = numbered([(1.0, "x", None, None, "k1"), (2.0, "y", "sent", "77", "k2")])
    now = numbered([(2.0, "was y", "sent", "1", "k2"), (1.0, "was x", None, None, "k1")])
    written = {2: {FIRST + 2: "sent", FIRST + 3: "1"}}
    assert misplaced(REGION, seen(before), seen(now), written, {1}) == {2: {FIRST + 3: "77"}}
