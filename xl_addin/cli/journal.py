"""`journal`: what was sent, and settling what is in doubt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from xl_addin.cli import journal_merge, journal_purge, journal_undo, new_file, opening
from xl_addin.cli.plain import echo

LAST_SHOWN = 30

commands = typer.Typer(help="What was sent, and settling what is in doubt.", no_args_is_help=True)
Id = Annotated[
    str, typer.Argument(metavar="ID", help="An operation's id from `journal list`, or a row's Key.")
]
Json = Annotated[bool, typer.Option("--json", help="Prints JSON on stdout.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for more in (journal_undo, journal_merge, journal_purge):
        more.add_to(commands)
    app.add_typer(commands, name="journal")


@commands.command("list")
def list_(
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="Such as sent, in_doubt, rejected, not_sent, undone."),
    ] = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="ID", help="Only one import of one workbook.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All rows, not only the last 30.")] = False,
    as_json: Json = False,
) -> None:
    """Lists what was planned and sent, newest last."""
    from xl_addin.cli import journal_views
    from xl_addin.errors import WrongUse
    from xl_addin.journal.states import State
    from xl_addin.settling.doubts import doubts
    from xl_addin.texts import say

    settings = opening.settings()
    if state is not None and state not in list(State):
        raise WrongUse(say("journal.no_state", state=state, allowed=", ".join(State)))
    with opening.journal(settings) as journal:
        journal.settle_orphans()
        found = journal.of_batch(batch) if batch else journal.all()
        found = [operation for operation in found if state in (None, operation.state.value)]
        shown = found if everything or as_json else found[-LAST_SHOWN:]
        unsure = doubts(journal, shown)
    told = {doubt.operation.id: doubt.told() for doubt in unsure}
    if as_json:
        journal_views.print_json([journal_views.listed(item, told.get(item.id, "")) for item in found])
        return
    if shown:
        journal_views.table(shown, {doubt.operation.id: doubt.likeness.total for doubt in unsure})
        journal_views.doubts(told)
    else:
        echo(say("journal.empty"), err=True)
    if len(found) > len(shown):
        echo(say("journal.earlier", count=len(found) - len(shown)), err=True)


@commands.command("show")
def show(operation: Id, as_json: Json = False) -> None:
    """Shows one operation with everything that happened to it."""
    from xl_addin.cli import journal_views
    from xl_addin.settling.word import shown

    settings = opening.settings()
    with opening.journal(settings) as journal:
        found = shown(journal, operation)
        history = journal.history(found.id)
    if as_json:
        journal_views.print_json(journal_views.full_record(found, history))
    else:
        journal_views.story(found, history)


@commands.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="A new file ending in .json.")],
) -> None:
    """Writes the whole journal as JSON; it holds no secrets."""
    from xl_addin.cli import journal_views

    settings = opening.settings()
    with opening.journal(settings) as journal:
        records = [journal_views.full_record(item, journal.history(item.id)) for item in journal.all()]
    new_file.write(out, journal_views.as_json(records), 0o600)
    echo(f"{out}: {len(records)}", err=True)


@commands.command("reconcile")
def reconcile(
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Waits until an absence is certain (under a minute).")
    ] = True,
) -> None:
    """Asks the service about every row in doubt or half undone, and settles what is certain."""
    from xl_addin.journal.states import State
    from xl_addin.settling.patience import settle
    from xl_addin.texts import say

    settings = opening.settings()
    with opening.journal(settings) as journal, opening.targets(settings) as targets:
        settled = settle(journal, targets.of_operation, settings.deadline, _pause if wait else None)
    if not settled:
        echo(say("settle.nothing"), err=True)
    for item in settled:
        operation = item.operation
        state = say(f"states.{item.state}")
        echo(f"{operation.id}  {operation.place.path} {operation.place.row}: {state} – {item.message}")
    if any(item.state in (State.IN_DOUBT, State.UNDOING) for item in settled):
        raise typer.Exit(3)


@commands.command("resolve")
def resolve(
    operation: Id,
    sent: Annotated[
        str | None,
        typer.Option("--sent", metavar="REMOTE_ID", help="It is there, under this id."),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option("--number", metavar="NUMBER", help="It is there, an iZi invoice with this number."),
    ] = None,
    not_sent: Annotated[bool, typer.Option("--not-sent", help="You made sure that it is not there.")] = False,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Takes it though another row has it, or the service does not."),
    ] = False,
) -> None:
    """Settles a row in doubt by your word."""
    from xl_addin.settling.resolve import resolve as settle
    from xl_addin.settling.settlement import quiet_of
    from xl_addin.settling.word import check_number, check_record, described, meant, until_certain

    if (sent is None and number is None) != not_sent:
        raise typer.BadParameter("say --sent REMOTE_ID, --number NUMBER or both; or --not-sent")
    settings = opening.settings()
    with opening.journal(settings) as journal, opening.targets(settings) as targets:
        journal.settle_orphans()
        found = meant(journal, operation)
        if not_sent:
            _outwait(described(found), until_certain(journal, found, quiet_of(settings.deadline)))
        if sent is not None:
            check_record(journal, found, sent := sent.strip(), targets.of_operation, insists=anyway)
        if number is not None:
            check_number(journal, found, number := number.strip(), insists=anyway)
        seen = None if not_sent else sent or ""
        state = settle(journal, found.id, sent_as=seen, number=number or "")
        echo(f"{found.id}  {described(found)}: {state}")


def _outwait(what: str, seconds: float) -> None:
    """Waits until an absence is certain: who looked before then looks once more, where there is somebody."""
    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.texts import say

    if not seconds:
        return
    echo(say("word.too_early", what=what), err=True)
    _pause(seconds)
    if sys.stdin is None or not sys.stdin.isatty():
        echo(say("word.taken"), err=True)
    elif not TerminalDesk(yes=False).ask(say("word.look_again")):
        raise typer.Exit(1)


def _pause(seconds: float) -> None:
    import time

    from rich.console import Console

    from xl_addin.texts import say

    console = Console(stderr=True)
    with console.status(say("settle.waiting", seconds=f"{seconds:.0f}")):
        if not console.is_terminal:
            console.print(say("settle.waiting", seconds=f"{seconds:.0f}"))
        time.sleep(seconds)
