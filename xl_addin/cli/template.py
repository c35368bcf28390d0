"""`template`: an empty workbook to fill, its dropdowns from the service when credentials are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("template")(template)


def template(
    name: Annotated[str, typer.Argument(help="The template's name; or `list` to see them all.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The new workbook; default: NAME.xlsx here.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the headers; English for now.")] = "en",
) -> None:
    """Writes an empty template."""
    import uuid

    from xl_addin.build.template import write_template
    from xl_addin.errors import WrongUse
    from xl_addin.schema import SHEETS
    from xl_addin.texts import say

    if name == "list":
        for sheet in SHEETS.values():
            typer.echo(f"{sheet.template:<24} {sheet.title}")
        return
    settings = opening.settings()
    if name not in SHEETS:
        raise WrongUse(say("template.unknown", name=name, allowed=", ".join(SHEETS)))
    if lang != "en":
        raise WrongUse(say("template.language", lang=lang), hint=say("template.language_hint"))
    file = out or Path(f"{name}.xlsx")
    if file.suffix.casefold() != ".xlsx":
        raise WrongUse(say("template.ending", file=file))
    if file.exists():
        raise WrongUse(say("renew.exists", file=file), hint=say("renew.exists_hint"))
    lists = _lists(settings)
    write_template(SHEETS[name], file, guid=str(uuid.uuid4()), lists=lists)
    typer.echo(file)
    if not lists:
        typer.secho(say("template.no_lists"), err=True, dim=True)


def _lists(settings: Settings) -> dict[str, list[str]]:
    """The service's names for the dropdowns; none without credentials or a connection."""
    from xl_addin.connect import organizze
    from xl_addin.errors import ServiceError, SettingsError
    from xl_addin.targets.organizze import Names

    try:
        with organizze.client(settings) as client:
            return Names(client).labels()
    except SettingsError:
        return {}
    except ServiceError as error:
        typer.secho(str(error), err=True, fg="yellow")
        return {}
