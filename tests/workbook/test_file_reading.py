"""What a person sees in a cell is what is read."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import STYLES, Raw, make_raw, worksheet

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook, open_file
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue, PaddedNumber, Percentage, Region


def only(path: Path, columns: int = 1) -> list[CellValue]:
    """The cells of the first row below nothing."""
    region = Region("S", None, 0, 1, ("A",) * columns)
    return [cell for row in FileWorkbook(path).rows(region) for cell in row.cells]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<v>10</v>", Decimal(10)),
        ("<v>0.30000000000000004</v>", Decimal("0.3")),
        ("<v>-150.1</v>", Decimal("-150.1")),
        ("<v>1.5E-3</v>", Decimal("0.0015")),
        ("<v>3109871406</v>", Decimal(3109871406)),
        ("<f>A2</f><v>7</v>", Decimal(7)),
        ("<f>A2</f>", NOT_CALCULATED),
        ("<f>A2</f><v></v>", NOT_CALCULATED),
        ("<f>A2</f><v/>", NOT_CALCULATED),
        ('<f t="shared" si="0"/>', NOT_CALCULATED),
    ],
)
def test_numbers_and_formulas(raw: Raw, cell: str, expected: CellValue) -> None:
    """A number shows the digits Excel shows; a formula counts by its value and says when it has none."""
    (value,) = only(raw(f'<row r="1"><c r="A1">{cell}</c></row>'))
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('t="s"><v>0</v>', "plain"),
        ('t="s"><v>1</v>', "rich text"),
        ('t="s"><v>2</v>', "東京"),
        ('t="s"><v>3</v>', " a\r_x0041_ "),
        ('t="inlineStr"><is><t>inline</t></is>', "inline"),
        ('t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is>', "inline"),
        ('t="str"><f>B1</f><v>=not a formula</v>', "=not a formula"),
        ('t="str"><f>B1</f>', NOT_CALCULATED),
        ('t="b"><v>1</v>', True),
        ('t="b"><v>0</v>', False),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', CellError("#DIV/0!")),
        ('t="e"><v>#REF!</v>', CellError("#REF!")),
        ('t="d"><v>2026-11-21T10:30:00Z</v>', datetime(2026, 11, 21, 10, 30)),
        ('t="d"><v>2026-11-21</v>', datetime(2026, 11, 21)),
        ('t="d"><v>10:30:00</v>', time(10, 30)),
        ('s="1"><v>46347</v>', datetime(2026, 11, 21)),
        ('s="3"><v>46347.4375</v>', datetime(2026, 11, 21, 10, 30)),
        ('s="2"><v>0.4375</v>', time(10, 30)),
        ('s="2"><v>46347.4375</v>', datetime(2026, 11, 21, 10, 30)),
        ('s="1"><v>60</v>', Decimal(60)),
        ('s="1"><v>-5</v>', Decimal(-5)),
        ('s="1"><v>99999999</v>', Decimal(99999999)),
        ('s="99"><v>5</v>', Decimal(5)),
    ],
)
def test_every_type_of_cell(raw: Raw, cell: str, expected: CellValue) -> None:
    """Text, yes and no, errors, dates and times are read as the sheet shows them."""
    strings = (
        "<si><t>plain</t></si>"
        '<si><r><rPr><b/></rPr><t xml:space="preserve">rich </t></r><r><t>text</t></r></si>'
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
        '<si><t xml:space="preserve"> a_x000D__x005F_x0041_ </t></si>'
    )
    (value,) = only(raw(f'<row r="1"><c r="A1" {cell}</c></row>', strings=strings))
    assert value == expected
    assert type(value) is type(expected)


def test_formula_that_shows_nothing_is_an_empty_text(raw: Raw) -> None:
    """Rows prepared with formulas that show nothing yet are not rows to send."""
    row = '<row r="1"><c r="A1" t="str"><f>B1</f><v></v></c>{}</row>'
    assert only(raw(row.format(""))) == []
    assert only(raw(row.format('<c r="B1"><v>1</v></c>')), 2) == ["", Decimal(1)]


def test_numbers_that_look_otherwise(raw: Raw) -> None:
    """15% is not fifteen hundredths of a real, and 00042 is not 42: both are told from plain numbers."""
    codes = '<numFmt numFmtId="170" formatCode="00000"/>'
    formats = '<xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>'
    styles = STYLES.replace("</numFmts>", f"{codes}</numFmts>").replace("</cellXfs>", formats)
    shown = {"5": "0.15", "6": "-1", "7": "42"}
    row = "".join(f'<c r="{"ABC"[n]}1" s="{s}"><v>{v}</v></c>' for n, (s, v) in enumerate(shown.items()))
    plain = '<row r="2"><c r="A2" s="7"><v>12345</v></c><c r="B2" s="7"><v>123456</v></c></row>'
    first, second = FileWorkbook(raw(f'<row r="1">{row}</row>{plain}', styles=styles)).head("S")
    assert [(type(cell), str(cell)) for cell in first.cells] == [
        (Percentage, "0.15"),
        (Percentage, "-1"),
        (PaddedNumber, "42"),
    ]
    assert [type(cell) for cell in second.cells] == [Decimal, Decimal]


def test_days_from_1904(raw: Raw) -> None:
    """A workbook that counts days from 1904 shows the same days as Excel."""
    path = raw('<row r="1"><c r="A1" s="1"><v>44885</v></c></row>', workbook='date1904="1"')
    assert only(path) == [datetime(2026, 11, 21)]


def test_places_left_out_are_counted(raw: Raw) -> None:
    """A program that leaves out row and cell references is understood."""
    assert only(raw("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"), 2) == [
        Decimal(1),
        Decimal(2),
        None,
        Decimal(3),
    ]


def test_prefixed_and_strict_markup(raw: Raw) -> None:
    """Other programs' spelling of the same sheet reads the same."""
    rows = '<x:row r="1" hidden="true"><x:c r="A1" t="inlineStr"><x:is><x:t>hi</x:t></x:is></x:c></x:row>'
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = raw(sheet=f'\ufeff<x:worksheet xmlns:x="{strict}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')
    (row,) = FileWorkbook(path).rows(Region("S", None, 0, 1, ("A",)))
    assert (row.cells, row.hidden) == (("hi",), True)


