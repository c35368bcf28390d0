"""Evaluates a function: coerces what was passed, asks the cache, and turns every failure into Excel's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xl_addin.errors import SettingsError, WrongUse, XlAddinError
from xl_addin.fetching.listing import Listing
from xl_addin.functions import coercion
from xl_addin.functions.books import Books
from xl_addin.functions.broadcast import Grid, as_grid, is_single, spread
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.trace import Trace, tracing
from xl_addin.functions.choice import chosen
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import DAYS, Argument, Function, Takes
from xl_addin.functions.misnamed import misnamed
from xl_addin.functions.misplaced import pointed
from xl_addin.functions.outcome import Cell, Outcome, Rectangle
from xl_addin.functions.reasons import reason
from xl_addin.functions.together import together
from xl_addin.schema.problem import Unfit
from xl_addin.texts import say


def evaluate(function: Function, books: Books, raw: Sequence[Any], *, hurried: bool = False) -> Outcome:
    """What the formula shows.

    Args:
        function: Which one.
        books: What it reads from.
        raw: What was passed, argument by argument; what is missing at the end was left out.
        hurried: Takes what is known and waits for nothing.
    """
    trace, today = Trace(hurried=hurried), None
    try:
        with tracing(trace):
            grids = _grids(function, raw)
            if _is_of_today(function, grids):
                today = books.la_paz() if function.in_la_paz else books.today()
            value = _table(function, books, grids) if function.table else _values(function, books, grids)
    except CellError as error:
        value = error
    if isinstance(value, Listing):
        trace.notes += value.notes
    stale, notes = tuple(trace.stale), tuple(trace.notes)
    return Outcome(value, trace.oldest, stale, notes, trace.waiting, today, function.in_la_paz)


def _grids(function: Function, raw: Sequence[Any]) -> list[Grid]:
    count = len(function.all_arguments)
    if len(raw) > count:
        raise CellError(ExcelError.VALUE, say("cells.too_many", function=function.name, most=count))
    return [_received(as_grid(value)) for value in (*raw, *[None] * (count - len(raw)))]


def _is_of_today(function: Function, grids: Sequence[Grid]) -> bool:
    """Whether it shows another thing tomorrow: a day was left out."""
    return function.of_today or any(
        coercion.is_blank(cell)
        for argument, grid in zip(function.all_arguments, grids, strict=True)
        if argument.takes in DAYS
        for row in grid
        for cell in row
    )


def _received(grid: Grid) -> Grid:
    """Its cells as they can be understood; rows that are too short get blanks."""
    width = max(1, *map(len, grid))
    return [[*map(coercion.received, row), *[None] * (width - len(row))] for row in grid]


def _table(function: Function, books: Books, grids: Sequence[Grid]) -> Listing | CellError:
    """A table: ranges are several names, where an argument takes names."""
    pairs = zip(function.all_arguments, grids, strict=True)
    try:
        *values, fields = [_taken(argument, grid) for argument, grid in pairs]
    except CellError as error:
        return pointed(function, error, [grid[0][0] for grid in grids])
    result = _computed(function, books, values)
    return result if isinstance(result, CellError) else chosen(result, fields)


def _taken(argument: Argument, grid: Grid) -> Any:
    if argument.takes is Takes.NAMES:
        return coercion.names(argument, grid)
    if not is_single(grid):
        raise CellError(ExcelError.VALUE, say("cells.one_cell", argument=argument.name))
    return coercion.coerced(argument, grid[0][0])


def _values(function: Function, books: Books, grids: Sequence[Grid]) -> Rectangle | Cell:
    """One value, or the values for each cell of the ranges that were passed."""
    if not grids or all(map(is_single, grids)):
        return _value(function, books, [grid[0][0] for grid in grids], blank_for_blank=False)
    beyond: Cell = CellError(ExcelError.NA, say("cells.too_short"))

    def compute() -> list[list[Cell]]:
        return spread(grids, lambda cells: _value(function, books, cells, blank_for_blank=True), beyond)

    return Rectangle(together(books.cache, compute))


def _value(function: Function, books: Books, raw: Sequence[Any], *, blank_for_blank: bool) -> Cell:
    """One value; in a range, a blank cell where a name must stand has a blank result."""
    pairs = list(zip(function.arguments, raw, strict=True))
    if blank_for_blank and any(item.required and coercion.is_blank(cell) for item, cell in pairs):
        return None
    try:
        values = [coercion.coerced(argument, cell) for argument, cell in pairs]
    except CellError as error:
        return pointed(function, error, raw)
    result: Cell = _computed(function, books, values)
    return result


def _computed(function: Function, books: Books, values: Sequence[Any]) -> Any:
    """The function's own result; whatever goes wrong is an error of Excel's with its reason."""
    try:
        return function.compute(books, *values)
    except CellError as error:
        return error
    except NotYet:
        return CellError(ExcelError.GETTING_DATA, say("cells.not_yet"))
    except Unfit as unfit:
        return misnamed("", unfit)
    except XlAddinError as error:
        misused = isinstance(error, WrongUse) and not isinstance(error, SettingsError)
        return CellError(ExcelError.VALUE if misused else ExcelError.NA, reason(error))
