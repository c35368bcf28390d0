"""`journal`: what was sent, and settling what is in doubt."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.journal.operation import Operation
    from xl_addin.journal.store import Journal
    from xl_addin.settings import Settings
    from xl_addin.settling.reconcile import Settlement
    from xl_addin.targets import Targets
    from xl_addin.targets.target import Target

commands = typer.Typer(help="What was sent, and settling what is in doubt.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="The operation's id, as `journal list` shows it.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="journal")


@commands.command("list")
def list_(
    state: Annotated[str | None, typer.Option("--state", help="Only one state, such as in_doubt.")] = None,
    batch: Annotated[str | None, typer.Option("--batch", help="Only one import of one workbook.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Prints JSON on stdout.")] = False,
) -> None:
    """Lists what was planned and sent, newest last."""
    settings = opening.settings()
    with opening.journal(settings) as journal:
        journal.settle_orphans()
        found = journal.of_batch(batch) if batch else journal.all()
    found = [operation for operation in found if state in (None, operation.state.value)]
    if as_json:
        _print_json([_record(operation) for operation in found])
    else:
        _print_table(found)


@commands.command("show")
def show(operation: Id) -> None:
    """Shows one operation with everything that happened to it."""
    settings = opening.settings()
    with opening.journal(settings) as journal:
        found = journal.get(operation)
        history = journal.history(operation)
    _print_json(
        {
            **_record(found),
            "request": found.request,
            "typed": found.typed,
            "history": list(map(_plain, history)),
        }
    )


@commands.command("export")
def export(out: Annotated[Path, typer.Option("--out", "-o", help="A new file ending in .json.")]) -> None:
    """Writes the whole journal as JSON, to keep or to look into; it holds no secrets."""
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if out.exists():
        raise WrongUse(say("renew.exists", file=out), hint=say("renew.exists_hint"))
    settings = opening.settings()
    with opening.journal(settings) as journal:
        records = [
            {
                **_record(item),
                "request": item.request,
                "typed": item.typed,
                "history": [*map(_plain, journal.history(item.id))],
            }
            for item in journal.all()
        ]
    out.write_text(json.dumps(records, ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    out.chmod(0o600)
    typer.echo(f"{out}: {len(records)}", err=True)


@commands.command("reconcile")
def reconcile(
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Waits until an absence is certain (under a minute).")
    ] = True,
) -> None:
    """Asks the service about every operation in doubt, and settles what is certain."""
    from xl_addin.journal.states import State

    settings = opening.settings()
    with opening.journal(settings) as journal, opening.targets(settings) as targets:
        journal.settle_orphans()
        settled = _settle(settings, journal, targets)
        while wait and any(item.again_at for item in settled):
            _pause_until(max(item.again_at for item in settled if item.again_at))
            settled = [item for item in settled if not item.again_at] + _settle(
                settings, journal, targets, only={item.operation.id for item in settled if item.again_at}
            )
    for item in settled:
        operation = item.operation
        typer.echo(
            f"{operation.id}  {operation.place.path} {operation.place.row}: {item.state} – {item.message}"
        )
    if any(item.state is State.IN_DOUBT for item in settled):
        raise typer.Exit(3)


@commands.command("resolve")
def resolve(
    operation: Id,
    sent: Annotated[
        str | None, typer.Option("--sent", metavar="REMOTE_ID", help="It is there, under this id.")
    ] = None,
    not_sent: Annotated[bool, typer.Option("--not-sent", help="You made sure that it is not there.")] = False,
) -> None:
    """Settles an operation in doubt by your word."""
    from xl_addin.settling.resolve import resolve as settle

    if (sent is None) == (not not_sent):
        raise typer.BadParameter("say either --sent REMOTE_ID or --not-sent")
    settings = opening.settings()
    with opening.journal(settings) as journal:
        journal.settle_orphans()
        typer.echo(f"{operation}: {settle(journal, operation, sent_as=sent)}")


def _settle(
    settings: Settings, journal: Journal, targets: Targets, only: set[str] | None = None
) -> list[Settlement]:
    from xl_addin.journal.states import State
    from xl_addin.settling.reconcile import settle_all

    def target_of(operation: Operation) -> Target | None:
        template = operation.scope.template
        party = targets.party(template)
        ours = (party.host, party.company) == (operation.scope.host, operation.scope.company)
        return targets.get(template) if ours else None

    doubtful = [item for item in journal.in_states(State.IN_DOUBT) if only is None or item.id in only]
    return settle_all(journal, doubtful, target_of, settings.deadline)


def _pause_until(moment: datetime) -> None:
    import time

    from rich.console import Console

    from xl_addin.journal.records import now
    from xl_addin.texts import say

    seconds = max((moment - now()).total_seconds(), 0) + 0.5
    with Console(stderr=True).status(say("settle.waiting", seconds=f"{seconds:.0f}")):
        time.sleep(seconds)


def _record(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "state": operation.state.value,
        "system": operation.scope.system,
        "host": operation.scope.host,
        "company": operation.scope.company,
        "template": operation.scope.template,
        "workbook": operation.place.path,
        "sheet": operation.place.sheet,
        "row": operation.place.row,
        "ref": operation.ref,
        "key": operation.key,
        "remote_id": operation.remote_id,
        "number": operation.number,
        "link": operation.link,
        "message": operation.message,
        "batch": operation.batch,
        "planned_at": operation.planned_at,
        "changed_at": operation.changed_at,
        "sent_at": operation.sent_at,
    }


def _plain(step: Any) -> dict[str, Any]:
    facts = step.facts
    return {
        "at": step.at,
        "before": step.before.value,
        "after": step.after.value,
        "status": facts.status,
        "message": facts.message,
        "answer": facts.answer,
    }


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _print_table(operations: list[Operation]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for header in ("Id", "State", "When", "Host", "Workbook", "Row", "Batch", "Remote id", "Message"):
        table.add_column(header, overflow="fold")
    for item in operations:
        when = f"{item.changed_at.astimezone():%Y-%m-%d %H:%M:%S}" if item.changed_at else ""
        cells = (item.place.path, str(item.place.row), item.batch, item.remote_id, item.message)
        table.add_row(item.id, item.state.value, when, item.scope.host, *map(escape, cells))
    Console().print(table)
