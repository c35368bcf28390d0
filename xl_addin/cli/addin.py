"""`addin`: Excel's add-in, built as a file, installed and taken away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import addin_install, new_file, opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.build.addin.sheets import Python


def add_to(app: typer.Typer) -> None:
    """Adds the group of commands."""
    group = typer.Typer(help="Excel's add-in: the ribbon, and the functions in cells.", no_args_is_help=True)
    group.command("build")(build)
    addin_install.add_to(group)
    app.add_typer(group, name="addin")


def build(
    out: Annotated[
        Path | None, typer.Option("--out", help="The add-in's file; default: xl-addin.xlam here.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="en|pt|es|fr", help="Language of the ribbon; default: the settings'."),
    ] = None,
) -> None:
    """Writes the add-in's file, to be opened by hand on this computer, or to be looked at.

    It starts the Python of this command; built on another system than Excel's it starts none, which is said.
    """
    from xl_addin.build.addin.assembly import FILE, built
    from xl_addin.errors import WrongUse
    from xl_addin.install.language import known
    from xl_addin.texts import say

    spoken = opening.settings().lang
    language = (known(lang) or lang) if lang else spoken
    file = out or Path(FILE)
    if file.suffix.casefold() != ".xlam":
        raise WrongUse(say("addin.ending", file=file))
    new_file.check_folder(file)
    python = _python()
    _write(file, built(language, python))
    echo(file)
    if not (python.windows or python.mac):
        echo(say("addin.built_without"), err=True)
    if file.name.casefold() != FILE:
        echo(say("addin.renamed", file=file, name=FILE), err=True)


def _write(file: Path, content: bytes) -> None:
    """Writes the file, in place of an older one of ours or of none.

    Raises:
        WrongUse: There is somebody else's.
        WorkbookError: It cannot be written.
    """
    from xl_addin import private_file
    from xl_addin.errors import WorkbookError, WrongUse
    from xl_addin.texts import say

    try:
        if file.exists() and not _is_ours(file.read_bytes()):
            raise WrongUse(say("addin.not_ours", file=file), hint=say("addin.not_ours_hint"))
        private_file.replace(file, content)
    except OSError as error:
        raise WorkbookError(say("addin.not_written", file=file, reason=error.strerror or error)) from error


def _is_ours(content: bytes) -> bool:
    """Whether a file is an add-in that some version of us built, or has nothing in it."""
    from zipfile import BadZipFile

    from xl_addin.build import packing
    from xl_addin.build.addin.package import TITLE

    try:
        properties = packing.parts(content).get("docProps/core.xml", b"")
    except BadZipFile:
        return not content
    return f"<dc:title>{TITLE}</dc:title>".encode() in properties


def _python() -> Python:
    """This Python, for the Excel of the same system; none where there is no Excel.

    Raises:
        WrongUse: Excel could not use it for long.
    """
    from xl_addin.build.addin.sheets import Python
    from xl_addin.install import interpreter
    from xl_addin.install.places import EXCELS

    this = interpreter.current()
    if sys.platform not in EXCELS:
        return Python()
    this.check()
    if sys.platform == "win32":
        return Python(windows=str(this.path), library=str(this.library))
    return Python(mac=str(this.path))
