"""Real LibreOffice opens the add-in, compiles it and runs it: from a cell to Python and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from calc import Calc

from xl_addin.build.ribbon import callback_names
from xl_addin.build.ribbon.buttons import BUTTONS, Button, Kind
from xl_addin.functions.function import Function
from xl_addin.functions.registry import FUNCTIONS

CallUDF = Callable[..., Any]

ALL = list(FUNCTIONS.values())
PLAIN = [button for button in BUTTONS if button.kind is Kind.BUTTON]
HERE = "[xl-addin.xlam]Cells!"
MARK = "\x01"
NA, GETTING_DATA = f"{MARK}2042", f"{MARK}2043"
SHOWN = {NA: "Error 2042", GETTING_DATA: "Error 2043"}
"""Error values as LibreOffice shows them in a cell: Excel has its own for them."""


def answering(calc: Calc, value: Any) -> Calc:
    """Whatever is asked, this is the answer."""
    calc.answer = lambda _name, _arguments: value
    return calc


def in_calc(formula: str) -> str:
    """A formula with semicolons; what is left out is blank, as LibreOffice would pass a zero."""
    with_semicolons = re.sub(r'("[^"]*")|,', lambda part: part[1] or ";", formula)
    return re.sub(r"(?<=[(;]) *(?=;)", '""', with_semicolons)


def test_it_holds_all_modules(calc: Calc) -> None:
    """Nothing of the add-in is lost on the way into LibreOffice."""
    assert {"ThisWorkbook", "xlAddinBridge", "xlAddinFunctions", "xlAddinRibbon"} <= set(calc.modules)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_every_example_goes_through(calc: Calc, real_python: CallUDF, function: Function) -> None:
    """Each function shows in cells what xlwings and our entry points return for what VBA passed."""
    real_python("udfs.organizze", "ORGANIZZE_ACCOUNTS", ["", f"{HERE}B2"])  # for functions that tell of B2
    answers: list[Any] = []
    calc.answer = lambda _name, asked: answers.append(real_python(*asked)) or answers[-1]
    shown = calc.show("D4:E5", in_calc(function.example))
    assert calc.asked[-1][1][:2] == [f"udfs.{function.group}", function.name]
    assert len(calc.arguments()) == len(function.all_arguments) + 1
    expected = rows_of(answers[-1])
    assert not str(expected[0][0]).startswith(MARK)
    for row, cells in enumerate(expected[:2]):
        assert shown[row][: len(cells)] == [pytest.approx(in_cell(cell)) for cell in cells[:2]]


def rows_of(answer: Any) -> list[list[Any]]:
    """What `CallUDF` returns, as rows: it makes one row a flat list, and one cell a value."""
    if not isinstance(answer, list):
        return [[answer]]
    return answer if isinstance(answer[0], list) else [answer]


def in_cell(value: Any) -> Any:
    """A value as a cell of LibreOffice holds it."""
    return SHOWN.get(value, value) if isinstance(value, str) else float(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("São João", "São João"),
        (-1234.5, -1234.5),
        (True, 1.0),
        ("", ""),
        (NA, "Error 2042"),
        (GETTING_DATA, "Error 2043"),
    ],
    ids=str,
)
def test_values_arrive(calc: Calc, value: Any, shown: Any) -> None:
    """Accents, numbers, yes and no are what Python says; the mark of an error is an error value."""
    assert answering(calc, value).show("D1", "=CASH_POSITION()") == shown


def test_errors_within_arrays(calc: Calc) -> None:
    """A broken line of a table is an error in its own cells; the others keep their values."""
    answering(calc, [["Conta", 1.5], [NA, "é"], ["", GETTING_DATA]])
    assert calc.show("D1:E3", "=CASH_POSITION()") == [
        ["Conta", 1.5],
        ["Error 2042", "é"],
        ["", "Error 2043"],
    ]


def test_one_row_is_a_row(calc: Calc) -> None:
    """A result of one row, which xlwings passes on flat, fills a row."""
    assert answering(calc, ["a", NA, 2.0]).show("D1:F1", "=CASH_POSITION()") == [["a", "Error 2042", 2.0]]


def test_ranges_pass_their_values(calc: Calc) -> None:
    """Python gets values, never a range of Excel's that it would have to ask while Excel calculates."""
    for cell, value in {"A1": "João", "A2": 3.5, "A4": "fim"}.items():
        calc.put(cell, value)
    calc.show("D1", "=ORGANIZZE_BALANCE(A1:A2;A2)")
    assert calc.arguments()[:2] == [[["João"], [3.5]], 3.5]


