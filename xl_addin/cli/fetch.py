"""`fetch`: any list into a sheet, or onto the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.fetching.listing import Column, Listing, Query

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
    account: Annotated[str | None, typer.Option("--account", help="One account or card, by name.")] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="First day, such as 2026-11-01.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DATE", help="Last day; of balances, the day.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file ending in .xlsx, .csv or .json.")
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
    query = Query(account, _day(start, "--start"), _day(end, "--end"))
    listing = _fetched(system, what.replace("-", "_"), query)
    if out is None:
        _print(listing)
        return
    export(listing, out, overwrite=overwrite)
    typer.echo(f"{out}: {len(listing.rows)}", err=True)
    for note in listing.notes:
        typer.echo(note, err=True)


def _fetched(system: str, what: str, query: Query) -> Listing:
    from xl_addin.balances.anchors import Anchors
    from xl_addin.connect import organizze
    from xl_addin.errors import WrongUse
    from xl_addin.fetching.organizze import LISTS, Source
    from xl_addin.targets.organizze import Names
    from xl_addin.texts import say

    settings = opening.settings()
    if system != "organizze":
        raise WrongUse(say("fetch.unknown_system", system=system, allowed="organizze"))
    if not what:
        raise WrongUse(say("fetch.no_list", system=system, allowed=", ".join(LISTS)))
    if what not in LISTS:
        raise WrongUse(say("fetch.unknown_list", system=system, what=what, allowed=", ".join(LISTS)))
    with organizze.client(settings) as client:
        party = organizze.party(settings)
        source = Source(client, Names(client), party, Anchors(settings.home), date.today())
        return LISTS[what](source, query)


def _name_all() -> None:
    from xl_addin.fetching.organizze import LISTS

    for name, make in LISTS.items():
        typer.echo(f"organizze {name:<15} {(make.__doc__ or '').splitlines()[0]}")


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

    console, notes = Console(), list(listing.notes)
    if not console.is_terminal:
        console = Console(width=WIDEST)
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
        Console(stderr=True).print(f"[dim]{escape(note)}[/dim]")


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
