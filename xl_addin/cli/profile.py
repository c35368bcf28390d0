"""`profile`: how Iziago's API is spoken, to compare with the contract and to fit without code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xl_addin.cli import new_file, opening
from xl_addin.cli.plain import echo

commands = typer.Typer(help="How Iziago's API is spoken, to fit it to your contract.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="profile")


@commands.command("show")
def show(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Writes it into a new file instead.")
    ] = None,
) -> None:
    """Prints the profile in use as TOML; what your own file says is marked "yours"."""
    from xl_addin.apis.iziago import profile
    from xl_addin.connect import iziago

    settings = opening.settings()
    text = profile.show(iziago.profile(settings))
    if out is None:
        echo(text, nl=False)
    else:
        new_file.check_folder(out)
        new_file.write(out, text)  # UTF-8, whatever a shell makes of `>`: Windows' own makes UTF-16
        echo(out)
    echo(iziago.origin(settings), err=True)


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
