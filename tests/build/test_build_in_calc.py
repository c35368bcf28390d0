"""Real LibreOffice opens what was built, saves it, prints it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from xl_addin.schema import Sheet


@pytest.fixture
def book(saved: Path, sheet: type[Sheet]) -> Workbook:
    """The workbook that LibreOffice saved."""
    return openpyxl.load_workbook(saved / f"{sheet.template}.xlsx")


def test_table_and_headers_are_still_there(book: Workbook, sheet: type[Sheet]) -> None:
    """A person who works in LibreOffice keeps the table that the import looks for."""
    page = book[sheet.table]
    assert book.worksheets[0] is page
    assert list(page.tables) == [sheet.table]
    assert [cell.value for cell in page[1]] == [field.header for field in sheet.columns().values()]


def test_metadata_is_still_there_and_hidden(book: Workbook, sheet: type[Sheet]) -> None:
    """The workbook is still known for what it is, version and GUID as text."""
    page = book["_xl_addin"]
    assert page.sheet_state != "visible"
    assert {row[0].value: row[1].value for row in page.iter_rows(max_col=2)} == {
        "template": sheet.template,
        "version": str(sheet.version),
        "language": "en",
        "guid": "0d9f4c1e",
    }


def test_values_keep_their_type(book: Workbook, sheet: type[Sheet]) -> None:
    """No code became a number, no text a formula, no amount changed."""
    page = book[sheet.table]
    names = list(sheet.columns())
    cells = [dict(zip(names, row, strict=True)) for row in page.iter_rows(min_row=2, max_row=3)]
    assert [cell["date"].value for cell in cells] == [datetime(2026, 11, 30), datetime(2026, 12, 31)]
    assert [cell["amount"].value for cell in cells] == [4200.1, "R$ 150,00"]
    assert [cell["paid"].value for cell in cells] == ["yes", "no"]
    assert [(cell["ref"].value, cell["ref"].data_type) for cell in cells] == [("00123", "s"), ("=1+1", "s")]


def test_dropdowns_and_hints_are_still_there(book: Workbook, sheet: type[Sheet]) -> None:
    """LibreOffice understood every rule: what it saves again offers and says the same."""
    rules = {rule.promptTitle: rule for rule in book[sheet.table].data_validations.dataValidation}
    for field in sheet.fields.values():
        assert rules[field.header].prompt == field.help
    assert (rules["Paid"].type, rules["Paid"].formula1) == ("list", "list_yes_no")
    words = book.defined_names["list_accounts"].attr_text
    assert words.replace("'", "") == "_lists!$A$2:$A$3"


def test_no_cell_shows_an_error(book: Workbook) -> None:
    """LibreOffice found nothing in the workbook that it cannot calculate."""
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if cell.data_type in ("e", "f")] == []


def test_it_prints_on_two_pages(saved: Path, sheet: type[Sheet]) -> None:
    """The table takes one page and the instructions another; hidden sheets are not printed."""
    pages = re.findall(rb"/Type\s*/Page\b", (saved / f"{sheet.template}.pdf").read_bytes())
    assert len(pages) == 2
