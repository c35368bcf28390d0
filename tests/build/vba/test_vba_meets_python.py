"""What VBA passes is what the entry points take, and what tests of the functions pass to xlwings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from pyopenvba.interpreter import parse_module

from xl_addin.build.addin.assembly import modules
from xl_addin.build.addin.sheets import Python, sheets
from xl_addin.build.vba.module import Module
from xl_addin.build.vba.wrappers import functions_module
from xl_addin.build.vba.xlwings_module import calls, taken, xlwings_module
from xl_addin.errors import WorkbookError
from xl_addin.functions.function import Function, Takes
from xl_addin.functions.naming import ADDRESS
from xl_addin.functions.registry import FUNCTIONS

ALL = list(FUNCTIONS.values())
UDFS = Path(__file__).parents[3] / "udfs"
FOR_IT = Path(__file__).parents[3] / "docs" / "for-it.md"
WRAPPERS = functions_module(ALL).text
UNREAD = ("ThisWorkbook",)
"""pyOpenVBA's parser does not know `WithEvents`, which is VBA all the same."""
CALLED_BY_EXCEL = ("Register", "Tick", "Look", "LookAtLog", "Press")
"""Procedures that Excel calls by their names, besides events."""


def entry_point(function: Function) -> list[str]:
    """The arguments of the function that xlwings calls."""
    tree = ast.parse((UDFS / f"{function.group}.py").read_text("utf-8"))
    [found] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function.name]
    return [argument.arg for argument in found.args.args]


def wrapper(function: Function) -> tuple[str, str]:
    """A wrapper's parameters and its body."""
    found = re.search(
        rf"^Public Function {function.name}\(([^\n]*)\) As Variant\n(.*?)^End", WRAPPERS, re.M | re.S
    )
    assert found
    return found[1], found[2]


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_arguments_go_in_their_order(function: Function) -> None:
    """Each argument reaches the argument of its name, and the cell's address comes last."""
    parameters, body = wrapper(function)
    found = re.search(r'Ask\("(\w+)", "(\w+)", Array\((.*)\)\)', body)
    assert found
    assert (found[1], found[2]) == (function.group, function.name)
    *passed, address = re.findall(r"(\w+)\((\w*)\)", found[3])
    assert address == ("Caller", "")
    assert [*(name for _, name in passed), ADDRESS] == entry_point(function)
    assert re.findall(r"ByVal (\w+) As Variant", parameters) == [name for _, name in passed]


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_what_may_be_left_out_is_optional(function: Function) -> None:
    """Excel asks for what must be there, and lets everything else be left out; references go as addresses."""
    parameters, body = wrapper(function)
    for declared, argument in zip(parameters.split(", "), function.all_arguments, strict=True):
        assert declared.startswith("Optional ") is not argument.required
        how = "Located" if argument.takes is Takes.CELL else "Given"
        assert f"{how}({argument.name})" in body
    assert ("Application.Volatile" in body) is function.volatile


def test_no_function_of_ours_but_these_shows_in_excel() -> None:
    """Excel's list of functions has ours, and no part of how they are made."""
    for module in modules(["a"]):
        public = re.findall(r"^(?:Public )?Function (\w+)", module.text, re.MULTILINE)
        if public and "Option Private Module" not in module.text:
            assert set(public) <= {*FUNCTIONS}, module.name


@pytest.mark.parametrize(
    "module",
    [module for module in modules(["a"]) if module.name not in UNREAD],
    ids=lambda module: module.name,
)
def test_each_module_is_vba(module: Module) -> None:
    """A grammar of VBA that others wrote reads every module of ours."""
    assert parse_module(module.source)


def test_no_error_takes_the_add_ins_memory() -> None:
    """What Excel calls by itself begins with what it does about errors: none shows a window of VBA's."""
    found = [
        (name, first.strip())
        for module in modules(["a"])
        for name, body in re.findall(
            r"^(?:Public|Private) Sub (\w+)\([^\n]*\n(.*?)^End", module.text, re.M | re.S
        )
        if module.name == "ThisWorkbook" or name in CALLED_BY_EXCEL
        for first in [
            next(
                line
                for line in body.splitlines()
                if not line.strip().startswith(("Dim", "If Not IsM", "passed"))
            )
        ]
    ]
    assert {name for name, _ in found} >= {*CALLED_BY_EXCEL, "Workbook_Open", "excelApp_SheetChange"}
    assert [name for name, first in found if not first.startswith(("On Error", "Cancel"))] == []


def test_the_it_department_is_told_how_much_it_is() -> None:
    """What a company's people are told to read is as long as they are told."""
    [said] = re.findall(r"The VBA is some (\d+) readable lines", FOR_IT.read_text("utf-8"))
    lines = sum(len(module.text.splitlines()) for module in modules(list(sheets((), Python()))))
    assert int(said) == pytest.approx(lines, rel=0.03)


def test_of_xlwings_only_the_call_is_taken() -> None:
    """The library's name comes from the installed xlwings, with its licence; its other code stays out."""
    text = xlwings_module().text
    assert "Option Private Module" in text
    assert text.count("THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS") == 1
    code = [line for line in text.splitlines() if line and not line.startswith(("'", "#"))]
    assert len(code) == 3
    declared = {
        module.name: re.findall(r"Private Declare PtrSafe Function (\w+) Lib \"xlwings(\d\d)-", module.text)
        for module in modules(["a"])
        if "xlwings64" in module.text
    }
    assert declared["xlAddinPython"] == [("XLPyDLLActivateAuto", "64"), ("XLPyDLLActivateAuto", "32")]
    assert [name for name, found in declared.items() if found] == ["xlAddinPython"]


@pytest.mark.parametrize(
    "other", ["", 'Attribute VB_Name = "xlwings"\n', "Public Function RunPython(x)\nEnd Function\n"]
)
def test_an_unknown_xlwings_is_refused(other: str) -> None:
    """An xlwings whose module looks different makes no half add-in: the error says which one will do."""
    with pytest.raises(WorkbookError, match="xlwings") as raised:
        taken(other)
    assert "pip install" in raised.value.hint
    with pytest.raises(WorkbookError, match="xlwings"):
        calls(other)