def test_a_range_has_a_result_for_each_cell(calc: Calc, real_python: CallUDF) -> None:
    """A column of names makes a column of what each makes alone: numbers, blanks and errors."""
    names = ["Bradesco CC", "", "no such account"]
    for row, name in enumerate(names, 1):
        calc.put(f"A{row}", name)
    calc.answer = lambda _name, asked: real_python(*asked)
    balance = calc.show("F1", '=ORGANIZZE_BALANCE("Bradesco CC";"")')
    assert isinstance(balance, float)
    assert calc.show("D1:D3", '=ORGANIZZE_BALANCE(A1:A3;"")') == [[balance], [""], ["Error 2042"]]
    assert calc.show("E1:E3", '=ORGANIZZE_BALANCE(A:A;"")')[0] == [balance]


@pytest.mark.parametrize("area", ["A:A", "1:1"])
def test_whole_columns_end_with_the_sheet(calc: Calc, area: str) -> None:
    """A formula over a whole column passes what the sheet uses, not a million blank cells."""
    for cell, value in {"A1": "a", "A3": "c", "C1": "x"}.items():
        calc.put(cell, value)
    calc.show("D4", f"=ORGANIZZE_BALANCE({area};1)")
    passed = calc.arguments()[0]
    assert len(passed) * len(passed[0]) <= 4
    assert passed[0][0] == "a"


def test_other_ranges_keep_their_size(calc: Calc) -> None:
    """A result stands beside its own cell: a range that is typed out is passed with its blanks."""
    calc.put("A1", "a")
    calc.show("D1", "=ORGANIZZE_BALANCE(A1:B20;1)")
    passed = calc.arguments()[0]
    assert (len(passed), len(passed[0])) == (20, 2)


@pytest.mark.parametrize("procedure", ["Given", "Located"])
def test_a_range_of_several_areas_is_an_error_value(calc: Calc, procedure: str) -> None:
    """Of `(A1:A2,C1:C2)` the first area's values alone never count as all of it: an error value is passed."""
    passed = f'xlAddinCells.{procedure}(ThisWorkbook.Worksheets("Cells").Range("{{}}"))'
    for area in ("A1:A2", "A1:A2,C1:C2", "A1,C1"):
        calc.do(f'xlAddinBridge.Press "told", CStr(IsError({passed.format(area)}))')
    assert [arguments[1] for name, arguments in calc.asked if name == "Perform"] == ["False", "True", "True"]


def test_references_pass_addresses(calc: Calc) -> None:
    """`XL_ADDIN_WHY` names the cell as the ledger knows it, and its formula; of several cells, each."""
    calc.put("A1", "a text")
    calc.show("D1", "=XL_ADDIN_WHY(A1)")
    assert calc.arguments()[0] == f"{HERE}A1\na text"
    calc.show("D1:D2", "=XL_ADDIN_AGE(A1:A2)")
    assert calc.arguments()[0] == [[f"{HERE}A1\na text"], [f"{HERE}A2\n"]]


def test_array_formulas_are_one_cell(calc: Calc) -> None:
    """Any cell of an array formula is told as its first, which is the one that asked."""
    answering(calc, [["a", 1.0], ["b", 2.0]]).show("D1:E2", "=CASH_POSITION()")
    calc.show("G1", "=XL_ADDIN_WHY(E2)")
    place, formula = calc.arguments()[0].split("\n")
    assert (place, formula.strip("{}=")) == (f"{HERE}D1", "CASH_POSITION()")


