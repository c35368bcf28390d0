"""Functions about other cells: how old they are, and why they show what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xl_addin.functions.books import Books
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.formula import has_names, ours_in, repeats
from xl_addin.functions.function import Argument, Takes, value
from xl_addin.functions.ledger import Entry, minutes, sentences
from xl_addin.functions.ledger import why as reason
from xl_addin.texts import say
from xl_addin.texts.typed import with_place

CELL = Argument("cell", Takes.CELL, required=True)


@value("XL_ADDIN_AGE", CELL, example="=XL_ADDIN_AGE(B2)", volatile=True)
def age(books: Books, cell: str) -> int:
    """Minutes since what a cell shows was fetched; 0 where nothing had to be fetched.

    What failed was never fetched, and has no age: `#N/A`.
    """
    told = [entry.outcome for entry in _told(books, cell)]
    fetched = [outcome.at for outcome in told if outcome.at is not None]
    if not fetched and any(outcome.errors for outcome in told):
        raise CellError(ExcelError.NA, sentences(reason(outcome, books.now) for outcome in told))
    return minutes(min(fetched), books.now) if fetched else 0


@value("XL_ADDIN_WHY", CELL, example="=XL_ADDIN_WHY(B2)", volatile=True)
def why(books: Books, cell: str) -> str:
    """Why a cell shows what it shows, function by function."""
    return with_place(
        " ".join(
            say("cells.of_formula", formula=entry.asked, why=reason(entry.outcome, books.now))
            for entry in _told(books, cell)
        )
    )


def _told(books: Books, cell: str) -> Sequence[Entry]:
    """What a cell's functions were told.

    Args:
        books: With the ledger.
        cell: Its address; after a line feed its formula, where it is known.

    Raises:
        CellError: Nothing, or it was another formula: cells move, and workbooks get other names.
    """
    address, _, formula = cell.partition("\n")
    told, ours = books.ledger.of(address), ours_in(formula)
    by_name = not ours and has_names(formula)  # what stands behind a name, nobody tells
    if formula and not by_name and not {_function(entry) for entry in told} <= ours.keys():
        told = ()
    if not told:
        key = "cells.calculate_again" if ours else "cells.not_ours"
        raise CellError(ExcelError.NA, say(key, cell=address))
    return told if not ours or repeats(formula) else _newest(told, ours)


def _newest(told: Sequence[Entry], calls: Counter[str]) -> Sequence[Entry]:
    """Of each function as many as the formula has calls: what was calculated before them is gone."""
    left, kept = calls.copy(), []
    for entry in reversed(told):
        if left[_function(entry)] > 0:
            left[_function(entry)] -= 1
            kept.append(entry)
    return kept[::-1]


def _function(entry: Entry) -> str:
    return entry.asked.partition("(")[0]
