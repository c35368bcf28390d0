"""A value written is the value read, by us and by others, and never a formula."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from workbooks import SHEET, Raw, contents, make_raw

from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellValue, CellWrite, Region, WriteValue

IN_ONE_FOLDER = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
moments = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
amounts = st.decimals(Decimal("-9999999999999.99"), Decimal("9999999999999.99"), places=2)


def put(path: Path, *values: WriteValue) -> Path:
    """Writes the values below each other in column A."""
    FileWorkbook(path).write(CellWrite("S", row, 1, value) for row, value in enumerate(values, 1))
    return path


def read(path: Path) -> list[CellValue]:
    """Column A, as we read it."""
    return [row.cells[0] for row in FileWorkbook(path).rows(Region("S", None, 0, 1, ("A",)))]


def read_by_openpyxl(path: Path) -> list[object]:
    """Column A, as openpyxl reads it."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [cell.value for cell in next(book.active.iter_cols(max_col=1))]


@IN_ONE_FOLDER
@given(st.lists(texts, min_size=1, max_size=6))
def test_any_text_comes_back(tmp_path: Path, values: list[str]) -> None:
    """Whatever a service answers stands in the sheet as it was, to us and to other programs."""
    path = put(make_raw(tmp_path / "text.xlsx"), *values)
    assert read(path) == values
    found = [unescape(value) if isinstance(value, str) else value for value in read_by_openpyxl(path)]
    assert found == values


@IN_ONE_FOLDER
@given(st.lists(amounts | st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=6))
def test_any_amount_comes_back(tmp_path: Path, values: list[Decimal | int]) -> None:
    """An amount or an id is the same to the last digit."""
    path = put(make_raw(tmp_path / "amount.xlsx"), *values)
    assert read(path) == values
    assert [Decimal(format(value, ".15g")) for value in read_by_openpyxl(path)] == values


@IN_ONE_FOLDER
@given(st.lists(moments, min_size=1, max_size=6))
def test_any_moment_comes_back(tmp_path: Path, values: list[datetime]) -> None:
    """A date and time is shown as one, also where the column was not made for it."""
    path = put(make_raw(tmp_path / "moment.xlsx"), *values)
    assert read(path) == values
    assert read_by_openpyxl(path) == values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        (False, False),
        (0, Decimal(0)),
        (3109871406, Decimal(3109871406)),
        (12345678901234567890, "12345678901234567890"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Decimal("NaN"), "NaN"),
        (10**400, "1" + "0" * 400),
        ("", ""),
        ("a" * 40_000, "a" * 32_766 + "…"),
        ("half \ud83d", "half \ufffd"),
        (datetime(1899, 12, 30), "1899-12-30 00:00:00"),
    ],
)
def test_what_a_sheet_cannot_hold_is_text(raw: Raw, value: WriteValue, expected: CellValue) -> None:
    """What Excel would round, what is before its calendar and endless text are kept as well as can be."""
    region = Region("S", None, 0, 1, ("A", "B"))
    path = put(raw('<row r="1"><c r="B1"><v>1</v></c></row>'), value)
    (row,) = FileWorkbook(path).rows(region)
    assert row.cells == (expected, Decimal(1))
    assert type(row.cells[0]) is type(expected)


def test_time_zones_are_refused(raw: Raw) -> None:
    """A moment in a time zone is a mistake of ours, not a guess in the sheet."""
    with pytest.raises(ValueError, match="naive"):
        put(raw(), datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
@pytest.mark.parametrize("style", ["", ' s="0"', ' s="3"'])
def test_text_that_looks_like_a_formula_is_text(raw: Raw, text: str, style: str) -> None:
    """Text from a service never becomes a formula, not even when a person edits the cell."""
    path = put(raw(f'<row r="1"><c r="A1"{style}/></row>'), text)
    assert read(path) == [text]
    cell = openpyxl.load_workbook(path).active["A1"]
    assert cell.data_type != "f"
    assert cell.number_format == "@"
    assert cell.alignment.wrapText == (True if "3" in style else None)


def test_number_in_a_date_column_is_a_number(raw: Raw) -> None:
    """An id in a column that was made for dates is shown as the id, not as a day."""
    path = put(raw('<row r="1"><c r="A1" s="1"/></row>'), 3109)
    assert read(path) == read_by_openpyxl(path) == [3109]


def test_formats_are_added_once_and_only_when_needed(raw: Raw) -> None:
    """The styles stay as they are as long as the cells' formats fit."""
    plain = '<row r="1"><c r="A1" s="1"/></row><row r="2"><c r="A2" s="4"/></row>'
    path = raw(plain)
    before = contents(path)
    put(path, datetime(2026, 11, 21), "=1")
    after = contents(path)
    assert [part for part in before if before[part] != after[part]] == [SHEET]
    put(path, "=1", None, "-1", datetime(2026, 11, 21), datetime(2026, 11, 21, 10), "ok")
    styles = contents(path)["xl/styles.xml"]
    assert b'<cellXfs count="9">' in styles
    assert styles.count(b"<xf ") == before["xl/styles.xml"].count(b"<xf ") + 4
    put(path, "=1", None, "-1", datetime(2026, 11, 21), datetime(2026, 11, 21, 10), "ok")
    assert contents(path)["xl/styles.xml"] == styles


def test_days_are_counted_from_1904_where_the_workbook_does(raw: Raw) -> None:
    """A workbook from an old Mac gets the same day."""
    path = put(raw(workbook='date1904="1"'), datetime(2026, 11, 21, 10, 30))
    assert read(path) == read_by_openpyxl(path) == [datetime(2026, 11, 21, 10, 30)]


def test_workbook_without_styles(raw: Raw) -> None:
    """A workbook without a styles part takes text and numbers all the same."""
    path = raw()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path.with_name("bare.xlsx"), "w") as new:
        for name in old.namelist():
            if name != "xl/styles.xml":
                new.writestr(name, old.read(name))
    assert read(put(path.with_name("bare.xlsx"), "=1", 5)) == ["=1", Decimal(5)]


def test_clearing(raw: Raw) -> None:
    """A cleared cell keeps its format, and a cell that is not there is not made."""
    path = put(raw('<row r="1"><c r="A1" s="1"><v>5</v></c></row>'), None, None)
    assert read(path) == []
    assert b'<row r="1"><c r="A1" s="1"/></row></sheetData>' in contents(path)[SHEET]
