"""`fetch`: any list into a sheet, or onto the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.fetching.listing import Listing, Query


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("fetch")(fetch)


def fetch(
    system: Annotated[
        str, typer.Argument(help="The service, such as organizze; or `list` to see all lists.")
    ],
    what: Annotated[str, typer.Argument(help="The list, such as transactions.")] = "",
    account: Annotated[str | None, typer.Option("--account", help="One account or card, by name.")] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="DATE", help="Last day.")] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file ending in .xlsx, .csv or .json.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replaces the file if it exists.")] = False,
) -> None:
    """Fetches a list of a service."""
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
    from xl_addin import connect
    from xl_addin.balances.anchors import Anchors
    from xl_addin.errors import WrongUse
    from xl_addin.fetching.organizze import LISTS, Source
    from xl_addin.targets.organizze import Names
    from xl_addin.texts import say

    settings = opening.settings()
    if system != "organizze":
        raise WrongUse(say("fetch.unknown_system", system=system, allowed="organizze"))
    if what not in LISTS:
        raise WrongUse(say("fetch.unknown_list", system=system, what=what, allowed=", ".join(LISTS)))
    with connect.organizze(settings) as client:
        party = connect.organizze_party(settings)
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
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from xl_addin.fetching.listing import Kind

    table = Table(box=None, header_style="bold", pad_edge=False)
    numeric = (Kind.AMOUNT, Kind.COUNT, Kind.PERCENT)
    for column in listing.columns:
        table.add_column(column.header, justify="right" if column.kind in numeric else "left")
    for row in listing.rows:
        cells = zip(row, listing.columns, strict=True)
        table.add_row(*(escape(_shown(value, column.kind == Kind.AMOUNT)) for value, column in cells))
    console = Console()
    console.print(table)
    for note in listing.notes:
        Console(stderr=True).print(f"[dim]{escape(note)}[/dim]")


def _shown(value: object, amount: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.2f}" if amount else str(value)
