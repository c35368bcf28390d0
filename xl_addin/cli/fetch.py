"""`fetch`: any list into a sheet, or onto the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import new_file, opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xl_addin.fetching.listing import Query
    from xl_addin.fetching.system import System
    from xl_addin.settings import Settings


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
    from xl_addin.cli.listing_view import show
    from xl_addin.fetching.export import export
    from xl_addin.fetching.listing import Query

    if system == "list":
        _name_all()
        return
    settings, name = opening.settings(), what.replace("-", "_")
    chosen = _system(system, name)
    if out is not None and name not in chosen.downloads:
        new_file.check_folder(out)
    query = Query(account, _day(start, "--start"), _day(end, "--end"))
    if name in chosen.downloads:
        _downloaded(chosen, name, settings, query, out)
        return
    with chosen.open(settings) as source:
        listing = chosen.lists[name](source, query)
    if out is None:
        show(listing)
        return
    export(listing, out, overwrite=overwrite)
    echo(f"{out}: {len(listing.rows)}", err=True)
    for note in listing.notes:
        echo(note, err=True)


def _system(name: str, what: str) -> System:
    """The service, when it has such a list."""
    from xl_addin.errors import WrongUse
    from xl_addin.fetching.systems import SYSTEMS
    from xl_addin.texts import say

    if name not in SYSTEMS:
        unknown = say("fetch.unknown_system", system=name, allowed=", ".join(SYSTEMS))
        raise WrongUse(unknown, hint=_did_you_mean(name, SYSTEMS))
    system = SYSTEMS[name]
    if not what:
        raise WrongUse(say("fetch.no_list", system=name, allowed=", ".join(system.names)))
    if what not in system.names:
        unknown = say("fetch.unknown_list", system=name, what=what, allowed=", ".join(system.names))
        raise WrongUse(unknown, hint=_did_you_mean(what, system.names))
    return system


def _did_you_mean(text: str, names: Iterable[str]) -> str:
    """What is like it; nothing where nothing is."""
    from xl_addin.texts import say
    from xl_addin.values.names import nearest

    alike = ", ".join(nearest(text, names))
    return say("fetch.did_you_mean", candidates=alike) if alike else ""


def _downloaded(system: System, what: str, settings: Settings, query: Query, folder: Path | None) -> None:
    """Brings files into a folder, and shows what is there."""
    from xl_addin.cli.bar import ScreenBar
    from xl_addin.cli.listing_view import show
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if folder is None:
        raise WrongUse(say("fetch.no_folder", what=what))
    with system.open(settings) as source, ScreenBar(what) as bar:
        listing = system.downloads[what](source, query, folder, bar)
    show(listing)
    if listing.failed:
        raise typer.Exit(1)


def _name_all() -> None:
    from xl_addin.fetching.systems import SYSTEMS

    for name, system in SYSTEMS.items():
        for what, make in {**system.lists, **system.downloads}.items():
            echo(f"{name:<9} {what:<22} {(make.__doc__ or '').splitlines()[0]}")


def _day(text: str | None, option: str) -> date | None:
    """A day as it is typed in the reader's language."""
    from xl_addin.errors import WrongUse
    from xl_addin.schema.reading import READINGS
    from xl_addin.texts import language, say
    from xl_addin.values import dates

    if text is None:
        return None
    try:
        return dates.parse(text, day_first=READINGS[language()].day_first)
    except dates.DateError as error:
        raise WrongUse(say(f"problem.date_{error.reason}", header=option, value=text)) from None
