"""What of xlwings' own VBA module the add-in needs: its licence, its version, and how its library is called.

They name the library that the same release of xlwings brings, so they are taken from the installed package
and never kept here. The rest of it (files, settings, the shell, other people's code) is left out: antivirus
programs take exception to that, and nothing of it is needed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import metadata, resources
from typing import Final

from xl_addin.build.vba.module import Module
from xl_addin.errors import WorkbookError
from xl_addin.texts import say

NAME: Final = "xlwings"

_LICENCE = re.compile(
    r"^'xlwings is distributed under .*?^'Redistribution and use .*?^'SOFTWARE, EVEN IF .*?$", re.M | re.S
)
_VERSION = re.compile(r"^Public Const XLWINGS_VERSION As String = \"[\w.]+\"$", re.M)
_CALL = r"Declare PtrSafe Function XLPyDLLActivateAuto Lib \"xlwings{bits}-[\w.]+\.dll\" \([^\n]*\) As Long$"
_TAKEN: Final = """\
Option Explicit
Option Private Module

' Of xlwings' module, as its release has it: licence and version. What calls its library, xlAddinPython has.

{licence}

{version}
"""
_CALLS: Final = """\
#If Mac Then
#ElseIf Win64 Then
    Private {call_64}
#Else
    Private {call_32}
#End If
"""
PLACE: Final = "' How xlwings' library is called: put here by xl_addin.build.vba.xlwings_module.\n"
"""The line of a module of ours behind which the calls come: whoever may call them may start any program."""


def xlwings_module() -> Module:
    """The module.

    Raises:
        WorkbookError: The installed xlwings has another module than the one that was looked at.
    """
    return Module(NAME, taken(_packaged()))


def calling(module: Module) -> Module:
    """A module of ours; the one that has a place for them gets the calls of xlwings' library, as its own.

    Raises:
        WorkbookError: See `xlwings_module`.
    """
    if PLACE not in module.text:
        return module
    return replace(module, text=module.text.replace(PLACE, PLACE + calls(_packaged())))


def taken(text: str) -> str:
    """What is needed of the text of xlwings' module.

    Raises:
        WorkbookError: See `xlwings_module`.
    """
    lines = text.replace("\r\n", "\n")
    return _TAKEN.format(
        licence=_found(_LICENCE, lines),
        version=_found(_VERSION, lines),
    )


def calls(text: str) -> str:
    """How the library is called, of the text of xlwings' module.

    Raises:
        WorkbookError: See `xlwings_module`.
    """
    lines = text.replace("\r\n", "\n")
    return _CALLS.format(
        call_64=_found(re.compile(_CALL.format(bits=64), re.M), lines),
        call_32=_found(re.compile(_CALL.format(bits=32), re.M), lines),
    )


def _packaged() -> str:
    return (resources.files("xlwings") / "xlwings.bas").read_text("utf-8")


def _found(wanted: re.Pattern[str], text: str) -> str:
    """What must stand there once."""
    found = [part[0] for part in wanted.finditer(text)]
    if len(found) != 1:
        version = metadata.version("xlwings")
        raise WorkbookError(say("addin.other_xlwings", version=version), hint=say("addin.other_xlwings_hint"))
    return found[0]
