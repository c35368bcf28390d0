"""What Excel sees of the environment: what lasts, not what one window holds."""

from __future__ import annotations

import ntpath
from collections.abc import Mapping

from xl_addin.install.places import Machine
from xl_addin.install.registry import text

KEYS = (r"HKCU\Environment", r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment")
"""Where Windows keeps the environment of a user and of all; the user's counts first."""
HOME = "XL_ADDIN_HOME"
JOURNAL = "XL_ADDIN_JOURNAL_URL"
LANGUAGE = "XL_ADDIN_LANG"


def unseen(machine: Machine, given: Mapping[str, str]) -> list[str]:
    """The variables by which this window would keep another journal than Excel's Python.

    On a Mac Excel is taken to see none of them.

    Args:
        machine: The computer; its home is the one in force here.
        given: This window's environment.
    """
    here = {HOME: str(machine.home) if given.get(HOME) else "", JOURNAL: given.get(JOURNAL, "")}
    return [name for name, value in here.items() if _plain(value) != _plain(_lasting(machine, name))]


def other_language(machine: Machine, given: Mapping[str, str], language: str) -> str:
    """The language that a variable puts before the ribbon's, here or for good; blank where none does.

    Args:
        machine: The computer.
        given: This window's environment.
        language: The ribbon's.
    """
    found = (given.get(LANGUAGE, ""), _lasting(machine, LANGUAGE))
    return next((code for code in found if code and code != language), "")


def _lasting(machine: Machine, name: str) -> str:
    if machine.registry is None:
        return ""
    found = (text(machine.registry, key, name) for key in KEYS)
    return next(filter(None, found), "")


def _plain(value: str) -> str:
    return ntpath.normcase(ntpath.normpath(value))
