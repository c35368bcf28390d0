"""`journal purge`: forgets what is not needed to keep rows from being sent twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("purge")(purge)


def purge(
    before: Annotated[
        str, typer.Option("--before", metavar="DATE", help="What was settled before this day, as 2026-01-31.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Forgets without asking.")] = False,
) -> None:
    """Forgets the contents of rows that the service does not have, and answers that were kept.

    What was sent stays whole: by it a row is recognised, and not sent again. So does what is in doubt.
    """
    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.journal.purge import Purged, count
    from xl_addin.journal.purge import purge as forget
    from xl_addin.texts import say

    moment = _midnight(before)
    with opening.journal(opening.settings()) as journal:
        journal.settle_orphans()
        found = count(journal, moment)
        if found == Purged(0, 0):
            echo(say("purge.nothing", day=before), err=True)
            return
        contents, answers = found.contents, found.answers
        if not TerminalDesk(yes=yes).ask(say("purge.question", contents=contents, answers=answers)):
            raise typer.Exit(1)
        forget(journal, moment)
        echo(say("purge.told", contents=contents, answers=answers))


def _midnight(text: str) -> datetime:
    """When that day begins on this computer."""
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongUse(say("purge.no_day", given=text)) from None
    return datetime(day.year, day.month, day.day).astimezone()
