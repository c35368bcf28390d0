"""Results as cells take them over COM. Here, at the very cell, an amount becomes a floating-point number.

What survives the way into a cell was measured: a Decimal would be cut to four decimals and shown in the
computer's own currency, and whole numbers beyond 2^31 and times with a zone would not arrive as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xl_addin.fetching.listing import Kind, Listing, Value
from xl_addin.functions.excel_error import CellError
from xl_addin.functions.outcome import Cell, Outcome, Rectangle
from xl_addin.texts import say

ERROR_MARK = "\x01"
"""Before the number of an error: what a wrapper in VBA turns into `CVErr`. No text begins with it."""
LONGEST_TEXT = 32_767
"""Characters that a cell holds."""
LARGEST_INTEGER = 2**31 - 1


def for_excel(outcome: Outcome) -> Any:
    """The result as xlwings hands it on: one value, or rows of them."""
    value = outcome.value
    if isinstance(value, Listing):
        return _table(value)
    if isinstance(value, Rectangle):
        return [[shown(cell) for cell in row] for row in value.rows]
    return shown(value)


def shown(cell: Cell) -> Any:
    """One cell: text, number, date, boolean, or the mark of an error."""
    if isinstance(cell, CellError):
        return f"{ERROR_MARK}{cell.code.value}"
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.removeprefix(ERROR_MARK)[:LONGEST_TEXT]
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Decimal):
        return float(cell) if cell.is_finite() else ""
    if isinstance(cell, int):
        return cell if abs(cell) <= LARGEST_INTEGER else float(cell)
    return _moment(cell)


@lru_cache(maxsize=4096)
def _moment(cell: date) -> datetime:
    """A day at midnight; a moment as the clock on the wall shows it here."""
    if not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell.astimezone().replace(tzinfo=None) if cell.tzinfo else cell


def _table(listing: Listing) -> list[list[Any]]:
    header: list[Any] = [column.title for column in listing.columns]
    if not listing.rows:
        return [header, [say("cells.nothing"), *[""] * (len(header) - 1)]]
    converters = [_converter(column.kind) for column in listing.columns]
    rows = ([convert(cell) for convert, cell in zip(converters, row, strict=True)] for row in listing.rows)
    return [header, *rows]


def _converter(kind: Kind) -> Callable[[Value], Any]:
    return _identifier if kind is Kind.IDENTIFIER else shown


def _identifier(cell: Value) -> str:
    """A number that nobody adds up: text, so that Excel rounds nothing."""
    return "" if cell is None else str(cell)


def for_program(outcome: Outcome) -> Any:
    """The result as JSON: amounts and ids as text, days in ISO form, errors as the cell shows them."""
    value = outcome.value
    if isinstance(value, Listing):
        rows: Sequence[Sequence[Cell]] = value.rows
        return [[column.header for column in value.columns], *([plain(cell) for cell in row] for row in rows)]
    if isinstance(value, Rectangle):
        return [[plain(cell) for cell in row] for row in value.rows]
    return plain(value)


def plain(cell: Cell) -> Any:
    """One cell for programs."""
    if isinstance(cell, CellError):
        return cell.code.text
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return cell
