"""`fetch`: any list into a sheet, or onto the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.fetching.listing import Column, Listing, Query
    from xl_addin.fetching.system import System
    from xl_addin.settings import Settings

WIDEST = 1_000
"""Characters of a line in a file or a pipe: nothing is cut."""
LONGEST_SHOWN = 40
"""Characters of a cell on the screen."""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("fetch")(fetch)


def fetch(
    system: Annotated[
        str, typer.Argument(help="The service, such as organizze; or `list` to see all lists.")
    ],
    what: Annotated[str, typer.Argument(help="The list, such as transactions.")] = "",
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            help="One account, card or issuer; of Iziago several with ; between.",
        ),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="First day, such as 2026-11-01.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DATE", help="Last day; of balances, the day.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="A file ending in .xlsx, .csv or .json; of downloads, a folder."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replaces the file if it exists.")] = False,
) -> None:
    """Fetches a list of a service onto the screen, or into a file.

    Without a period: this month's transactions, transfers and budgets, this year's card lists.

    For example: xl-addin fetch organizze transactions --start 2026-11-01 -o november.xlsx
    """
    from xl_addin.fetching.export import export
    from xl_addin.fetching.listing import Query

    if system == "list":
        _name_all()
        return
    settings, name = opening.settings(), what.replace("-", "_")
    chosen = _system(system, name)
    query = Query(account, _day(start, "--start"), _day(end, "--end"))
    if name in chosen.downloads:
        _downloaded(chosen, name, settings, query, out)
        return
    with chosen.open(settings) as source:
        listing = chosen.lists[name](source, query)
    if out is None:
        _print(listing)
        return
    export(listing, out, overwrite=overwrite)
    typer.echo(f"{out}: {len(listing.rows)}", err=True)
    for note in listing.notes:
        typer.echo(note, err=True)


def _system(name: str, what: str) -> System:
    """The service, when it has such a list."""
    from xl_addin.errors import WrongUse
    from xl_addin.fetching.systems import SYSTEMS
    from xl_addin.texts import say

    if name not in SYSTEMS:
        raise WrongUse(say("fetch.unknown_system", system=name, allowed=", ".join(SYSTEMS)))
    system = SYSTEMS[name]
    if not what:
        raise WrongUse(say("fetch.no_list", system=name, allowed=", ".join(system.names)))
    if what not in system.names:
        raise WrongUse(say("fetch.unknown_list", system=name, what=what, allowed=", ".join(system.names)))
    return system


def _downloaded(system: System, what: str, settings: Settings, query: Query, folder: Path | None) -> None:
    """Brings files into a folder, and shows what is there."""
    from xl_addin.cli.bar import ScreenBar
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if folder is None:
        raise WrongUse(say("fetch.no_folder", what=what))
    with system.open(settings) as source, ScreenBar(what) as bar:
        listing = system.downloads[what](source, query, folder, bar)
    _print(listing)
    if listing.failed:
        raise typer.Exit(1)


def _name_all() -> None:
    from xl_addin.fetching.systems import SYSTEMS

    for name, system in SYSTEMS.items():
        for what, make in {**system.lists, **system.downloads}.items():
            typer.echo(f"{name:<9} {what:<22} {(make.__doc__ or '').splitlines()[0]}")


def _day(text: str | None, option: str) -> date | None:
    from xl_addin.values import dates

    if text is None:
        return None
    try:
        return dates.parse(text, day_first=None)
    except dates.DateError:
        raise typer.BadParameter(f"{text} is no date. Write it like 2026-11-30.", param_hint=option) from None


def _print(listing: Listing) -> None:
    """A table that fits the screen: empty columns are left out, and from the right those with no room."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from xl_addin.texts import say

    console, notes = Console(highlight=False), list(listing.notes)
    if not console.is_terminal:
        console = Console(width=WIDEST, highlight=False)
    texts = [
        [_shown(value, column) for value, column in zip(row, listing.columns, strict=True)]
        for row in listing.rows
    ]
    fitting = _fitting(listing, texts, console.width)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for index in fitting:
        column = listing.columns[index]
        table.add_column(column.header, justify="right" if column.numeric else "left", no_wrap=True)
    for row in texts:
        table.add_row(*(escape(row[index]) for index in fitting))
    console.print(table)
    filled = [index for index in range(len(listing.columns)) if any(row[index] for row in texts)]
    if hidden := len(set(filled) - set(fitting)):
        notes.append(say("fetch.hidden", count=hidden))
    for note in notes:
        Console(stderr=True, highlight=False).print(f"[dim]{escape(note)}[/dim]")


def _fitting(listing: Listing, texts: list[list[str]], room: int) -> list[int]:
    """The columns that hold anything, from the left, as far as the room goes."""
    from rich.cells import cell_len

    chosen: list[int] = []
    for index, column in enumerate(listing.columns):
        width = max((cell_len(row[index]) for row in texts), default=0)
        if texts and not width:
            continue
        room -= min(max(width, len(column.header)), LONGEST_SHOWN) + 2
        if room >= -2 or not chosen:
            chosen.append(index)
    return chosen


def _shown(value: object, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:,.2f}" if column.kind == "amount" else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
