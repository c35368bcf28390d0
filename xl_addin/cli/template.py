"""`template`: an empty workbook to fill, its dropdowns from the service when credentials are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.schema import Sheet
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
            echo(f"{sheet.template:<24} {sheet.title}")
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
    sources = _sources(SHEETS[name])
    lists, reason = _lists(settings, SHEETS[name].system) if sources else ({}, "")
    write_template(SHEETS[name], file, guid=str(uuid.uuid4()), lists=lists)
    echo(file)
    if empty := [header for header, source in sources.items() if not lists.get(source)]:
        said = say("template.no_lists", columns=", ".join(empty), reason=reason)
        echo(said, err=True, dim=True)


def _sources(sheet: type[Sheet]) -> dict[str, str]:
    """Which of the service's lists each dropdown of names is filled from, by the column's header."""
    from xl_addin.schema.fields import NameField

    return {field.header: field.source for field in sheet.fields.values() if isinstance(field, NameField)}


def _lists(settings: Settings, system: str) -> tuple[dict[str, list[str]], str]:
    """The service's names; and why some may be missing, such as for want of credentials."""
    from xl_addin.errors import ServiceError, SettingsError
    from xl_addin.targets.services import SERVICES
    from xl_addin.texts import say

    service = next(service for service in SERVICES if service.system == system)
    try:
        return service.labels(settings), say("template.nothing_known")
    except (SettingsError, ServiceError) as error:
        return {}, str(error)
