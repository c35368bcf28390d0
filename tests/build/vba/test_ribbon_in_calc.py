"""The ribbon's own thought, run by LibreOffice: what tips say, what a choice passes."""

from __future__ import annotations

import pytest
from calc import Calc

from xl_addin.build.ribbon import callback_names
from xl_addin.build.ribbon.buttons import BUTTONS, Kind, Need

NEEDS = sorted({button.need for button in BUTTONS} - {Need.NOTHING})
GALLERIES = [button for button in BUTTONS if button.kind is Kind.GALLERY]
CHOICES = {item.detail: (button, item.id) for button in GALLERIES for item in button.items}
CONTROL = 'Dim control As New RibbonControl\ncontrol.Tag = "{tag}"\n'
"""What Excel passes; LibreOffice has no ribbon, so a class of the test's stands for it."""


@pytest.fixture
def control(calc: Calc) -> str:
    """A control with two tips."""
    module = '"Option VBASupport 1" & Chr$(10) & "Option ClassModule" & Chr$(10) & "Public Tag As String"'
    library = "ThisComponent.BasicLibraries.getByName(ThisComponent.BasicLibraries.ProjectName)"
    calc.do(
        f'If Not {library}.hasByName("RibbonControl") Then {library}.insertByName "RibbonControl", {module}'
    )
    return CONTROL.format(tag=f"Sends.{callback_names.PARTS}Not now.")


def pressed(calc: Calc) -> list[str]:
    """The button that Python was told of, and its detail."""
    [told] = [arguments for name, arguments in calc.asked if name == "Perform"]
    return list(told)


def given(calc: Calc, statement: str, before: str = "") -> str:
    """What a procedure gives back to Excel, as a text."""
    calc.asked.clear()
    calc.do(f'Dim given\n{before}{statement}, given\nxlAddinBridge.Press "told", CStr(given)')
    return str(pressed(calc)[1])


@pytest.mark.parametrize("need", NEEDS)
def test_with_a_workbook(calc: Calc, need: Need) -> None:
    """With any workbook open, every button can be pressed: Python says what the workbook lacks."""
    assert given(calc, f"{callback_names.enabled(need)} Nothing") == "True"


def test_a_tip_says_what(calc: Calc, control: str) -> None:
    """A button that can be pressed says what it does."""
    assert given(calc, f"{callback_names.supertip(Need.BOOK)} control", control) == "Sends."


@pytest.mark.parametrize("detail", CHOICES)
def test_a_choice_passes_the_list(calc: Calc, detail: str) -> None:
    """Each list of a gallery reaches Python as the service and the list."""
    button, chosen = CHOICES[detail]
    calc.do(f'{callback_names.press(button)} Nothing, "{chosen}", 0')
    assert pressed(calc) == ["fetch", detail]


def test_a_template_is_passed_by_its_name(calc: Calc, control: str) -> None:
    """An item of the menu reaches Python as the template's name."""
    menu = next(button for button in BUTTONS if button.kind is Kind.MENU)
    calc.do(f'{control}control.Tag = "izi_invoices"\n{callback_names.press(menu)} control')
    assert pressed(calc) == ["new_template", "izi_invoices"]


def test_a_change_before_the_ribbon_is_loaded(calc: Calc) -> None:
    """A selection that changes while Excel still starts does no harm."""
    calc.do(callback_names.NOTICE)
    assert calc.asked == []
