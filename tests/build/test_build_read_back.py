"""What the builder writes, the reader of the import reads: also after LibreOffice saved it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sample_rows import SAMPLES

from xl_addin.build.template import path_of, write_template
from xl_addin.schema import SHEETS, Sheet
from xl_addin.schema.reading import READINGS
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.metadata import guid_write
from xl_addin.workbook.port import CellWrite


def test_a_saved_template_reads_as_it_was_filled_in(saved: Path, sheet: type[Sheet]) -> None:
    """A person who fills in a template with LibreOffice sends what they typed."""
    workbook = FileWorkbook(saved / f"{sheet.template}.xlsx")
    (table,) = workbook.tables()
    assert (table.sheet, table.table, table.header_row, table.first_column) == (
        sheet.table,
        sheet.table,
        1,
        1,
    )
    assert table.headers == tuple(field.header for field in sheet.columns().values())
    names = list(sheet.columns())
    for row, expected in zip(workbook.rows(table), SAMPLES[sheet.template].read, strict=True):
        for name, value in expected.items():
            assert sheet.fields[name].read(row.cells[names.index(name)], READINGS["en"]) == value, name


def test_a_template_is_known_by_its_metadata(tmp_path: Path, sheet: type[Sheet]) -> None:
    """The reader finds template, version, language and GUID where the builder put them."""
    path = tmp_path / "new.xlsx"
    write_template(sheet, path, guid="0d9f4c1e")
    assert FileWorkbook(path).properties() == {
        "template": sheet.template,
        "version": str(sheet.version),
        "language": "en",
        "guid": "0d9f4c1e",
    }


def test_an_empty_template_has_no_rows(sheet: type[Sheet]) -> None:
    """The blank first row of a fresh template is not taken for a row to send."""
    workbook = FileWorkbook(path_of(sheet))
    (table,) = workbook.tables()
    assert list(workbook.rows(table)) == []
    assert workbook.sheets() == [sheet.table, "Instructions"]


@pytest.mark.parametrize(("language", "shown"), [("en", "yyyy-mm-dd hh:mm"), ("pt", "dd/mm/yyyy hh:mm")])
def test_a_downloaded_template_can_be_given_its_identity_and_results(
    tmp_path: Path, sheet: type[Sheet], language: str, shown: str
) -> None:
    """The first import writes a GUID into its place, and results that keep their format."""
    path = Path(shutil.copy(path_of(sheet, language), tmp_path / "mine.xlsx"))
    workbook = FileWorkbook(path)
    assert not workbook.properties().get("guid")
    guid = guid_write(workbook, "0d9f4c1e")
    assert guid is not None
    column = {name: index for index, name in enumerate(sheet.columns(), start=1)}
    results = {"status": "sent", "remote_id": "3109871406", "sent_at": datetime(2026, 11, 30, 8, 15)}
    workbook.write([guid, *(CellWrite(sheet.table, 7, column[name], v) for name, v in results.items())])
    again = FileWorkbook(path)
    assert again.properties()["guid"] == "0d9f4c1e"
    (row,) = again.rows(again.tables()[0])
    assert {name: row.cells[column[name] - 1] for name in results} == results
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page.cell(7, column["sent_at"]).number_format == shown


@pytest.mark.parametrize("text", ["=1+1", "00123", "  spaces  ", "line\nbreak", "_x0041_", "1/2", "🙂"])
def test_a_text_is_read_to_the_letter(text: str, tmp_path: Path) -> None:
    """No text changes between being written into a template and being read from it."""
    path = tmp_path / "new.xlsx"
    write_template(SHEETS["organizze_transactions"], path, rows=[{"description": text}])
    workbook = FileWorkbook(path)
    (row,) = workbook.rows(workbook.tables()[0])
    assert row.cells[1] == text
