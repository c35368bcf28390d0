"""What a command says: every text of a workbook or a service stands there as it is, and steers nothing."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from xl_addin.values.printable import printable


def plain(text: str) -> str:
    """A text for rich: its brackets are brackets, and its control characters are shown as such."""
    from rich.markup import escape

    return escape(printable(text))


def echo(text: object = "", *, err: bool = False, nl: bool = True, **style: Any) -> None:
    """Writes a line to stdout, or to stderr; the style is click's: `fg`, `bold`, `dim`."""
    typer.secho(printable(str(text)), err=err, nl=nl, **style)


def drop_stdout() -> None:
    """Has what is left in its buffer go nowhere: Python would try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
