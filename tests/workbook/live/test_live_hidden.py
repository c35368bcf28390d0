"""Which rows a filter hides is found in few questions, and of each row rightly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xlwings as xw
from excel_engine.running import running
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.workbook.live.grid import hidden_rows
from xl_addin.workbook.live.spans import Span

FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def sheet() -> Iterator[xw.Sheet]:
    """An empty sheet."""
    with running() as app:
        yield app.books.add().sheets[0]


def hide(sheet: xw.Sheet, rows: set[int]) -> None:
    """Hides these rows and no others."""
    sheet.impl.content.row_dimensions.clear()
    for row in rows:
        sheet.impl.content.row_dimensions[row].hidden = True


@FEW
@given(st.sets(st.integers(2, 80)), st.booleans())
def test_each_row_is_told_rightly(sheet: xw.Sheet, rows: set[int], guarded: bool) -> None:
    """Also where the sheet is protected, so that Excel does not tell what is visible."""
    hide(sheet, rows)
    sheet.impl.content.protection.sheet = guarded
    assert hidden_rows(sheet, Span(2, 80)) == rows


def test_every_second_row_takes_few_questions(sheet: xw.Sheet) -> None:
    """A filtered list of a thousand rows is read in a moment: not a question for each row."""
    hide(sheet, set(range(900_002, 901_002, 2)))
    sheet.book.app.impl.row_questions = 0
    assert hidden_rows(sheet, Span(900_002, 901_001)) == frozenset(range(900_002, 901_002, 2))
    assert sheet.book.app.impl.row_questions < 220


def test_an_address_that_excel_cuts_is_not_believed(sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were more asked at once than an address holds, rows would be taken for hidden in silence."""
    monkeypatch.setattr("xl_addin.workbook.live.grid.TOGETHER", 200)
    rows = set(range(900_002, 901_002, 2))
    hide(sheet, rows)
    assert hidden_rows(sheet, Span(900_002, 901_001)) == rows
