"""Reads a workbook's filled rows into typed values; every misfit names its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import WorkbookError
from xl_addin.importing.entry import Book, Entry
from xl_addin.importing.headers import match
from xl_addin.importing.locate import locate
from xl_addin.journal.keys import is_key
from xl_addin.schema import Sheet
from xl_addin.schema.fields import as_text
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import READINGS, Reading
from xl_addin.texts import say
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellValue, SheetRow

_RANGE = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


def read(path: Path) -> Book:
    """A workbook's rows, checked cell by cell. Nothing is raised: what is wrong is in its problems."""
    book = Book(path)
    try:
        book.file = FileWorkbook(path)
        _read_into(book)
    except WorkbookError as error:
        book.problems.append(book.problem(str(error)))
    return book


def _read_into(book: Book) -> None:
    assert book.file is not None
    found = locate(book.file)
    if found is None:
        book.problems.append(book.problem(say("problem.no_template")))
        return
    book.sheet, book.region = found
    book.columns, wrong = match(book.sheet, book.region.headers)
    book.problems += [book.problem(text) for text in wrong]
    properties = book.file.properties()
    book.guid = properties.get("guid", "")
    if wrong:
        return
    _check_version(book, properties)
    reading = READINGS.get(properties.get("language", "en"), READINGS["en"])
    filled = [row for row in book.file.rows(book.region) if _is_filled(book, row)]
    merged = _merged(book)  # known by now: the pass over the rows met them
    book.entries = [_entry(book, book.sheet, row, reading, merged) for row in filled]


def _check_version(book: Book, properties: dict[str, str]) -> None:
    assert book.sheet is not None
    version = properties.get("version", "")
    if version.isdigit() and int(version) > book.sheet.version:
        book.problems.append(book.problem(say("problem.newer_template")))


def _is_filled(book: Book, row: SheetRow) -> bool:
    assert book.sheet is not None
    cells = (row.cells[book.columns[name]] for name in book.sheet.fields if name in book.columns)
    return any(cell is not None and not (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _entry(book: Book, sheet: type[Sheet], row: SheetRow, reading: Reading, merged: _Merged) -> Entry:
    assert book.region is not None
    entry = Entry(row.number, row.hidden, values={}, typed={})
    for name, field in sheet.fields.items():
        index = book.columns.get(name)
        try:
            if index is not None and merged.holds(row.number, book.region.first_column + index):
                raise Unfit("merged")
            entry.values[name] = field.read(row.cells[index] if index is not None else None, reading)
            entry.typed[name] = field.show(entry.values[name])
        except Unfit as unfit:
            book.reject(entry, say(f"problem.{unfit.reason}", header=field.header, **unfit.blanks), name)
    _read_results(book, entry, row)
    return entry


def _read_results(book: Book, entry: Entry, row: SheetRow) -> None:
    """The row's key, and what an earlier import wrote beside it."""
    entry.sheet_status = _loose(row.cells[book.columns["status"]])
    entry.sheet_id = _loose(row.cells[book.columns["remote_id"]]) if "remote_id" in book.columns else ""
    entry.key = _loose(row.cells[book.columns["key"]])
    if entry.key and not is_key(entry.key):
        book.reject(entry, say("problem.not_a_key", value=entry.key), "key")
        entry.key = ""


def _loose(cell: CellValue) -> str:
    """A result cell's text; a damaged one counts as blank, except that it is written anew."""
    try:
        return as_text(cell).strip() if cell is not None else ""
    except Unfit:
        return ""


@dataclass(frozen=True, slots=True)
class _Merged:
    """The merged ranges of a sheet: (first row, last row, first column, last column), counted from 1."""

    ranges: tuple[tuple[int, int, int, int], ...]

    def holds(self, row: int, column: int) -> bool:
        return any(
            top <= row <= bottom and left <= column <= right for top, bottom, left, right in self.ranges
        )


def _merged(book: Book) -> _Merged:
    assert book.file is not None
    assert book.region is not None
    ranges = []
    for text in book.file.merged(book.region.sheet):
        if found := _RANGE.fullmatch(text):
            left, top, right, bottom = found.groups()
            ranges.append((int(top), int(bottom or top), _column(left), _column(right or left)))
    return _Merged(tuple(ranges))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
