"""Commands that print one JSON object, whatever happens: a program that reads it finds one on stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

import typer
from typer.core import TyperCommand

OPTION: Final = "--json"
_UsageError: Any = typer.BadParameter.__base__
"""What options that cannot be read raise: typer brings a click of its own, and no public name for it."""
Instead = Callable[[str, bool], Any]
"""The object of a call that came to nothing, from what is told of it and whether it was interrupted."""

_printed: ContextVar[bool] = ContextVar("printed", default=False)


class OneObject(TyperCommand):
    """A command that with `--json` says also in JSON that it was called wrongly, interrupted, or broke."""

    instead: Instead

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        """See `TyperCommand`. Options that cannot be read are told twice: in the object, and on stderr."""
        wanted = OPTION in args
        try:
            return super().make_context(info_name, args, *rest, **extra)
        except _UsageError as error:
            if wanted:
                put(self.instead(error.format_message(), False))
            raise

    def invoke(self, ctx: Any) -> Any:
        """See `TyperCommand`."""
        _printed.set(False)
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except BaseException as error:
            if ctx.params.get("as_json") and not _printed.get():
                put(self.instead(_sentence(error), isinstance(error, KeyboardInterrupt)))
            raise


def or_else(instead: Instead) -> type[OneObject]:
    """The class of a command whose object is this one where it comes to nothing."""
    return type("OneObject", (OneObject,), {"instead": staticmethod(instead)})


def put(value: Any, indent: int | None = None) -> None:
    """Prints the object."""
    _printed.set(True)
    json.dump(value, sys.stdout, ensure_ascii=False, indent=indent)
    sys.stdout.write("\n")


def _sentence(error: BaseException) -> str:
    from xl_addin.errors import XlAddinError
    from xl_addin.texts import say

    if isinstance(error, KeyboardInterrupt):
        return say("cli.interrupted")
    known = isinstance(error, XlAddinError)
    return str(error) if known else say("cli.unexpected", kind=type(error).__name__)
