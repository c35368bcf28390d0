"""Reads a workbook's filled rows into typed values; every misfit names its cell."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xl_addin.errors import WorkbookError
from xl_addin.importing.arrange import arrange
from xl_addin.importing.attempt import batch_in
from xl_addin.importing.entry import Book, Entry
from xl_addin.importing.headers import fit, language_of, match
from xl_addin.importing.locate import header_cells, locate, misnamed, widened
from xl_addin.importing.merged import MergedCells
from xl_addin.importing.rehearsal import host_in
from xl_addin.journal.keys import is_key
from xl_addin.schema import Sheet
from xl_addin.schema.fields import as_text
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import READINGS, Reading
from xl_addin.texts import say
from xl_addin.workbook.port import CellValue, Region, SheetRow
from xl_addin.workbook.references import parse_area
from xl_addin.workbook.source import Source, source_of


def read(given: Path | Source) -> Book:
    """A workbook's rows, checked cell by cell. Nothing is raised: what is wrong is in its problems."""
    source = source_of(given)
    book = Book(source.path, source)
    try:
        book.file = source.open()
        book.version = book.file.version()
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
    shown = header_cells(book.file, found[1])
    book.sheet, book.region = found[0], widened(found[1], shown)
    properties = book.file.properties()
    book.language = language_of(book.sheet, book.region.headers, properties.get("language", ""))
    book.columns, wrong = match(book.sheet, book.region.headers, book.language)
    wrong += [_two_headers(book.region, index, text) for index, text in misnamed(book.region, shown)]
    book.problems += [book.problem(text) for text in wrong]
    book.guid = properties.get("guid", "")
    filled = [row for row in book.file.rows(book.region, book.columns.values()) if _is_filled(book, row)]
    if wrong:
        book.entries = [_unread(book, row) for row in filled]
        return
    _check_version(book, properties)
    _check_other_tables(book)
    reading = READINGS.get(properties.get("language", book.language), READINGS["en"])
    # known without a further pass by now: the one over the rows met them
    areas = [parse_area(text) for text in book.file.merged(book.region.sheet)]
    merged = MergedCells(areas, book.region)
    declared = book.sheet.fields_of(book.columns)
    book.fields = {name: field.within(book.language) for name, field in declared.items()}
    _check_header_cells(book, merged)
    book.entries = [_entry(book, book.sheet, row, reading, merged) for row in filled]
    arrange(book)


def _two_headers(region: Region, index: int, shown: str) -> str:
    cell = region.cell(region.header_row, index)
    return say("problem.two_headers", cell=cell, shown=shown, named=region.headers[index])


def _check_version(book: Book, properties: dict[str, str]) -> None:
    assert book.sheet is not None
    version = properties.get("version", "")
    if version.isdigit() and int(version) > book.sheet.version:
        book.problems.append(book.problem(say("problem.newer_template")))


def _check_other_tables(book: Book) -> None:
    """Rows in a second table of the template would be passed over in silence."""
    assert book.file is not None
    assert book.sheet is not None
    assert book.region is not None
    for region in book.file.tables():
        same = (region.sheet, region.table) == (book.region.sheet, book.region.table)
        if not same and fit(book.sheet, region.headers) and any(book.file.rows(region)):
            text = say("problem.another_table", sheet=region.sheet)
            book.problems.append(book.problem(text))


def _check_header_cells(book: Book, merged: MergedCells) -> None:
    """A header over several columns would leave all but one of them unread, in silence."""
    assert book.sheet is not None
    assert book.region is not None
    for name, field in book.sheet.columns().items():
        if name in book.columns and merged.widen_header(book.region.first_column + book.columns[name]):
            text = say("problem.merged", header=field.headed(book.language))
            book.problems.append(book.problem(text, row=book.region.header_row, name=name))


def _is_filled(book: Book, row: SheetRow) -> bool:
    assert book.sheet is not None
    cells = (row.cells[index] for name, index in book.columns.items() if name not in book.sheet.results)
    return any(cell is not None and not (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _unread(book: Book, row: SheetRow) -> Entry:
    """A row of a table whose headers are wrong: it is listed; of its cells only Ref and results are read."""
    ref = _loose(row.cells[book.columns["ref"]]) if "ref" in book.columns else ""
    entry = Entry(row.number, row.hidden, {"ref": ref}, {})
    _read_results(book, entry, row)
    return entry


def _entry(book: Book, sheet: type[Sheet], row: SheetRow, reading: Reading, merged: MergedCells) -> Entry:
    assert book.region is not None
    entry = Entry(row.number, row.hidden, values={}, typed={})
    for name, field in book.fields.items():
        index = book.columns.get(name)
        try:
            if index is not None and merged.hold(row.number, book.region.first_column + index):
                raise Unfit("merged")
            entry.values[name] = field.read(row.cells[index] if index is not None else None, reading)
            entry.typed[name] = field.show(entry.values[name])
        except Unfit as unfit:
            if unfit.reason == "required" and name in sheet.headed:
                entry.values[name], entry.typed[name] = None, ""  # an earlier row of the same may say it
                continue
            book.reject(entry, say(f"problem.{unfit.reason}", header=field.header, **unfit.blanks), name)
    _read_results(book, entry, row)
    for name, field in sheet.results.items():
        index = book.columns.get(name)
        if index is not None and merged.hold(row.number, book.region.first_column + index):
            text = say("problem.merged", header=field.headed(book.language))
            book.reject(entry, text, name)  # nobody would see it there
    return entry


def _read_results(book: Book, entry: Entry, row: SheetRow) -> None:
    """The row's key, and what an earlier import wrote beside it."""

    def told(name: str) -> str:
        return _loose(row.cells[book.columns[name]]) if name in book.columns else ""

    entry.sheet_status, entry.key = told("status").casefold(), told("key")
    book.keys[row.number] = row.cells[book.columns["key"]] if "key" in book.columns else None
    entry.sheet_id, entry.sheet_number = told("remote_id"), told("number")
    entry.sheet_host, batch = host_in(told("message")), batch_in(told("message"))
    entry.sheet_batch = "" if batch == entry.key else batch  # the row's own mark, as a service told of it
    sent_at = row.cells[book.columns["sent_at"]] if "sent_at" in book.columns else None
    entry.sheet_sent_at = sent_at if isinstance(sent_at, datetime) else None
    total = row.cells[book.columns["total"]] if "total" in book.columns else None
    entry.sheet_total = total if isinstance(total, Decimal) else None
    if entry.sheet_id and not entry.key:
        book.reject(entry, say("problem.id_without_key"), "remote_id")
    if entry.key and not is_key(entry.key):
        book.reject(entry, say("problem.not_a_key", value=entry.key), "key")
        entry.key = ""


def _loose(cell: CellValue) -> str:
    """A result cell's text; a damaged one counts as blank, except that it is written anew."""
    try:
        return as_text(cell).strip() if cell is not None else ""
    except Unfit:
        return ""
