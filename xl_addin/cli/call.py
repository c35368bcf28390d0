"""`call`: what a cell function would show, without Excel."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(context_settings={"ignore_unknown_options": True})(call)


def call(
    function: Annotated[str, typer.Argument(metavar="FUNCTION", help="Its name, or `list`.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARG]...", help='"" leaves one out.')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Shows what a cell function would show. The services are asked anew.

    For example: xl-addin call ORGANIZZE_BALANCE Bradesco 2026-11-21
    """
    from xl_addin.cli.listing_view import show
    from xl_addin.fetching.listing import Listing
    from xl_addin.functions import entry
    from xl_addin.functions.cells import for_program, plain
    from xl_addin.functions.outcome import Rectangle
    from xl_addin.functions.registry import FUNCTIONS

    if function == "list":
        for item in FUNCTIONS.values():
            names = ", ".join(argument.name for argument in item.all_arguments)
            echo(f"{item.name}({names})  {item.help}")
        return
    books = entry.open_books(opening.settings(), None)
    try:
        books.cache.refresh()
        outcome = entry.call(books, function, arguments or [])
    finally:
        books.close()
    for sentence in (*(error.reason for error in outcome.errors), *outcome.stale):
        echo(sentence, err=True)
    if as_json:
        json.dump({"value": for_program(outcome)}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    elif isinstance(outcome.value, Listing):
        show(outcome.value)
    elif not isinstance(outcome.value, Rectangle):
        echo(plain(outcome.value))
    if outcome.errors:
        raise typer.Exit(1)
