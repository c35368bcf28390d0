"""The add-in's own sheets, which nobody sees: what VBA reads instead of holding it.

Text in a sheet is Unicode in every country, and the VBA is the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xl_addin.build.functions import GROUPS
from xl_addin.functions.function import Function
from xl_addin.texts import say
from xl_addin.texts.typed import with_place

Rows = Sequence[Sequence[str]]

SETTINGS: Final = "settings"
TEXTS: Final = "texts"
FUNCTIONS: Final = "functions"


@dataclass(frozen=True, slots=True)
class Python:
    """Which Python the add-in starts; without a path it starts none, and says so.

    Attributes:
        windows: The program in Windows.
        mac: The program on a Mac.
        library: The folder of xlwings' DLLs: pip puts them into the environment's own.
    """

    windows: str = ""
    mac: str = ""
    library: str = ""


def sheets(functions: Iterable[Function], python: Python) -> dict[str, Rows]:
    """Each sheet's rows by its name, in the language in use."""
    return {SETTINGS: _settings(python), TEXTS: _texts(), FUNCTIONS: [_help(item) for item in functions]}


def _settings(python: Python) -> Rows:
    """What VBA starts Python by."""
    return [("windows", python.windows), ("mac", python.mac), ("library", python.library)]


def _texts() -> Rows:
    """What the add-in says where Python cannot."""
    texts = {
        "python_moved": say("addin.python_moved", path="{path}"),
        "no_python": say("addin.no_python"),
        "not_started": say("addin.not_started", reason="{reason}"),
        "broke_off": say("addin.broke_off", reason="{reason}"),
        "complained": say("addin.complained", file="{file}"),
        "windows_only": say("addin.windows_only", group=say("ribbon.group_fetch")),
    }
    return [(key, with_place(text)) for key, text in texts.items()]


def _help(function: Function) -> Sequence[str]:
    """What the function wizard shows: the name, the category, what it does, and each argument."""
    hints = map(function.help_of, function.all_arguments)
    return [function.name, _category(function.group), function.help, *hints]


def _category(group: str) -> str:
    """What the wizard lists functions under: a product's name, or a word of the language in use."""
    return say("addin.category_cash") if group == "cash" else GROUPS[group]
