"""`template`: an empty workbook to fill, its dropdowns from the service when credentials are there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xl_addin.cli import new_file, opening
from xl_addin.cli.plain import echo


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("template")(template)


def template(
    name: Annotated[str, typer.Argument(help="The template's name; or `list` to see them all.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The new workbook; default: NAME.xlsx here.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="en|pt|es|fr", help="Language of what stands in it; default: the settings'."
        ),
    ] = None,
) -> None:
    """Writes an empty template. Whatever its language, it is checked and imported alike."""
    import uuid

    from xl_addin.build.edition import edition
    from xl_addin.build.names import known
    from xl_addin.build.template import write_template
    from xl_addin.errors import WrongUse
    from xl_addin.schema import SHEETS
    from xl_addin.texts import available, say

    settings = opening.settings()
    language = lang or settings.lang
    if language not in available():
        raise WrongUse(say("settings.language", lang=language, allowed=", ".join(available())))
    if name == "list":
        for sheet in SHEETS.values():
            echo(f"{sheet.template:<24} {edition(sheet, language).title}")
        return
    if name not in SHEETS:
        raise WrongUse(say("template.unknown", name=name, allowed=", ".join(SHEETS)))
    file = out or Path(f"{name}.xlsx")
    if file.suffix.casefold() != ".xlsx":
        raise WrongUse(say("template.ending", file=file))
    new_file.check_folder(file)
    if file.exists():
        raise WrongUse(say("renew.exists", file=file), hint=say("renew.exists_hint"))
    lists, lacking = known(settings, edition(SHEETS[name], language))
    write_template(SHEETS[name], file, language=language, guid=str(uuid.uuid4()), lists=lists)
    echo(file)
    if lacking:
        echo(lacking, err=True, dim=True)
