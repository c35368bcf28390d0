"""The module of cell functions: one in VBA for each in the registry, without a thought of its own."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.build.vba.module import Module
from xl_addin.functions.function import Argument, Function, Takes
from xl_addin.functions.registry import ROOMS

NAME = "xlAddinFunctions"

_HEAD = """\
Option Explicit

' What Excel offers in cells, and who answers it: written from the registry by xl_addin.build.vba.wrappers.

Public Const FAMILIES As String = "{families}"
"""
_FUNCTION = """
Public Function {name}({parameters}) As Variant{volatile}
    {name} = Ask("{group}", "{name}", Array({arguments}))
End Function
"""


def functions_module(functions: Iterable[Function]) -> Module:
    """The functions as Excel sees them."""
    head = _HEAD.format(families=" ".join(f"{name}_" for name in ROOMS))
    return Module(NAME, head + "".join(map(_wrapper, functions)))


def _wrapper(function: Function) -> str:
    passed = [*map(_passed, function.all_arguments), "Caller()"]
    return _FUNCTION.format(
        name=function.name,
        group=function.group,
        parameters=_list(map(_parameter, function.all_arguments)),
        volatile="\n    Application.Volatile" if function.volatile else "",
        arguments=_list(passed),
    )


def _list(items: Iterable[str]) -> str:
    return ", ".join(items)


def _parameter(argument: Argument) -> str:
    return f"{'' if argument.required else 'Optional '}ByVal {argument.name} As Variant"


def _passed(argument: Argument) -> str:
    """A reference goes as an address, everything else as its values."""
    return f"{'Located' if argument.takes is Takes.CELL else 'Given'}({argument.name})"
