"""Formulas in the way of a result."""

from __future__ import annotations

import pytest
from workbooks import MAIN, SHEET, Raw, contents

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellWrite

FORMULAS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>2+2</f><v>4</v></c></row>'
    '<row r="2"><c r="A2"><f>A1</f><v>2</v></c></row>'
)
CHAIN = f'<calcChain xmlns="{MAIN}">%s</calcChain>'
CHAIN_PART = "xl/calcChain.xml"


@pytest.mark.parametrize(
    ("chain", "cells", "expected"),
    [
        ('<c r="A1" i="1"/><c r="B1" l="1"/><c r="A2"/>', ["A1"], '<c i="1" r="B1" l="1"/><c r="A2"/>'),
        ('<c r="A1" i="1"/><c r="B1"/><c r="A2"/>', ["A1", "B1"], '<c i="1" r="A2"/>'),
        ('<c r="A1" i="1"/><c r="B1"/><c r="A2"/>', ["B1"], '<c r="A1" i="1"/><c r="A2"/>'),
        ('<c r="A1" i="2"/><c r="A1" i="1"/><c r="B1"/>', ["A1"], '<c r="A1" i="2"/><c i="1" r="B1"/>'),
        ('<c r="A1" i="1"/><c r="B1" i="2"/><c r="A2" i="1"></c>', ["A1", "A2"], '<c r="B1" i="2"/>'),
        ('<c r="B1" i="1"/>', ["A1"], '<c r="B1" i="1"/>'),
    ],
)
def test_overwritten_formulas_leave_the_calculation_chain(
    raw: Raw, chain: str, cells: list[str], expected: str
) -> None:
    """Excel finds no formula in its list that is gone, and so repairs nothing."""
    path = raw(FORMULAS, parts={CHAIN_PART: CHAIN % chain})
    places = {"A1": (1, 1), "B1": (1, 2), "A2": (2, 1)}
    before = contents(path)
    FileWorkbook(path).write(CellWrite("S", *places[cell], "sent") for cell in cells)
    after = contents(path)
    assert after[CHAIN_PART].decode() == CHAIN % expected
    assert {part for part in before if before[part] != after[part]} <= {SHEET, CHAIN_PART}


def test_empty_chain_goes_with_what_points_at_it(raw: Raw) -> None:
    """A list of formulas without a formula, which Excel would repair, is taken out cleanly."""
    path = raw(FORMULAS, parts={CHAIN_PART: CHAIN % '<c r="A1" i="1"/><c r="B1"/>'})
    before = contents(path)
    FileWorkbook(path).write([CellWrite("S", 1, 1, 1), CellWrite("S", 1, 2, 1)])
    after = contents(path)
    assert [part for part in before if part not in after] == [CHAIN_PART]
    assert all(b"calcChain" not in content for content in after.values())
    assert len(after["xl/_rels/workbook.xml.rels"]) > 300
    assert FileWorkbook(path).sheets() == ["S"]


def test_formula_elsewhere_stays(raw: Raw) -> None:
    """Formulas beside the results stay as they are."""
    path = raw(FORMULAS)
    FileWorkbook(path).write([CellWrite("S", 1, 1, "sent")])
    assert b'<c r="B1"><f>2+2</f><v>4</v></c></row><row r="2"><c r="A2"><f>A1</f>' in contents(path)[SHEET]


ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>1</v></c><c r="B1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c></row>'
)
SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c></row>'
)


@pytest.mark.parametrize(
    ("rows", "place", "says"),
    [
        (ARRAY, (1, 1), "A1 of sheet S belongs to the formula in A1:B2"),
        (ARRAY, (2, 2), "B2 of sheet S belongs to the formula in A1:B2"),
        (SHARED, (1, 1), "A1 of sheet S holds a formula other cells share"),
    ],
)
def test_formulas_that_others_live_on_are_not_broken(
    raw: Raw, rows: str, place: tuple[int, int], says: str
) -> None:
    """A formula over several cells is left alone, and the person is told which one."""
    path = raw(rows)
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match=says) as caught:
        FileWorkbook(path).write([CellWrite("S", *place, "sent")])
    assert "Nothing was written" in caught.value.message
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "places"),
    [(ARRAY, [(1, 3), (3, 1)]), (SHARED, [(2, 1)]), (SHARED, [(1, 1), (2, 1), (3, 1)])],
)
def test_formulas_that_nobody_misses_may_go(raw: Raw, rows: str, places: list[tuple[int, int]]) -> None:
    """Beside a formula's cells, and over all of them, results are written."""
    path = raw(rows)
    FileWorkbook(path).write(CellWrite("S", row, column, "sent") for row, column in places)
    assert contents(path)[SHEET].count(b"sent") == len(places)
