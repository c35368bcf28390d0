"""Results as cells take them over COM. Here, at the very cell, an amount becomes a floating-point number.

What survives the way into a cell was measured: a Decimal would be cut to four decimals and shown in the
computer's own currency, and whole numbers beyond 2^31 and times with a zone would not arrive as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from xl_addin.fetching.data import Data, data
from xl_addin.fetching.listing import Kind, Listing, NotKnown, Value, Word
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.outcome import Cell, Outcome, Rectangle
from xl_addin.texts import say
from xl_addin.workbook.text import fitted

R = TypeVar("R")

ERROR_MARK = "\x01"
"""Before the number of an error: what a wrapper in VBA turns into `CVErr`. No text begins with it."""
LARGEST_INTEGER = 2**31 - 1


def for_excel(outcome: Outcome, *, use_up: bool = False) -> Any:
    """The result as xlwings hands it on: one value, or rows of them.

    Args:
        outcome: What came of a formula.
        use_up: Its rows make room for Excel's one by one: nobody looks at them again.
    """
    value = outcome.value
    if isinstance(value, Listing):
        rows = value.rows
        return _table(value, _used_up(rows) if use_up and isinstance(rows, list) else rows)
    if isinstance(value, Rectangle):
        return [[shown(cell) for cell in row] for row in value.rows]
    return shown(value)


def shown(cell: Cell) -> Any:
    """One cell: text, number, date, boolean, or the mark of an error."""
    if isinstance(cell, CellError):
        return f"{ERROR_MARK}{cell.code.value}"
    if cell is None:
        return ""
    if isinstance(cell, (str, Word)):
        return fitting(str(cell))
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Decimal):
        return float(cell) if cell.is_finite() else ""
    if isinstance(cell, int):
        return cell if abs(cell) <= LARGEST_INTEGER else float(cell)
    if isinstance(cell, NotKnown):
        return f"{ERROR_MARK}{ExcelError.NA.value}"
    return _moment(cell)


def fitting(text: str) -> str:
    """A text as a cell can hold it: none that would be taken for an error, and none too long."""
    return fitted(text.lstrip(ERROR_MARK))


@lru_cache(maxsize=4096)
def _moment(cell: date) -> datetime:
    """A day at midnight; a moment as the clock on the wall shows it here."""
    if not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell.astimezone().replace(tzinfo=None) if cell.tzinfo else cell


def _table(listing: Listing, cells: Iterable[Sequence[Value]]) -> list[list[Any]]:
    header: list[Any] = [column.title for column in listing.columns]
    if not listing.rows:
        return [header, [say("cells.nothing"), *[""] * (len(header) - 1)]]
    converters = [_converter(column.kind) for column in listing.columns]
    rows = ([convert(cell) for convert, cell in zip(converters, row, strict=True)] for row in cells)
    return [header, *rows]


def _used_up(rows: list[R]) -> Iterator[R]:
    rows.reverse()
    while rows:
        yield rows.pop()


def _converter(kind: Kind) -> Callable[[Value], Any]:
    return _identifier if kind is Kind.IDENTIFIER else shown


def _identifier(cell: Value) -> str:
    """A number that nobody adds up: text, so that Excel rounds nothing."""
    return "" if cell is None else fitting(str(cell))


def for_program(outcome: Outcome) -> Any:
    """The result as JSON, alike in every language: amounts and ids as text, errors as the cell shows them."""
    value = outcome.value
    if isinstance(value, Listing):
        kinds = [column.kind for column in value.columns]
        rows = [[data(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in value.rows]
        return [[column.header for column in value.columns], *rows]
    if isinstance(value, Rectangle):
        return [[plain(cell) for cell in row] for row in value.rows]
    return plain(value)


def plain(cell: Cell) -> Data:
    """One cell for programs."""
    return cell.code.text if isinstance(cell, CellError) else data(cell)