def test_no_python_is_an_error_value_and_a_reason(calc: Calc) -> None:
    """Where Python cannot be started cells show `#N/A`, and `XL_ADDIN_WHY` tells why all the same."""
    calc.run("xlAddinPython.Lose", "Python was moved.")
    assert calc.show("D1", "=CASH_POSITION()") == "Error 2042"
    assert calc.show("D1", "=XL_ADDIN_WHY(A1)") == "Python was moved."
    assert calc.show("D1", "=XL_ADDIN_AGE(A1)") == "Error 2042"
    assert calc.asked == []
    calc.run("xlAddinPython.Find")


def test_cells_are_calculated_behind_a_button(calc: Calc) -> None:
    """What a button asked anew is calculated when it has ended: no cell asks a Python that is at work."""
    calc.run("xlAddinBridge.Press", "refresh_sheet", "")
    assert calc.asked[0] == ("Perform", ["refresh_sheet", ""])
    assert [arguments[1] for name, arguments in calc.asked if name == "Call"] == ["overtaken", "pending"]


def test_a_cell_keeps_its_value_while_a_button_works(calc: Calc) -> None:
    """A cell that asks again what it asked before is shown what it shows, and Python is left in peace."""
    answering(calc, 7.5).do(
        'Dim x\nx = xlAddinBridge.Ask("cash", "CASH_POSITION", Array("", "[xl-addin.xlam]Cells!D1"))\n'
        'xlAddinBridge.Press "send_rows", "calculates"'
    )
    assert [name for name, _ in calc.asked[:3]] == ["CallUDF", "Perform", "Perform"]
    assert calc.asked[2][1] == ["shown", 7.5]


@pytest.mark.parametrize("formula", ['=ASKTEXT("Token?";"Excel")', '=ASKNEWFILE("a.xlsx";".xlsx";"Excel")'])
def test_a_workbook_asks_nobody(calc: Calc, formula: str) -> None:
    """A formula in a workbook that somebody sent shows no box of ours in which one might type a secret."""
    assert str(calc.show("D1", formula)).startswith(("Error", "Err:", "#"))
    assert calc.asked == []


def test_the_timer_asks_what_has_come(calc: Calc) -> None:
    """The timer asks which cells to calculate, and whether more will come; a lost sheet is forgotten once."""
    answering(calc, 7.0).show("D1", "=CASH_POSITION()")
    calc.asked.clear()
    answers = iter([["[gone.xlsx]Cells!A1", "[gone.xlsx]Cells!A2"], 0, 0])
    calc.answer = lambda name, _arguments: next(answers) if name == "Var" else name
    calc.run("xlAddinTimer.Tick")
    assert [name for name, _ in calc.asked] == ["Module", "Tuple", "Call", "Var"] * 3
    questions = [arguments[1] for name, arguments in calc.asked if name == "Call"]
    assert questions == ["overtaken", "forget", "pending"]


def test_the_timer_is_silent_without_python(calc: Calc) -> None:
    """Where Python does not run the timer starts none."""
    calc.run("xlAddinPython.Lose", "")
    calc.run("xlAddinTimer.Tick")
    calc.run("xlAddinPython.Find")
    assert calc.asked == []


def test_a_workbook_that_stays_open_is_remembered(calc: Calc) -> None:
    """Who cancels closing keeps what the cells were told, and those that wait are still filled."""
    calc.do("xlAddinMoved.MayClose ThisWorkbook\nxlAddinMoved.ForgetClosed")
    assert calc.asked == []


@pytest.mark.parametrize("button", PLAIN, ids=lambda button: button.id)
def test_ribbon_buttons_press(calc: Calc, button: Button) -> None:
    """Each button of the ribbon reaches Python by its own name."""
    calc.do(f"xlAddinRibbon.{callback_names.press(button)} Nothing")
    assert calc.asked[0] == ("Perform", [button.press, ""])
