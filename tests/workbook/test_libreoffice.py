"""LibreOffice as a second pair of eyes."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from workbooks import Convert, make_rich

from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellWrite, Region

TRICKY = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "plain",
    " spaces ",
    "a\nb",
    "é😀<&>\"'",
    "_x0041_",
    "00123",
    "1/2",
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich workbook with results in it, and texts that are easily taken for something else."""
    path = make_rich(tmp_path_factory.mktemp("written") / "rich.xlsm")
    book = FileWorkbook(path)
    book.write(CellWrite("Other", row, 2, text) for row, text in enumerate(TRICKY, 1))
    results = (CellWrite("Transactions", row, 6, "sent") for row in range(2, 7))
    ids = (CellWrite("Transactions", row, 7, 3109871406 + row) for row in range(2, 7))
    book.write([*results, *ids, CellWrite("Other", 1, 3, datetime(2026, 11, 21, 10, 30))])
    return path


@pytest.fixture(scope="module")
def saved(written: Path, libreoffice: Convert) -> FileWorkbook:
    """The written workbook after LibreOffice opened and saved it."""
    return FileWorkbook(libreoffice(written, "xlsx"))


def test_table_survives_libreoffice(written: Path, saved: FileWorkbook) -> None:
    """A workbook that a person edits in LibreOffice has the same rows as before."""
    (table,) = saved.tables()
    (ours,) = FileWorkbook(written).tables()
    assert table.headers == ours.headers
    own = {row.number: row.cells for row in FileWorkbook(written).rows(ours) if row.number < 7}
    theirs = {row.number: row.cells for row in saved.rows(table) if row.number < 7}
    assert theirs == own
    assert theirs[2][5:] == ("sent", Decimal(3109871408))
    assert [row.number for row in saved.rows(table) if row.hidden] == [3]
    assert saved.merged("Transactions") == ["A10:B11"]


def test_properties_survive_libreoffice(saved: FileWorkbook) -> None:
    """The workbook's own identity is still there, and its sheet still hidden."""
    assert saved.properties() == {"schema": "1", "guid": "3f2a"}
    assert saved.sheets() == ["Transactions", "Other"]


def test_texts_survive_libreoffice(saved: FileWorkbook) -> None:
    """No text we wrote became a formula, a number or a date in LibreOffice."""
    rows = saved.rows(Region("Other", None, 0, 2, ("text", "moment")))
    cells = [row.cells for row in rows]
    assert [text for text, _ in cells] == TRICKY
    assert cells[0][1] == datetime(2026, 11, 21, 10, 30)


def test_formula_like_text_shows_as_text(written: Path, libreoffice: Convert) -> None:
    """What a person sees in LibreOffice is the text itself, not its result."""
    exported = libreoffice(
        written, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    )
    with exported.open(encoding="utf-8", newline="") as file:
        shown = [row[1] for row in csv.reader(file)]
    assert shown == TRICKY


def test_calculated_and_uncalculated_formulas(libreoffice: Convert, tmp_path: Path) -> None:
    """A formula nobody calculated is told as such; once LibreOffice saved it, its value is there."""
    book = openpyxl.Workbook()
    book.active.title = "S"
    for row in (["=1+1", "=1/0", '="a"&"b"', '=""'], [1]):
        book.active.append(row)
    book.save(tmp_path / "new.xlsx")
    region = Region("S", None, 0, 1, ("a", "b", "c", "d"))
    first = next(FileWorkbook(tmp_path / "new.xlsx").rows(region))
    assert first.cells == (NOT_CALCULATED,) * 4
    first = next(FileWorkbook(libreoffice(tmp_path / "new.xlsx", "xlsx")).rows(region))
    assert first.cells == (Decimal(2), CellError("#DIV/0!"), "ab", "")
