"""Help: what each button does, in a sheet and in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xl_addin import __version__
from xl_addin.build.ribbon.buttons import BUTTONS, Button
from xl_addin.fetching.listing import Column, Listing
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.texts import say

COLUMNS: Final = (
    Column("Group", width=20),
    Column("Button", width=26),
    Column("What it does", width=60),
    Column("Explanation", width=110),
)


def help(excel: Excel, _detail: str) -> None:
    """The ribbon as a table, and how a row gets sent."""
    show(excel, listing())


def listing() -> Listing:
    """Each button as a row, in the language in use."""
    notes = (
        f"xl-addin {__version__}",
        say("macros.guide_rows"),
        say("macros.guide_once"),
        say("macros.guide_line"),
    )
    return Listing("Help", COLUMNS, [tuple(_row(button)) for button in BUTTONS], notes)


def _row(button: Button) -> Iterator[str]:
    yield say(f"ribbon.group_{button.group}")
    yield button.label
    yield button.tip
    yield " ".join(filter(None, (button.help, *_offered(button))))


def _offered(button: Button) -> Iterator[str]:
    """What a menu or a gallery holds."""
    if button.items:
        yield f"({', '.join(item.label for item in button.items)})"
