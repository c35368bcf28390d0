"""The cell functions for Python: tables as DataFrames, values as they are.

    from xl_addin import frames

    frames.organizze_transactions("2026-11-01", "2026-11-30", category="Fornecedores")

Each function has the name, the arguments and the help of the cell function, in small letters. Days are given
as `date`, `datetime`, `Timestamp` or text, names as text or as a list of texts. Like cells, they only read.

What comes back: amounts are `Decimal` (dtype object), days `datetime64[s]`, moments `datetime64[s, UTC]`,
ids and texts str, counts Int64, yes and no boolean; a status is its code, "in_doubt" in every language.
Columns are named as in JSON: `frame.amount`, `frame.due_day`. `frame.attrs` has "notes", "fetched" and
"stale"; `why()` has them in words, for single values too. Several names have a Series of values, with the
index of the Series that they were given as; one of them that cannot be had is None, and warns (`Missing`),
and so does a figure of a table. A failure raises an error of `xl_addin.errors`: `WrongUse` where an argument
cannot be understood. An old value that stands in for one that cannot be had warns (`Stale`). None, NaN, NaT
and NA are what a blank cell is. Of an empty list a table cannot tell whether it means none or all, and
refuses it.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xl_addin import settings
from xl_addin.errors import WrongUse, XlAddinError
from xl_addin.fetching.listing import Column, Kind, Listing, NotKnown, Value, Word
from xl_addin.functions import entry, ledger
from xl_addin.functions.books import Books
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Function
from xl_addin.functions.outcome import Outcome, Rectangle
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.texts import say


class Stale(UserWarning):
    """A value is older than it should be, because the service could not be asked; says why."""


class Missing(UserWarning):
    """One of several values could not be had, and is None; says why."""


_lock = threading.Lock()
_books: Books | None = None
_last: Outcome | None = None

_DTYPES = {
    Kind.AMOUNT: "object",
    Kind.PERCENT: "object",
    Kind.COUNT: "Int64",
    Kind.DAY: "datetime64[s]",
    Kind.YES_NO: "boolean",
}
"""By what a column holds; everything else is text, and moments are in UTC."""


def why() -> str:
    """How old the last result is, and what must be known about it, in words."""
    return "" if _last is None else ledger.why(_last, _opened().now)


def refresh() -> None:
    """Everything is asked anew when it is next wanted."""
    _opened().cache.refresh()


def close() -> None:
    """Closes the connections; the next call opens them again, with the settings as they are then."""
    global _books, _last
    with _lock:
        if _books is not None:
            _books.close()
        _books = _last = None


def _opened() -> Books:
    global _books
    with _lock:
        if _books is None:
            _books = entry.open_books(settings.load(), None)
        return _books


def _called(function: Function, arguments: Sequence[Any]) -> Any:
    global _last
    passed = [_passed(argument) for argument in arguments]
    several = not function.table and any(isinstance(argument, list) for argument in passed)
    if [] in passed:
        if several:
            return pd.Series(dtype="object")
        empty = function.all_arguments[passed.index([])].name
        raise WrongUse(say("cells.empty_list", argument=empty))
    outcome = _last = entry.call(_opened(), function.name, passed)
    if isinstance(outcome.value, CellError):
        raise _raised(outcome.value)
    if outcome.stale:
        warnings.warn(ledger.sentences(outcome.stale), Stale, stacklevel=3)
    if isinstance(outcome.value, Listing):
        return _frame(outcome.value, outcome)
    return _series(outcome, arguments) if several else _value(outcome.value)


def _value(cell: Any) -> Any:
    """One value as a notebook has it: what people read in their language is its code."""
    return cell.code if isinstance(cell, Word) else cell


def _passed(argument: Any) -> Any:
    """As a cell passes it: several values are a column, a frame is a rectangle."""
    if isinstance(argument, pd.DataFrame):
        return [list(map(_cell, row)) for row in argument.itertuples(index=False)]
    if pd.api.types.is_list_like(argument):
        return [[_cell(item)] for item in argument]
    return _cell(argument)


def _cell(item: Any) -> Any:
    """One value as a cell has it, without numpy's and pandas' own kinds; what is missing is None."""
    if item is pd.NA:
        return None
    if isinstance(item, np.ndarray) and item.ndim == 0:
        item = item[()]
    if not isinstance(item, np.generic):
        return item
    try:
        return pd.Timestamp(item) if isinstance(item, np.datetime64) else item.item()
    except ValueError:  # a day in a year that pandas has not
        return str(item)


def _raised(error: CellError) -> XlAddinError:
    return WrongUse(error.reason) if error.code is ExcelError.VALUE else XlAddinError(error.reason)


def _series(outcome: Outcome, arguments: Sequence[Any]) -> pd.Series:
    """The results for several values, in their order; one of them that cannot be had is None, and warns.

    Raises:
        XlAddinError: None of them can be had.
    """
    value = outcome.value
    cells = [cell for row in value.rows for cell in row] if isinstance(value, Rectangle) else [value]
    if errors := outcome.errors:
        if all(isinstance(cell, CellError) for cell in cells):
            raise _raised(errors[0])
        reasons = ledger.sentences(error.reason for error in errors)
        warnings.warn(reasons, Missing, stacklevel=4)
    index = next((item.index for item in arguments if _has_as_many(item, cells)), None)
    found = [None if isinstance(cell, CellError) else _value(cell) for cell in cells]
    return pd.Series(found, index=index, dtype="object")


def _has_as_many(argument: Any, cells: Sequence[Any]) -> bool:
    return isinstance(argument, pd.Series) and len(argument) == len(cells)


def _frame(listing: Listing, outcome: Outcome) -> pd.DataFrame:
    by_column = list(zip(*listing.rows, strict=True)) or [()] * len(listing.columns)
    frame = pd.DataFrame(
        {column.name: _cells(column, cells) for column, cells in zip(listing.columns, by_column, strict=True)}
    )
    fetched = None if outcome.at is None else datetime.fromtimestamp(outcome.at, UTC)
    if any(isinstance(cell, NotKnown) for cells in by_column for cell in cells):
        warnings.warn(ledger.sentences(outcome.notes), Missing, stacklevel=4)
    frame.attrs = {"notes": list(outcome.notes), "fetched": fetched, "stale": list(outcome.stale)}
    return frame


def _cells(column: Column, some: Sequence[Value]) -> pd.Series:
    cells = [None if isinstance(cell, NotKnown) else cell for cell in some]
    if column.kind is Kind.MOMENT:
        return pd.Series(pd.to_datetime(cells, utc=True)).astype("datetime64[s, UTC]")
    if dtype := _DTYPES.get(column.kind):
        return pd.Series([None if cell == "" else cell for cell in cells], dtype=dtype)
    return pd.Series([None if cell is None else str(_value(cell)) for cell in cells], dtype="str")


def _function(declared: Function) -> Callable[..., Any]:
    """A cell function as one of Python's own."""
    signature = Signature(
        [
            Parameter(
                argument.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=Parameter.empty if argument.required else None,
            )
            for argument in declared.all_arguments
        ]
    )

    def function(*arguments: Any, **named: Any) -> Any:
        bound = signature.bind(*arguments, **named)
        bound.apply_defaults()
        return _called(declared, list(bound.arguments.values()))

    told = "\n".join(f"    {item.name}: {declared.help_of(item)}" for item in declared.all_arguments)
    function.__name__ = function.__qualname__ = declared.name.lower()
    function.__doc__ = f"{declared.help}\n\nArgs:\n{told}" if told else declared.help
    function.__signature__ = signature  # type: ignore[attr-defined]
    return function


_made = {item.name.lower(): _function(item) for item in FUNCTIONS.values() if not item.volatile}
globals().update(_made)
__all__ = ["Missing", "Stale", "close", "refresh", "why", *_made]

if TYPE_CHECKING:

    def __getattr__(name: str) -> Callable[..., Any]: ...
