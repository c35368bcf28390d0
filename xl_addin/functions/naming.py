"""Names that Excel and VBA can take. One that they can't breaks silently, so it fails here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from xl_addin.functions.function import Function

MOST_ARGUMENTS = 29
"""VBA takes 60, Excel's wizard and `Application.MacroOptions` fewer; one more goes to the cell's address."""
ADDRESS = "address"
"""The hidden last argument of every entry point: the calling cell's."""
LONGEST_HELP = 255
"""Characters that `Application.MacroOptions` takes for a text of the wizard."""

_TAKEN = (ADDRESS, "caller", "entry", "xw")
_NAME = re.compile(r"[A-Z][A-Z0-9_]{2,31}")
_ARGUMENT = re.compile(r"[a-z][a-z0-9_]{1,30}")
_CELL = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*C[0-9]*")

VBA_WORDS = frozenset(
    """
    abs addressof and any append appactivate array as asc attribute base beep binary boolean byref byte
    byval call case cbool cbyte ccur cdate cdbl cdec chdir chr cint circle clng close compare const csng
    cstr curdir currency cvar cverr date debug decimal declare defbool defbyte defcur defdate defdbl defint
    deflng defobj defsng defstr defvar dim dir do double each else elseif empty end endif enum eof eqv erase
    err error event exit explicit false fileattr fix for format freefile friend function get global gosub
    goto if imp implements in input inputb instr int integer is kill lbound len lenb let lib like line load
    local lock long longlong longptr loop lset me mid midb mod module name new next not nothing null object
    on open option optional or output paramarray preserve print private property pset ptrsafe public put
    raiseevent random randomize read redim rem reset resume return rset scale seek select set sgn shared
    single spc static step stop str strcomp string sub tab text then time to true type typeof ubound unlock
    until variant wend while width with withevents write xor
    """.split()  # noqa: SIM905 - a list of two hundred words reads best as words
)


def problems(functions: Iterable[Function]) -> list[str]:
    """What Excel or VBA would refuse, one sentence each; empty when all is well."""
    found: list[str] = []
    seen: set[str] = set()
    for function in functions:
        if function.name in seen:
            found.append(f"{function.name} is declared twice")
        seen.add(function.name)
        found += _of(function)
    return found


def _of(function: Function) -> list[str]:
    name, found = function.name, []
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name) or name.lower() in VBA_WORDS:
        found.append(f"{name} is no name for a function in Excel and VBA")
    if len(function.all_arguments) > MOST_ARGUMENTS:
        found.append(f"{name} has more than {MOST_ARGUMENTS} arguments")
    names = [item.name for item in function.all_arguments]
    if len(set(names)) < len(names):
        found.append(f"{name} has two arguments of one name")
    for word in names:
        if not _ARGUMENT.fullmatch(word) or word in VBA_WORDS:
            found.append(f"{name}: {word} is no name for an argument in VBA")
        if word in _TAKEN:
            found.append(f"{name}: the argument {word} has another meaning in an entry point")
    required = [argument.required for argument in function.all_arguments]
    if sorted(required, reverse=True) != required:
        found.append(f"{name}: a required argument stands behind one that is not")
    found += _of_help(name, lambda: function.help)
    for argument in function.all_arguments:
        found += _of_help(f"{name}, {argument.name}", partial(function.help_of, argument))
    return found


def _of_help(whose: str, text: Callable[[], str]) -> list[str]:
    try:
        length = len(text())
    except KeyError:
        return [f"{whose}: the texts have no help"]
    return [f"{whose}: the help is longer than {LONGEST_HELP} characters"] * (length > LONGEST_HELP)
