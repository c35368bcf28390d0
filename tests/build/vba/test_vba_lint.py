"""What VBA or Excel would refuse is found before they see it."""

from __future__ import annotations

import pytest

from xl_addin.build.vba.lint import problems
from xl_addin.build.vba.module import Module
from xl_addin.build.vba.project import vba_project

GOOD = """\
Option Explicit
Option Private Module

Public Function Right_one(ByVal account As Variant) As Variant
End Function
"""
LONG = "x = " + "1 + " * 300
CONTINUED = "    x = 1 _\n" + "        + 1 _\n" * 25 + "        + 1\n"


def with_procedure(signature: str, body: str = "") -> str:
    """A module with one procedure."""
    return f"Option Explicit\n\nPublic Sub {signature}\n{body}End Sub\n"


def with_private(signature: str) -> str:
    """A module with one procedure, that others cannot call."""
    return with_procedure(signature).replace("Public Sub", "Private Sub")


def test_nothing_is_said_of_a_good_module() -> None:
    """What is well written passes."""
    assert problems([Module("good", GOOD), Module("other", GOOD.replace("Right_one", "Another"))]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Public Sub A()\nEnd Sub\n", "Option Explicit is missing"),
        (with_procedure("A()", "    ' é\n"), "line 5 is not ASCII"),
        (with_procedure("A()", f"    {LONG}\n"), "line 5 is longer than 1023 characters"),
        (with_procedure("A()", CONTINUED), "more than 24 continuations"),
        (with_procedure("A()", "    x = 1\n" * 7_000), "A is larger than 65536 bytes"),
        (with_procedure("TAX2020()"), "TAX2020 is the name of a cell"),
        (with_procedure("R1C1()"), "R1C1 is the name of a cell"),
        (with_private("A(ByVal currency As Variant)"), "A: currency is a word of VBA's own"),
        (with_private("A(Optional ByVal on As Variant)"), "A: on is a word of VBA's own"),
        (with_private("A(ByVal one As Long, _\n        ByVal ONE As Long)"), "A has two arguments one"),
        (with_procedure("A()") + "\nPrivate Sub a()\nEnd Sub\n", "a is declared twice"),
    ],
)
def test_what_is_refused_is_named(text: str, said: str) -> None:
    """Each rule finds its mistake, and says where."""
    [problem] = problems([Module("mine", text)])
    assert problem.startswith("mine: ")
    assert said in problem


@pytest.mark.parametrize("name", ["1st", "a-b", "a" * 32, "é"])
def test_a_modules_name_is_checked(name: str) -> None:
    """A module has a name that VBA can take."""
    assert any("a name has letters" in problem for problem in problems([Module(name, GOOD)]))


def test_two_modules_of_one_name_are_refused() -> None:
    """VBA tells names apart by their letters, not by their case."""
    assert problems([Module("same", GOOD), Module("Same", GOOD)]) == ["same: two modules have this name"]


def test_only_functions_are_offered_to_cells() -> None:
    """A workbook that somebody sent can call nothing of ours in a formula but the functions."""
    offered = Module("mine", GOOD.replace("Option Private Module\n", ""))
    assert problems([offered]) == ["mine: cells can call Right_one"]
    assert problems([offered], offering=["mine"]) == []
    assert problems([Module("mine", offered.text.replace("Public Function", "Function"))]) != []
    assert problems([Module("mine", offered.text.replace("Public Function", "Private Function"))]) == []


@pytest.mark.parametrize("who", ["Public ", "", "Public Static "])
@pytest.mark.parametrize(
    "given",
    ["ByVal book As Object", "words", "ByVal a As String, _\n        ByVal control As IRibbonControl"],
)
def test_nothing_is_passed_to_a_command(who: str, given: str) -> None:
    """A picture in a workbook that somebody sent starts nothing of ours with words of its own."""
    module = f"Option Explicit\n\n{who}Sub Run_it({given})\nEnd Sub\n"
    assert problems([Module("mine", module)]) == ["mine: pictures can pass something to Run_it"]
    hidden = module.replace("Explicit\n", "Explicit\nOption Private Module\n")
    assert problems([Module("mine", hidden)]) == []
    assert problems([Module("mine", module.replace(f"{who}Sub", "Private Sub"))]) == []


@pytest.mark.parametrize(
    "given", ["", "control As IRibbonControl, selectedId As String", "ribbon As IRibbonUI"]
)
def test_excel_passes_what_others_have_not(given: str) -> None:
    """What Excel's timer and ribbon call stays open to them: no picture has a control of the ribbon's."""
    assert problems([Module("mine", with_procedure(f"Run_it({given})"))]) == []


def test_what_a_library_does_is_private() -> None:
    """A formula cannot start a program, even in an Excel that lets formulas into private modules."""
    declared = 'Option Explicit\nOption Private Module\n{}Declare PtrSafe Function Run Lib "x" () As Long\n'
    for who in ("Public ", "", "    "):
        assert problems([Module("mine", declared.format(who))]) == ["mine: others can call Run of a library"]
    assert problems([Module("mine", declared.format("Private "))]) == []


def test_others_modules_keep_their_habits() -> None:
    """The module of xlwings need not declare what ours must, but has to be readable in every country."""
    loose = "Public Sub TAX2020()\nEnd Sub\n"
    assert problems([Module("theirs", loose)], foreign=["theirs"]) == []
    assert problems([Module("theirs", f"{loose}' é\n")], foreign=["theirs"]) == [
        "theirs: line 4 is not ASCII"
    ]


def test_what_is_not_ascii_is_not_written() -> None:
    """No letter becomes another in a country with another code page."""
    with pytest.raises(UnicodeEncodeError):
        vba_project([Module("mine", "' é\n")])
