"""The functions of cells, in a sheet: what each shows, with which arguments, and an example."""

from __future__ import annotations

from typing import Final

from xl_addin.fetching.listing import Column, Listing
from xl_addin.functions.function import Function
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.texts import say

COLUMNS: Final = (
    Column("Function", width=32),
    Column("What it shows", width=70),
    Column("Arguments", width=70),
    Column("Example", width=60),
)


def function_help(excel: Excel, _detail: str) -> None:
    """Every function; the examples are texts, to be copied where they are wanted."""
    show(excel, listing())


def listing() -> Listing:
    """The functions as a table, in the language in use."""
    rows = [
        (function.name, function.help, _arguments(function), function.example)
        for function in FUNCTIONS.values()
    ]
    return Listing("Functions", COLUMNS, rows, (say("macros.functions_where"), say("macros.functions_how")))


def _arguments(function: Function) -> str:
    """One after the other; what may be left out stands in brackets."""
    return "; ".join(
        f"{item.name if item.required else f'[{item.name}]'}: {function.help_of(item)}"
        for item in function.all_arguments
    )
