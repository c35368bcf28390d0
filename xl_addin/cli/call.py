"""`call`: what a cell function would show, without Excel."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import one_object, opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.functions.outcome import Outcome


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(cls=one_object.or_else(lambda _told, _interrupted: {"value": None}))(call)


def call(
    function: Annotated[str, typer.Argument(metavar="FUNCTION", help="Its name, or `list`.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARG]...", help='"" leaves one out.')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Shows what a cell function would show. The services are asked anew.

    What a reader must know about the value goes to stderr, as XL_ADDIN_WHY would tell it.

    For example: xl-addin call ORGANIZZE_BALANCE "Bradesco CC" 2026-11-21
    """
    from xl_addin.functions import entry

    name = function.removeprefix("=").upper()
    if name == "LIST":
        _name_all(as_json)
        return
    books = entry.open_books(opening.settings(), None)
    try:
        books.cache.refresh()
        outcome = entry.call(books, name, arguments or [])
    finally:
        books.close()
    _tell(outcome, tabled=not as_json)
    if as_json:
        _print_json(outcome)
    else:
        _print(outcome, chosen=_chose(name, arguments or []))
    if outcome.errors:
        raise typer.Exit(1)


def _name_all(as_json: bool) -> None:
    """Every function with its arguments; those that may be left out in brackets."""
    from xl_addin.functions.registry import FUNCTIONS

    named = [(item.signature, item.help) for item in FUNCTIONS.values()]
    if as_json:
        one_object.put({"value": named})
        return
    for signature, help_text in named:
        echo(f"{signature}  {help_text}")


def _chose(name: str, arguments: list[str]) -> bool:
    """Whether columns were asked for by name."""
    from xl_addin.functions.function import FIELDS
    from xl_addin.functions.registry import FUNCTIONS

    given = zip(FUNCTIONS[name].all_arguments, arguments, strict=False)
    return any(argument is FIELDS and text.strip() for argument, text in given)


def _tell(outcome: Outcome, *, tabled: bool) -> None:
    """Reasons of errors, how old an old value is, and notes; a table on the screen shows its own."""
    from xl_addin.fetching.listing import Listing
    from xl_addin.functions.ledger import fetched
    from xl_addin.texts import say

    told = [error.reason for error in outcome.errors]
    if outcome.stale and outcome.at is not None:
        told.append(fetched(outcome.at, time.time()))
    told += [say("cells.stale", reason=reason) for reason in outcome.stale]
    shown = outcome.value.notes if tabled and isinstance(outcome.value, Listing) else ()
    for sentence in [*told, *(note for note in outcome.notes if note not in shown)]:
        echo(sentence, err=True)


def _print_json(outcome: Outcome) -> None:
    from xl_addin.functions.cells import for_program

    one_object.put({"value": for_program(outcome)})


def _print(outcome: Outcome, *, chosen: bool) -> None:
    from xl_addin.cli.listing_view import show, shown
    from xl_addin.fetching.listing import Listing
    from xl_addin.functions.excel_error import CellError
    from xl_addin.functions.outcome import Rectangle

    if isinstance(outcome.value, Listing):
        show(outcome.value, whole=chosen)
    elif isinstance(outcome.value, CellError):
        echo(outcome.value.code.text)
    elif not isinstance(outcome.value, Rectangle):  # no range can be typed here
        echo(shown(outcome.value))