def test_table_of_a_rich_workbook(rich: Path) -> None:
    """The table, its hidden row, its rich text and its merged neighbours come in one reading."""
    book = open_file(rich)
    (table,) = book.tables()
    assert (table.sheet, table.table, table.header_row, table.first_column) == (
        "Transactions",
        "Transactions",
        1,
        1,
    )
    assert table.headers == ("Description", "Amount", "Count", "Paid", "Note", "Status", "Id")
    assert (table.last_row, table.totals_row, table.cell(7, 2)) == (6, None, "C7")
    rows = {row.number: row for row in book.rows(table)}
    assert rows[2].cells == ("Item 1", Decimal("10.25"), Decimal(1), "yes", "plain bold end", None, None)
    assert [number for number, row in rows.items() if row.hidden] == [3]
    assert rows[10].cells[0] == "merged"
    assert book.merged("Transactions") == ["A10:B11"]
    assert book.merged("Other") == []
    assert book.sheets() == ["Transactions", "Other"]
    assert book.properties() == {"schema": "1", "guid": "3f2a"}


def test_rows_below_the_table_count_and_totals_do_not(tmp_path: Path) -> None:
    """A row typed below the table is read, its totals row and the next table are not."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Amount"], [1], [2], ["Total"], [3], [], ["Amount"], [9]):
        sheet.append(row)
    first = openpyxl.worksheet.table.Table(displayName="First", ref="A1:A4", totalsRowCount=1)
    sheet.add_table(first)
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="Second", ref="A7:A8"))
    book.save(tmp_path / "two.xlsx")
    opened = FileWorkbook(tmp_path / "two.xlsx")
    one, two = opened.tables()
    assert (one.last_row, one.totals_row) == (3, 4)
    assert [(row.number, row.cells) for row in opened.rows(one)] == [
        (2, (Decimal(1),)),
        (3, (Decimal(2),)),
        (5, (Decimal(3),)),
    ]
    assert [row.number for row in opened.rows(two)] == [8]


def test_head_shows_where_a_header_may_be(rich: Path, raw: Raw) -> None:
    """A list without a table is found by its first rows."""
    (first, *_) = FileWorkbook(rich).head("Transactions", 3)
    assert (first.number, first.cells[0]) == (1, "Description")
    path = raw('<row r="3"><c r="B3"><v>1</v></c><c r="C3"/></row><row r="40"><c r="A40"><v>1</v></c></row>')
    assert [(row.number, row.cells) for row in FileWorkbook(path).head("S")] == [(3, (None, Decimal(1)))]


def test_merged_ranges_are_known_before_and_after_the_rows(raw: Raw) -> None:
    """Merged cells are found whether or not the rows were read first."""
    after = (
        '<autoFilter ref="A1:A9"/><mergeCells count="1"><mergeCell ref="B3:B5"/></mergeCells><pageMargins/>'
    )
    path = raw(sheet=worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
    assert FileWorkbook(path).merged("S") == ["B3:B5"]
    book = FileWorkbook(path)
    list(book.rows(Region("S", None, 0, 1, ("A",))))
    assert book.merged("S") == ["B3:B5"]


def test_file_saved_meanwhile_is_read_anew(raw: Raw) -> None:
    """A workbook saved in Excel between two readings is never read with yesterday's texts."""
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    book = FileWorkbook(raw(cell, strings="<si><t>before</t></si>"))
    region = Region("S", None, 0, 1, ("A",))
    assert [row.cells for row in book.rows(region)] == [("before",)]
    raw(cell, strings="<si><t>after it</t></si>")
    assert [row.cells for row in book.rows(region)] == [("after it",)]


def test_sheet_that_is_not_there(rich: Path) -> None:
    """A sheet that was renamed is named in the error."""
    with pytest.raises(WorkbookError, match=r"rich\.xlsm has no sheet Gone"):
        FileWorkbook(rich).merged("Gone")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_those_of_openpyxl(tmp_path: Path, number: float) -> None:
    """Every number is read with the fifteen digits Excel keeps."""
    path = make_raw(tmp_path / "number.xlsx", f'<row r="1"><c r="A1"><v>{number!r}</v></c></row>')
    (value,) = only(path)
    assert value == Decimal(format(number, ".15g"))
    workbook = openpyxl.load_workbook(path, read_only=True)
    assert float(format(workbook.active["A1"].value, ".15g")) == float(value)
    workbook.close()
