"""What is grey while no workbook is open, and why: LibreOffice always has one, so it is run in memory."""

from __future__ import annotations

from typing import Any

import pytest
from memory import Memory
from pyopenvba.interpreter import NOTHING, VBAObject, member

from xl_addin.build.ribbon import callback_names
from xl_addin.build.ribbon.buttons import BUTTONS, Need

NEEDS = sorted({button.need for button in BUTTONS} - {Need.NOTHING})
ASKING = """\
Public Function {name}Now(ByVal control As Object) As String
    Dim given As Variant
    {name} control, given
    {name}Now = CStr(given)
End Function
"""
"""What Excel does with a callback: it passes a variable, and looks into it."""


class Control(VBAObject):
    """A button of the ribbon's."""

    vba_type_name = "IRibbonControl"

    @member
    def Tag(self) -> str:  # noqa: N802 - as Office calls it
        """Its two tips."""
        return f"Sends.{callback_names.PARTS}Not now."


@pytest.fixture
def excel() -> Memory:
    """An Excel with the ribbon's callbacks."""
    names = [name for need in NEEDS for name in (callback_names.enabled(need), callback_names.supertip(need))]
    excel = Memory()
    excel.app.add_module("".join(ASKING.format(name=name) for name in names), name="Asking")
    return excel


def asked(excel: Memory, callback: str) -> Any:
    """What Excel is told."""
    return excel.run(f"{callback}Now", Control())


@pytest.mark.parametrize("need", NEEDS)
def test_a_grey_button_says_why(excel: Memory, need: Need) -> None:
    """Without a workbook what needs one is grey, and its tip says so; with one, it says what it does."""
    enabled, tip = callback_names.enabled(need), callback_names.supertip(need)
    assert (asked(excel, enabled), asked(excel, tip)) == ("True", "Sends.")
    excel.host.state["activeworkbook"] = NOTHING
    assert (asked(excel, enabled), asked(excel, tip)) == ("False", "Not now.")
