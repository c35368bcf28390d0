"""A list as a person reads it in a terminal."""

from __future__ import annotations

from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from xl_addin.cli.plain import plain
from xl_addin.fetching.listing import Kind, Listing, Value
from xl_addin.texts import say
from xl_addin.texts.figures import figure

WIDEST = 1_000
"""Characters of a line in a file or a pipe: nothing is cut."""
LONGEST_SHOWN = 40
"""Characters of a cell on the screen."""
DECIMALS = {Kind.AMOUNT: 2, Kind.PERCENT: 1}
"""As in a sheet; other numbers are shown with the digits that they have."""


def show(listing: Listing, *, whole: bool = False) -> None:
    """A table that fits the screen: empty columns are left out, and from the right those with no room.

    Args:
        listing: The table.
        whole: Its columns were asked for one by one, so all are shown.
    """
    console, notes = Console(highlight=False), list(listing.notes)
    if not console.is_terminal:
        console = Console(width=WIDEST, highlight=False)
    texts = [
        [_cut(shown(value, column.kind)) for value, column in zip(row, listing.columns, strict=True)]
        for row in listing.rows
    ]
    fitting = range(len(listing.columns)) if whole else _fitting(listing, texts, console.width)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for index in fitting:
        column = listing.columns[index]
        table.add_column(column.title, justify="right" if column.numeric else "left", no_wrap=True)
    for row in texts:
        table.add_row(*(plain(row[index]) for index in fitting))
    console.print(table)
    filled = [index for index in range(len(listing.columns)) if any(row[index] for row in texts)]
    if hidden := len(set(filled) - set(fitting)):
        notes.append(say("fetch.hidden", count=hidden))
    for note in notes:
        Console(stderr=True, highlight=False).print(f"[dim]{plain(note)}[/dim]")


def _fitting(listing: Listing, texts: list[list[str]], room: int) -> list[int]:
    """The columns that hold anything, from the left, as far as the room goes."""
    chosen: list[int] = []
    for index, column in enumerate(listing.columns):
        width = max((cell_len(row[index]) for row in texts), default=0)
        if texts and not width:
            continue
        room -= min(max(width, len(column.title)), LONGEST_SHOWN) + 2
        if room >= -2 or not chosen:
            chosen.append(index)
    return chosen


def shown(value: Value, kind: Kind = Kind.AMOUNT) -> str:
    """One value as people read it: an amount or a percentage with the marks of their language, words in it.

    Args:
        value: Of a list, or of a cell.
        kind: What it is, when it is a number.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("words.yes" if value else "words.no")
    if isinstance(value, Decimal) and kind in DECIMALS:
        return figure(value, DECIMALS[kind])
    return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
