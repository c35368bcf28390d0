"""Puts values into the cells of an open sheet so that Excel takes them for what they are.

Whatever is assigned to a cell Excel reads as if it were typed: "00123" is a number to it, "1/2" a date,
"=1" a formula. So a cell that gets text is made a text cell first.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Final

from xl_addin.workbook.formats import Shows, shows
from xl_addin.workbook.live.blocks import Block, blocks_of
from xl_addin.workbook.live.grid import formats_of
from xl_addin.workbook.live.spans import Span
from xl_addin.workbook.port import WriteValue
from xl_addin.workbook.text import decode
from xl_addin.workbook.writing.cells import Needs, Spelled, spell
from xl_addin.workbook.writing.sheet import Rows

if TYPE_CHECKING:
    import xlwings as xw

TEXT: Final = "@"
_CODES: Final = {
    Needs.NUMBER: "General",
    Needs.TEXT: TEXT,
    Needs.DATE: "m/d/yyyy",
    Needs.DATE_TIME: "m/d/yyyy h:mm",
}
"""In English, as `Range.number_format` wants them; Excel shows the dates in the reader's own order."""
Ready = tuple[str | float | bool | None, Needs]
"""What is assigned, and what it asks of its cell's format."""
ReadyRows = Mapping[int, Mapping[int, Ready]]
"""By row and column."""


def readied(sheet: xw.Sheet, rows: Rows, *, date1904: bool) -> ReadyRows:
    """Gives cells the formats that their values need, and tells what is to be assigned.

    That is most of the work, so it is done before anybody looks for the last time where rows stand.

    Args:
        sheet: Where.
        rows: Values by row and column; None clears.
        date1904: The workbook's days are counted from 1904.

    Raises:
        Exception: Excel's own, when it refuses; some cells have other formats then.
    """
    ready = {
        row: {column: _ready(value, date1904=date1904) for column, value in cells.items()}
        for row, cells in rows.items()
    }
    _suit_all(sheet, ready)
    return ready


def assign(sheet: xw.Sheet, ready: ReadyRows) -> None:
    """Writes cells block by block.

    Raises:
        Exception: Excel's own, when it refuses; blocks before that one are written then, and not saved.
    """
    for block in blocks_of(ready):
        cells = sheet.range((block.rows.first, block.columns[0]), (block.rows.last, block.columns[-1]))
        cells.value = _matrix(block, ready)


def put_back(sheet: xw.Sheet, rows: Mapping[int, Mapping[int, object]]) -> None:
    """Writes plain values as they were read; errors, which nobody can assign, become nothing.

    Raises:
        Exception: See `assign`.
    """
    ready = {
        row: {column: _as_it_was(value) for column, value in cells.items()} for row, cells in rows.items()
    }
    _suit_all(sheet, ready)
    assign(sheet, ready)


def text_of(value: WriteValue, *, date1904: bool) -> str | None:
    """The text that a cell will hold; None where it will hold none."""
    ready, _ = _ready(value, date1904=date1904)
    return ready if isinstance(ready, str) else None


def _ready(value: WriteValue, *, date1904: bool) -> Ready:
    if value is None or value == "":
        return None, Needs.NOTHING
    spelled = spell(value, date1904=date1904)
    if spelled.kind == "inlineStr":
        return decode(spelled.content), Needs.TEXT
    return (spelled.content == "1" if spelled.kind == "b" else float(spelled.content)), _needs(spelled)


def _as_it_was(value: object) -> Ready:
    if isinstance(value, str):
        return (value, Needs.TEXT) if value and not value.startswith("\0") else (None, Needs.NOTHING)
    return value if isinstance(value, float) else None, Needs.NOTHING


def _needs(spelled: Spelled) -> Needs:
    return Needs.NUMBER if spelled.kind == "b" else spelled.needs


def _matrix(block: Block, ready: ReadyRows) -> list[list[str | float | bool | None]]:
    rows = range(block.rows.first, block.rows.last + 1)
    return [[ready[row][column][0] for column in block.columns] for row in rows]


def _suit_all(sheet: xw.Sheet, ready: ReadyRows) -> None:
    for block in blocks_of(ready):
        for column in block.columns:
            _suit(sheet, block.rows, column, ready)


def _suit(sheet: xw.Sheet, rows: Span, column: int, ready: ReadyRows) -> None:
    """Gives cells the formats that their values need and that they don't have."""
    for part, code in formats_of(sheet, rows, column):
        numbers = range(part.first, part.last + 1)
        for needs, group in groupby(numbers, key=lambda row: ready[row][column][1]):
            alike = list(group)
            if not _fits(code, needs):
                sheet.range((alike[0], column), (alike[-1], column)).number_format = _CODES[needs]


def _fits(code: str, needs: Needs) -> bool:
    if needs is Needs.NOTHING:
        return True
    if needs is Needs.TEXT:
        return code == TEXT
    if needs is Needs.NUMBER:
        return code != TEXT and shows(code) is Shows.NUMBER
    return shows(code) is Shows.DATE
