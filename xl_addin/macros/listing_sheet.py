"""A listing as a new sheet of the workbook in front: the kinds of its columns decide how cells look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from xl_addin.fetching.data import data
from xl_addin.fetching.export import FORMATS
from xl_addin.fetching.listing import NUMERIC, Column, Kind, Listing, Value, Word
from xl_addin.macros.excel import Excel
from xl_addin.texts import say
from xl_addin.texts.typed import place
from xl_addin.workbook.text import fitted

if TYPE_CHECKING:
    import xlwings as xw

LONGEST_NAME: Final = 31
"""Characters of a sheet's name."""
AT_ONCE: Final = 5_000
"""Rows that are handed to Excel together."""
HEADER: Final = "#1F3864"
HEADER_TEXT: Final = "#FFFFFF"
STYLE: Final = "TableStyleLight1"
WIDE: Final = 60
"""Characters from which a column is one of sentences, which go on below."""
SPACE: Final = "_ "
"""In a number's format: so much room at its right as a blank needs."""
SEEN: Final = (True, -1)
"""What a Mac and Windows say of a sheet that is not hidden."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def show(excel: Excel, listing: Listing) -> xw.Sheet:
    """Writes a listing into a sheet of its own, behind the others; what must be known of it stands on top.

    A text stays a text, whatever it begins with: its cells have the format for texts before it comes.

    Returns:
        The sheet, in front.
    """
    excel.app.screen_updating = False  # `state.kept` has it drawn again
    sheet = _new_sheet(excel, listing.sheet)
    notes = [*listing.notes, *filter(None, [place("\n".join(_sentences(listing)))])]
    top = _write_notes(sheet, notes)
    _write(sheet, listing, top)
    sheet.activate()
    return sheet


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """A name for a sheet that no other has, whatever its case.

    >>> free_name("In/out", ["in-out"])
    'In-out (2)'
    """
    plain = _NOT_IN_NAMES.sub("-", wanted)[:LONGEST_NAME].strip("' ") or "xl-addin"
    name, number, known = plain, 1, {other.casefold() for other in taken}
    while name.casefold() in known:
        number += 1
        ending = f" ({number})"
        name = plain[: LONGEST_NAME - len(ending)] + ending
    return name


def in_cell(value: Value, kind: Kind) -> Any:
    """A value as Excel takes it. Numbers of cells are doubles, so an amount is one here and nowhere else."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return say("words.yes" if value else "words.no")
    if kind in (Kind.DAY, Kind.MOMENT):
        return _moment(value)
    if kind in NUMERIC:
        return float(str(value))
    return fitted(str(value) if isinstance(value, Word) else str(data(value, kind)))


def number_format(kind: Kind) -> str:
    """How a column's cells look: a number keeps away from the text in the next column.

    >>> number_format(Kind.AMOUNT)
    '#,##0.00_ ;[Red]-#,##0.00_ '
    """
    plain = FORMATS[kind]
    return plain if plain == "@" else ";".join(f"{part}{SPACE}" for part in plain.split(";"))


def _new_sheet(excel: Excel, wanted: str) -> xw.Sheet:
    """Behind the others of the workbook in front; where that takes none, of a new workbook."""
    if excel.front is not None:
        with suppress(Exception):  # Excel's, when the workbook's structure is protected
            return _added(excel.front, wanted)
    return _added(excel.app.books.add(), wanted)


def _added(book: xw.Book, wanted: str) -> xw.Sheet:
    """Behind the last sheet that is seen: xlwings moves the one it adds behind, and hidden ones cannot be."""
    sheets = list(book.sheets)
    seen = [sheet for sheet in sheets if sheet.visible in SEEN]
    return book.sheets.add(free_name(wanted, [sheet.name for sheet in sheets]), after=(seen or sheets)[-1])


def _sentences(listing: Listing) -> Iterator[str]:
    """What it says itself: its notes, and what stands in columns of sentences."""
    yield from listing.notes
    wide = [index for index, column in enumerate(listing.columns) if column.width >= WIDE]
    for row in listing.rows:
        yield from (value for index in wide if isinstance(value := row[index], str))


def _write_notes(sheet: xw.Sheet, notes: Sequence[str]) -> int:
    """What must be known, a line each; the row of the header below it."""
    if not notes:
        return 1
    place = sheet.range((1, 1), (len(notes), 1))
    place.number_format = FORMATS[Kind.TEXT]
    place.value = [[fitted(note)] for note in notes]
    return len(notes) + 2


def _write(sheet: xw.Sheet, listing: Listing, top: int) -> None:
    """A table: a row of headers, and rows below it whose cells have their formats before values come."""
    width, last = len(listing.columns), top + max(len(listing.rows), 1)
    for index, column in enumerate(listing.columns, start=1):
        _dress(sheet.range((top + 1, index), (last, index)), column)
    header = sheet.range((top, 1), (top, width))
    header.number_format = FORMATS[Kind.TEXT]
    header.value = [[column.title for column in listing.columns]]
    _write_rows(sheet, listing, top + 1)
    if any(column.width >= WIDE for column in listing.columns):
        sheet.range((top + 1, 1), (last, width)).rows.autofit()
    sheet.tables.add(sheet.range((top, 1), (last, width)), table_style_name=STYLE)
    header.color, header.font.color, header.font.bold = HEADER, HEADER_TEXT, True


def _dress(cells: xw.Range, column: Column) -> None:
    cells.number_format = number_format(column.kind)
    cells.wrap_text = column.width >= WIDE
    cells.column_width = column.width


def _write_rows(sheet: xw.Sheet, listing: Listing, first: int) -> None:
    kinds = [column.kind for column in listing.columns]
    for start in range(0, len(listing.rows), AT_ONCE):
        some = listing.rows[start : start + AT_ONCE]
        rows = [[in_cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in some]
        place = sheet.range((first + start, 1), (first + start + len(rows) - 1, len(kinds)))
        place.value = rows


def _moment(value: Value) -> datetime:
    """Excel's cells have no zones: a moment is that of the person's clock."""
    assert isinstance(value, date)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
