"""`xl-addin`: the table of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from xl_addin import __version__
from xl_addin.cli import (
    addin,
    balance,
    call,
    credentials,
    demo,
    doctor,
    fetch,
    journal,
    opening,
    profile,
    rows,
    sandbox,
    template,
)
from xl_addin.cli.plain import drop_stdout, echo
from xl_addin.errors import XlAddinError
from xl_addin.texts import say

NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
"""In a folder that others can write to, a link would lead elsewhere; Windows makes none without rights."""


NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""A disk, a share of it or a file is full."""


ENDINGS = ("SIGTERM", "SIGHUP")
"""Signals that mean the same as Ctrl-C; Windows has but the first."""


class Commands(TyperGroup):
    """The commands; Ctrl-C in any of them ends with a word on how to go on."""

    def invoke(self, ctx: Any) -> Any:
        """See `TyperGroup`."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _fail(say("cli.interrupted"), say("cli.interrupted_hint"))
            raise typer.Exit(130) from None


app = typer.Typer(
    name="xl-addin",
    cls=Commands,
    help="Money between a spreadsheet and Organizze, Iziago and iZi: each row sent exactly once.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for commands in (
    template,
    addin,
    rows,
    fetch,
    call,
    balance,
    journal,
    credentials,
    doctor,
    profile,
    demo,
    sandbox,
):
    commands.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        echo(f"xl-addin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Shows the version.")
    ] = False,
) -> None:
    """Options of the command as a whole."""


def main(policy: Path | None = None) -> None:
    """Runs a command and exits with its code. No stack trace reaches a person.

    Args:
        policy: The file of the company's policy: the machine's, unless a test gives another.
    """
    _speak_utf8()
    _heed_endings()
    opening.follow(policy)
    try:
        _run()
    except XlAddinError as error:
        _fail(error.message, error.hint)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `xl-addin ... | head` is no mistake
        drop_stdout()
        sys.exit(0)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            drop_stdout()
            _fail(say("cli.no_room", reason=error.strerror), say("cli.no_room_hint"))
        else:
            _fail(say("cli.unexpected", kind=type(error).__name__), _report(error))
        sys.exit(1)


def _heed_endings() -> None:
    """Whoever ends the program, or closes its terminal, interrupts it: it finishes its rows and tidies up."""
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup has one ignored
            signal.signal(number, signal.default_int_handler)


def _run() -> None:
    try:
        app()
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()  # here it can still be told that there was no room


def _speak_utf8() -> None:
    """Whatever the console's encoding: Windows has one of few letters for what goes into a file or a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(message: str, hint: str) -> None:
    echo(message, err=True, fg="red")
    if hint:
        echo(hint, err=True)


def _report(error: Exception) -> str:
    """What to do about a mistake of ours."""
    file = _log(error)
    return say("cli.unexpected_hint", file=file) if file else say("cli.unexpected_unlogged")


def _log(error: Exception) -> Path | None:
    """Keeps the trace of a mistake of ours for whoever mends it. Frames hold no values, so no secrets."""
    import tempfile

    from xl_addin.settings import home

    frames = "".join(traceback.format_tb(error.__traceback__))
    for folder in (home(), Path(tempfile.gettempdir())):
        file = folder / "xl-addin-error.log"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY | NO_LINKS, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as log:
                log.write(f"{type(error).__name__}\n{frames}\n")
        except OSError:
            continue
        return file
    return None
