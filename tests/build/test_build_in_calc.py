"""Real LibreOffice opens what was built, saves it, prints it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sample_rows import NAMES, SAMPLES, TRANSLATED

from xl_addin.build.columns import words
from xl_addin.build.edition import Edition, edition
from xl_addin.importing.read import read
from xl_addin.schema import SHEETS, Sheet
from xl_addin.schema.fields import NameField, YesNoField


@pytest.fixture
def book(saved: Path, sheet: type[Sheet]) -> Workbook:
    """The workbook that LibreOffice saved."""
    return openpyxl.load_workbook(saved / f"{sheet.template}.xlsx")


@pytest.fixture(params=TRANSLATED)
def translated(request: pytest.FixtureRequest, saved: Path) -> tuple[Workbook, Edition]:
    """A workbook in another language, likewise, and what was to be in it."""
    template = TRANSLATED[request.param]
    path = saved / f"{template}.{request.param}.xlsx"
    return openpyxl.load_workbook(path), edition(SHEETS[template], request.param)


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
    for row, filled in zip(page.iter_rows(min_row=2, max_row=3), SAMPLES[sheet.template].rows, strict=True):
        cells = dict(zip(names, row, strict=True))
        assert {name: cells[name].value for name in filled} == in_cells(filled)
        assert {cells[name].data_type for name, value in filled.items() if isinstance(value, str)} == {"s"}


def in_cells(filled: Mapping[str, Any]) -> dict[str, Any]:
    """What a row's cells hold, as openpyxl reads them."""
    return {name: in_cell(value) for name, value in filled.items()}


def in_cell(value: Any) -> Any:
    """What a cell holds of a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return datetime.combine(value, datetime.min.time())
    return ", ".join(value) if isinstance(value, tuple) else value


def test_dropdowns_and_hints_are_still_there(book: Workbook, sheet: type[Sheet]) -> None:
    """LibreOffice understood every rule: what it saves again offers and says the same."""
    check_rules(book, edition(sheet, "en"))


def test_dropdowns_and_hints_are_in_the_language(translated: tuple[Workbook, Edition]) -> None:
    """A person who works in LibreOffice chooses sim, sí or oui as one who works in Excel does."""
    book, spoken = translated
    check_rules(book, spoken)
    page = book[spoken.sheet.table]
    assert [cell.value for cell in page[1]] == [field.header for field in spoken.columns().values()]
    assert [page.title, spoken.say("Instructions")] == book.sheetnames[:2]


def test_a_translated_template_reads_as_it_was_filled_in(
    translated: tuple[Workbook, Edition], saved: Path
) -> None:
    """What LibreOffice saved of a template in another language is read like the English one."""
    _, spoken = translated
    template = spoken.sheet.template
    ours, theirs = read(saved / f"{template}.{spoken.language}.xlsx"), read(saved / f"{template}.xlsx")
    assert (ours.language, ours.columns) == (spoken.language, theirs.columns)
    for entry, expected in zip(ours.entries, SAMPLES[template].read, strict=True):
        assert {name: entry.values[name] for name in expected} == expected


def check_rules(book: Workbook, sheet: Edition) -> None:
    """Fails where a rule of the first sheet does not offer or say what it is to."""
    rules = {rule.promptTitle: rule for rule in book.worksheets[0].data_validations.dataValidation}
    for field in sheet.fields.values():
        assert rules[field.header].prompt == field.help
        if isinstance(field, NameField):
            offered, title = tuple(NAMES.get(field.source, ())), field.source
        else:
            offered, title = words(field), "yes_no" if isinstance(field, YesNoField) else field.name
        if offered:
            rule = rules[field.header]
            assert (rule.type, rule.formula1) == ("list", f"list_{title}")
            place = book.defined_names[f"list_{title}"].attr_text.replace("'", "").partition("!")
            cells = book["_lists"][place[2].replace("$", "")]
            assert (place[0], [cell.value for (cell,) in at_least_two(cells)]) == ("_lists", list(offered))


def at_least_two(cells: Any) -> Any:
    """A range's rows; openpyxl gives a range of one cell as the cell."""
    return cells if isinstance(cells, tuple) else ((cells,),)


def test_no_cell_shows_an_error(book: Workbook) -> None:
    """LibreOffice found nothing in the workbook that it cannot calculate."""
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if cell.data_type in ("e", "f")] == []


def test_it_prints_on_two_pages(saved: Path, sheet: type[Sheet]) -> None:
    """The table takes one page and the instructions another; hidden sheets are not printed."""
    pages = re.findall(rb"/Type\s*/Page\b", (saved / f"{sheet.template}.pdf").read_bytes())
    assert len(pages) == 2
