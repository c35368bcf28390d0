"""Cells are put together to rectangles, properties found by halving: not one cell too many or too few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.live.blocks import blocks_of
from xl_addin.workbook.live.spans import Span, spans

CELLS = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 6)))


@given(CELLS)
def test_blocks_cover_each_cell_once(cells: set[tuple[int, int]]) -> None:
    """What is written into a workbook are exactly the cells that were meant."""
    rows: dict[int, dict[int, None]] = {}
    for row, column in cells:
        rows.setdefault(row, {})[column] = None
    covered = [
        (row, column)
        for block in blocks_of(rows)
        for row in range(block.rows.first, block.rows.last + 1)
        for column in block.columns
    ]
    assert sorted(covered) == sorted(cells)
    for block in blocks_of(rows):
        assert list(block.columns) == list(range(block.columns[0], block.columns[-1] + 1))


def test_a_column_of_results_is_one_block() -> None:
    """Twenty thousand rows with seven results each are one call to Excel."""
    assert len(list(blocks_of({row: dict.fromkeys(range(14, 21)) for row in range(2, 20_002)}))) == 1


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=60))
def test_spans_tell_what_each_row_has(values: list[str]) -> None:
    """A row's format is its own, also where Excel says that formats differ."""

    def ask(part: Span) -> str | None:
        found = set(values[part.first - 1 : part.last])
        return found.pop() if len(found) == 1 else None

    told: list[str | None] = []
    for part, value in spans(Span(1, len(values)), ask):
        assert part.first == len(told) + 1
        told += [value] * (part.last - part.first + 1)
    assert told == values


def test_one_question_where_all_rows_are_alike() -> None:
    """A column that is formatted as a whole costs one question, however long it is."""
    asked: list[Span] = []

    def ask(part: Span) -> str:
        asked.append(part)
        return "0.00"

    assert list(spans(Span(2, 100_000), ask)) == [(Span(2, 100_000), "0.00")]
    assert len(asked) == 1
