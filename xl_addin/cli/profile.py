"""`profile`: how Iziago's API is spoken, to compare with the contract and to fit without code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.settings import Settings

commands = typer.Typer(help="How Iziago's API is spoken, to fit it to your contract.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="profile")


@commands.command("show")
def show() -> None:
    """Prints the profile in use as TOML; what your own file says is marked "yours"."""
    from xl_addin.apis.iziago import profile
    from xl_addin.connect import iziago

    settings = opening.settings()
    echo(profile.show(iziago.profile(settings)), nl=False)
    echo(origin(settings), err=True)


@commands.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your profile: a TOML file.")],
) -> None:
    """Says everything that is wrong in a profile, line by line."""
    from xl_addin.apis.iziago import profile
    from xl_addin.texts import say

    opening.settings()
    problems = profile.check(file)
    for problem in problems:
        echo(say("iziago.profile_wrong", file=file, line=problem.line, problem=problem.text))
    if problems:
        raise typer.Exit(1)
    echo(say("iziago.profile_good", file=file))


def origin(settings: Settings) -> str:
    """Where the profile in use comes from.

    Raises:
        SettingsError: The customer's file is wrong; says in which line.
    """
    from xl_addin.connect import iziago
    from xl_addin.texts import say

    iziago.profile(settings)
    own = settings.iziago.profile
    return say("iziago.profile_yours", file=own) if own else say("iziago.profile_assumed")
