"""What was read from one state of a workbook is not written into another."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellWrite

KEYS = [CellWrite("Rows", 1, 2, "k7f3q2m9")]


def saved(path: Path, *values: str) -> None:
    """Somebody saves a workbook with these values, one below the other."""
    book = openpyxl.Workbook()
    [sheet] = book.worksheets
    sheet.title = "Rows"
    for row, value in enumerate(values, start=1):
        sheet.cell(row, 1).value = value
    book.save(path)


def test_a_save_of_the_last_moment_keeps_keys_from_other_rows(tmp_path: Path) -> None:
    """Sorted and saved after the last look, before the keys: nothing is written, the file is theirs."""
    path = tmp_path / "book.xlsx"
    saved(path, "Rent", "Tea")
    book = FileWorkbook(path)
    version = book.version()
    assert book.unchanged_since(version)
    saved(path, "Tea", "Rent")
    theirs = path.read_bytes()
    with pytest.raises(WorkbookError, match="saved by another program at this moment"):
        book.write(KEYS, since=version)
    assert path.read_bytes() == theirs


def test_the_state_that_was_read_is_written(tmp_path: Path) -> None:
    """Nobody saved it: the cells are there, and the next state is known by another version."""
    path = tmp_path / "book.xlsx"
    saved(path, "Rent")
    book = FileWorkbook(path)
    version = book.version()
    book.write(KEYS, since=version)
    assert openpyxl.load_workbook(path).worksheets[0]["B1"].value == "k7f3q2m9"
    assert not book.unchanged_since(version)
    book.write(KEYS)
