"""Every function of the registry, called as Excel does, through xlwings' own code."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheet import (
    MISSING,
    NA,
    SEVERAL_AREAS,
    SPILL,
    VALUE,
    Spreadsheet,
    address,
    cells,
    column,
    error,
    is_error,
)

from docs.pages.formula import Argument as Passed
from docs.pages.formula import Reference, parsed
from xl_addin.functions import entry
from xl_addin.functions.excel_error import ExcelError
from xl_addin.functions.function import Argument, Function, Takes
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.texts import say

ALL = list(FUNCTIONS.values())
TABLES = [function for function in ALL if function.table]
PLACES = [(function, index) for function in ALL for index in range(len(function.all_arguments))]
SCALARS = [item for item in ALL if not item.table and item.arguments and not item.volatile]
NEEDY = [item for item in ALL if item.arguments and item.arguments[0].required]
HANDED_ON = [(NA, ExcelError.NA), (VALUE, ExcelError.VALUE), (SPILL, ExcelError.VALUE)]
"""Errors as cells pass them, and what a formula over them shows."""


@pytest.fixture
def sheet(warm_sheet: Spreadsheet) -> Spreadsheet:
    """These tests only read."""
    return warm_sheet


def named(value: Function | int) -> str:
    """For pytest: the function's name."""
    return value.name if isinstance(value, Function) else str(value)


def passed(argument: Passed) -> Any:
    """A constant of a formula, as Excel passes it; a reference as our wrapper does."""
    return address(argument.address) if isinstance(argument, Reference) else argument


def example_of(function: Function) -> list[Any]:
    """What the function's own example passes."""
    _, arguments = parsed(function.example)
    return [passed(argument) for argument in arguments]


@pytest.mark.parametrize("function", ALL, ids=named)
def test_its_example_reaches_the_sheet(sheet: Spreadsheet, function: Function) -> None:
    """What the docs show works, and nothing of it is lost or refused on the way into the cells."""
    sheet.show("ORGANIZZE_ACCOUNTS", at="B2")  # for functions that tell of B2
    shown = sheet.show(function.name, *example_of(function), at="D4")
    rows = shown if isinstance(shown, list) else [[shown]]
    assert not any(is_error(cell) for row in rows for cell in row), sheet.show("XL_ADDIN_WHY", address("D4"))
    assert {len(row) for row in rows} == {len(rows[0])}
    if function.table:
        assert all(isinstance(header, str) and header for header in rows[0])


@pytest.mark.parametrize(("function", "index"), PLACES, ids=named)
@pytest.mark.parametrize(
    ("raw", "shown"), [(NA, ExcelError.NA), (VALUE, ExcelError.VALUE), (SPILL, ExcelError.VALUE)]
)
def test_an_error_passed_in_is_handed_on(
    sheet: Spreadsheet, function: Function, index: int, raw: int, shown: ExcelError
) -> None:
    """A formula over a broken cell shows that cell's error, as Excel's own functions do."""
    arguments = [*example_of(function), *[MISSING] * len(function.all_arguments)]
    arguments[index] = raw
    assert sheet.show(function.name, *arguments[: len(function.all_arguments)]) == error(shown)


@pytest.mark.parametrize(("function", "index"), PLACES, ids=named)
def test_a_range_of_several_areas_is_refused(sheet: Spreadsheet, function: Function, index: int) -> None:
    """No function takes the first area of `(A1:A2,C1:C2)` for all of it: `#VALUE!`, and the reason."""
    arguments = [*example_of(function), *[MISSING] * len(function.all_arguments)]
    arguments[index] = SEVERAL_AREAS
    assert sheet.show(function.name, *arguments[: len(function.all_arguments)], at="A1") == error(
        ExcelError.VALUE
    )
    assert say("cells.several_areas") in sheet.show("XL_ADDIN_WHY", address("A1"))


@pytest.mark.parametrize("function", ALL, ids=named)
def test_blank_cells_count_as_left_out(sheet: Spreadsheet, function: Function) -> None:
    """An empty cell, an empty text and an omitted argument are the same, except where something must be."""
    asked = [passed_or_blank(argument, example) for argument, example in _with_examples(function)]
    sheet.show("ORGANIZZE_ACCOUNTS")  # what functions about another cell point at
    shown = [
        sheet.show(function.name, *[blank if value is None else value for value in asked], at="Z9")
        for blank in (None, "", MISSING, cells((None,)))
    ]
    assert shown == [shown[0]] * 4
    assert not is_error(shown[0])


@pytest.mark.parametrize("function", NEEDY, ids=named)
def test_what_must_be_there_and_is_blank_is_an_error(sheet: Spreadsheet, function: Function) -> None:
    """A formula whose first cell was not filled in yet shows `#VALUE!` and names the argument."""
    assert sheet.show(function.name, None, at="A1") == error(ExcelError.VALUE)
    assert function.arguments[0].name in sheet.show("XL_ADDIN_WHY", address("A1"))


@pytest.mark.parametrize("function", SCALARS, ids=named)
def test_a_range_has_a_result_for_each_cell(sheet: Spreadsheet, function: Function) -> None:
    """One formula makes a column from a column, a row from a row, and a rectangle from both."""
    first, *others = [*example_of(function), *[MISSING] * len(function.arguments)][: len(function.arguments)]
    first = None if first == MISSING else first  # a cell of a range is there, if only blank
    one = sheet.show(function.name, first, *others)
    blank = "" if function.arguments[0].required else sheet.show(function.name, None, *others)
    assert sheet.show(function.name, column(first, None, first), *others) == [[one], [blank], [one]]
    assert sheet.show(function.name, cells((first, None)), *others) == [[one, blank]]
    assert sheet.show(function.name, cells((first, None), (None, first)), *others) == [
        [one, blank],
        [blank, one],
    ]


@pytest.mark.parametrize("function", TABLES, ids=named)
def test_single_columns_can_be_chosen(sheet: Spreadsheet, function: Function) -> None:
    """The last argument of every table picks columns by header, in the order named, as text or as a range."""
    arguments = _with_examples(function)[:-1]
    given = [MISSING if example is None else example for _, example in arguments]
    header, *rows = sheet.show(function.name, *given)
    wanted = [header[-1], header[0]]
    chosen = sheet.show(function.name, *given, ", ".join(wanted))
    assert chosen[0] == wanted
    if len(rows) > 1:
        assert chosen[1:] == [[row[-1], row[0]] for row in rows]
    assert sheet.show(function.name, *given, cells(tuple(wanted))) == chosen
    assert sheet.show(function.name, *given, "No such column") == error(ExcelError.VALUE)


@pytest.mark.parametrize("function", ALL, ids=named)
def test_one_argument_too_many_is_an_error(sheet: Spreadsheet, function: Function) -> None:
    """VBA takes no more arguments than the wrapper has; the entry point keeps to the same number."""
    count = len(function.all_arguments)
    assert entry.cell(function.name, ["x"] * (count + 1), None) == error(ExcelError.VALUE)


def passed_or_blank(argument: Argument, example: Any) -> Any:
    """The example where something must be, else nothing."""
    return example if argument.required or argument.takes is Takes.CELL else None


def _with_examples(function: Function) -> list[tuple[Argument, Any]]:
    examples = [None if value == MISSING else value for value in example_of(function)]
    arguments = function.all_arguments
    return list(zip(arguments, [*examples, *[None] * (len(arguments) - len(examples))], strict=True))
