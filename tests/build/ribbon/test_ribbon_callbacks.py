"""The ribbon's VBA: a procedure for each control, and no thought beyond that."""

from __future__ import annotations

import re

import pytest

from xl_addin.build.ribbon import callback_names, schema
from xl_addin.build.ribbon.buttons import BUTTONS, Kind
from xl_addin.build.ribbon.callbacks import written
from xl_addin.build.ribbon.xml import written as ribbon
from xl_addin.build.vba.module import ours
from xl_addin.macros.buttons import MODULES

PRESSES = dict(
    re.findall(
        r'^Public Sub (xlAddinPress\w+)\(.*\)\n    xlAddinBridge\.Press "(\w+)"', written(), re.MULTILINE
    )
)


def test_each_control_says_which_button_was_pressed() -> None:
    """What a button does in Python is what its label says: no two callbacks are mixed up."""
    assert {callback_names.press(button): button.press for button in BUTTONS} == PRESSES
    assert set(PRESSES.values()) == MODULES.keys()


def test_each_has_the_parameters_that_excel_passes() -> None:
    """Excel calls a procedure with other parameters in vain: a message about them is all that one sees."""
    assert schema.unanswered(ribbon(), written()) == []


def test_nothing_is_there_that_nobody_calls() -> None:
    """Every public procedure is called by the ribbon, or by the workbook's events."""
    there = set(re.findall(r"^Public Sub (\w+)\(", written(), re.MULTILINE))
    assert there == {*schema.wanted(ribbon()), callback_names.NOTICE}


def test_a_gallery_passes_the_service_and_the_list() -> None:
    """The item chosen becomes what Python expects: the service, a blank, the list."""
    [start] = re.findall(r'Press "fetch", Replace\(Mid\$\(selectedId, (\d+)\), "\.", " "\)', written())
    items = [item for button in BUTTONS if button.kind is Kind.GALLERY for item in button.items]
    assert [item.id[int(start) - 1 :].replace(".", " ") for item in items] == [item.detail for item in items]


@pytest.mark.parametrize(
    "event", ["SheetSelectionChange", "SheetActivate", "WorkbookActivate", "WorkbookDeactivate"]
)
def test_the_ribbon_follows_what_is_in_front(event: str) -> None:
    """Another workbook, sheet or selection makes buttons grey or not, without anybody pressing anything."""
    events = next(module for module in ours() if module.name == "ThisWorkbook").text
    [body] = re.findall(rf"^Private Sub \w+_{event}\(.*\)\n(.*?)^End Sub", events, re.MULTILINE | re.DOTALL)
    assert callback_names.NOTICE in body


def test_it_survives_every_country() -> None:
    """VBA is kept in the computer's own code page: only ASCII is the same in all of them."""
    assert written().isascii()
    assert written() == written()


def test_it_frightens_no_antivirus() -> None:
    """Nothing in it starts programs, reads files or fetches anything."""
    assert not re.search(r"\b(Shell|CreateObject|Declare|Environ|Kill|Open|URLDownload)\b", written())
