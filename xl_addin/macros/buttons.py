"""Which function stands behind which button of the ribbon; a module is loaded when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from xl_addin.errors import WrongUse
from xl_addin.macros.excel import Excel
from xl_addin.texts import say

Macro = Callable[[Excel, str], None]
"""Does what a button is for, given the detail that the ribbon passes, which is blank for most."""

MODULES: Final[Mapping[str, str]] = {
    "refresh_sheet": "refreshing",
    "refresh_workbook": "refreshing",
    "refresh_all": "refreshing",
    "function_help": "function_list",
    "new_template": "new_workbook",
    "check_rows": "sending",
    "send_rows": "sending",
    "send_selection": "sending",
    "new_from_this": "new_workbook",
    "resume": "settling",
    "undo_last": "undoing",
    "journal": "journal",
    "fetch": "fetching",
    "settings": "settings_sheet",
    "doctor": "doctor",
    "help": "guide",
}
"""Each button's module in this room; the function in it has the button's name."""


def of(button: str) -> Macro:
    """The function behind a button.

    Raises:
        WrongUse: There is no such button: the add-in's file is of another version than the program.
    """
    if button not in MODULES:
        raise WrongUse(say("macros.unknown_button", button=button), hint=say("macros.unknown_button_hint"))
    macro: Macro = getattr(import_module(f"xl_addin.macros.{MODULES[button]}"), button)
    return macro
