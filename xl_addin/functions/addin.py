"""Functions about other cells: how old they are, and why they show what they show."""

from __future__ import annotations

from xl_addin.functions.books import Books
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Argument, Takes, value
from xl_addin.functions.ledger import minutes
from xl_addin.functions.ledger import why as reason
from xl_addin.functions.outcome import Outcome
from xl_addin.texts import say

CELL = Argument("cell", Takes.CELL, required=True)


@value("XL_ADDIN_AGE", CELL, example="=XL_ADDIN_AGE(B2)", volatile=True)
def age(books: Books, cell: str) -> int:
    """Minutes since what a cell shows was fetched; 0 where nothing had to be fetched.

    What failed was never fetched, and has no age: `#N/A`.
    """
    outcome = _outcome(books, cell)
    if outcome.at is None and outcome.errors:
        raise CellError(ExcelError.NA, reason(outcome, books.now))
    return 0 if outcome.at is None else minutes(outcome.at, books.now)


@value("XL_ADDIN_WHY", CELL, example="=XL_ADDIN_WHY(B2)", volatile=True)
def why(books: Books, cell: str) -> str:
    """Why a cell shows what it shows."""
    return reason(_outcome(books, cell), books.now)


def _outcome(books: Books, cell: str) -> Outcome:
    found = books.ledger.of(cell)
    if found is None:
        raise CellError(ExcelError.NA, say("cells.not_ours", cell=cell))
    return found
