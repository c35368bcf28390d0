"""What a workbook's XML may hold beside its cells: it neither hides a value nor shows another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import MAIN, SHEET, Raw, contents, worksheet

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellValue, CellWrite, Region

AB = Region("S", None, 0, 1, ("A", "B"))
OWN = 'xmlns:x="urn:other"'
FOREIGN = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x"'


def cells(book: FileWorkbook) -> list[tuple[CellValue, ...]]:
    """The rows' cells in the columns A and B."""
    return [row.cells for row in book.rows(AB)]


@pytest.mark.parametrize(
    "row",
    [
        '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><extLst><ext uri="u"/></extLst>',
        '<c r="A1"><v>1</v><extLst><ext uri="u"/></extLst></c><c r="B1"><v>2</v></c>',
        '<c r="A1"><v>1</v></c><x:c r="B1"><v>9</v></x:c><c r="B1"><v>2</v></c>',
        '<x:c/><c r="A1"><x:v>9</x:v><v>1</v></c><c r="B1"><v>2</v></c>',
        "<c><v>1</v></c><x:any/><c><v>2</v></c>",
        '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><x:drawing/><x:row r="7"/>',
    ],
)
def test_extensions_hide_no_value_and_add_none(raw: Raw, row: str) -> None:
    """What Excel passes over is passed over, and the values before it stay."""
    sheet = worksheet(f'<row r="1">{row}</row><x:row r="2"><c r="A2"><v>9</v></c></x:row>')
    path = raw(sheet=sheet.replace("<worksheet", f"<worksheet {OWN} {FOREIGN}"))
    assert cells(FileWorkbook(path)) == [(Decimal(1), Decimal(2))]


def test_result_goes_before_a_rows_extension(raw: Raw) -> None:
    """A row's cells come first in it, or Excel would repair the file."""
    path = raw('<row r="1"><c r="A1"><v>1</v></c><extLst><ext uri="u"/></extLst></row>')
    FileWorkbook(path).write([CellWrite("S", 1, 2, 5)])
    text = '<c r="A1"><v>1</v></c><c r="B1"><v>5</v></c><extLst><ext uri="u"/></extLst></row>'
    assert text in contents(path)[SHEET].decode()


@pytest.mark.parametrize("encoding", ["ASCII", "us-ascii"])
def test_accents_in_a_sheet_that_says_it_has_none(raw: Raw, encoding: str) -> None:
    """A service's words keep their accents in a file that a plain XML program wrote."""
    path = raw(sheet=f"<?xml version='1.0' encoding='{encoding}'?>{worksheet('')}")
    FileWorkbook(path).write([CellWrite("S", 1, 1, "São João 😀")])
    assert contents(path)[SHEET].isascii()
    assert cells(FileWorkbook(path)) == [("São João 😀", None)]


@pytest.mark.parametrize("hidden", ['hidden="1"', 'ht="0" customHeight="1"'])
def test_rows_that_nobody_sees_are_told(raw: Raw, hidden: str) -> None:
    """A row of no height is as hidden as a hidden one."""
    path = raw(f'<row r="1" {hidden}><c r="A1"><v>1</v></c></row>')
    assert [row.hidden for row in FileWorkbook(path).rows(AB)] == [True]


def test_merged_range_that_is_none(raw: Raw) -> None:
    """A range that reads as nothing ends in a sentence."""
    merged = '<mergeCells><mergeCell ref="somewhere"/></mergeCells>'
    with pytest.raises(WorkbookError, match="a merged range of sheet S reads 'somewhere'"):
        FileWorkbook(raw(sheet=worksheet("", after=merged))).merged("S")


@pytest.mark.parametrize(
    ("rows", "written", "later", "told"),
    [
        (
            '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>',
            (1, 2),
            {2: [1]},
            "A2 of sheet S belongs to the formula in A1:A2",
        ),
        (
            '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>',
            (3, 2),
            {1: [1]},
            "A1",
        ),
    ],
)
def test_what_is_in_the_way_of_a_later_write_stops_this_one(
    raw: Raw, rows: str, written: tuple[int, int], later: dict[int, list[int]], told: str
) -> None:
    """Whether results will fit is known before a row is sent: its key is not even written."""
    path = raw(rows)
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match=told):
        FileWorkbook(path).write([CellWrite("S", *written, "key")], {"S": later})
    assert path.read_bytes() == before


def test_a_later_write_may_go_over_a_formula_of_its_own(raw: Raw) -> None:
    """A formula that spans nothing is no hindrance, and stands there until it is written over."""
    path = raw('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>')
    FileWorkbook(path).write([CellWrite("S", 1, 2, "key")], {"S": {1: [1, 3]}, "T": {1: [1]}})
    assert cells(FileWorkbook(path)) == [(1, "key")]


def test_namespace_of_a_sheet_counts(raw: Raw) -> None:
    """A sheet of another vocabulary has no rows of ours."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    path = raw(sheet=worksheet(rows).replace(MAIN, "urn:other"))
    assert cells(FileWorkbook(path)) == []
