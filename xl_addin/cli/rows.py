"""`check`, `import` and `renew`: what becomes of a workbook's rows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xl_addin.cli import new_file, one_object, opening
from xl_addin.cli.plain import drop_stdout, echo

if TYPE_CHECKING:
    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.importing.options import Options
    from xl_addin.importing.outcome import Outcome
    from xl_addin.settings import Settings

Workbooks = Annotated[list[Path], typer.Argument(metavar="WORKBOOK", help="Filled templates (.xlsx, .xlsm).")]
Json = Annotated[bool, typer.Option("--json", help="Prints one JSON object on stdout.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    rows = one_object.or_else(_nothing)
    app.command("check", cls=rows)(check)
    app.command("import", cls=rows)(import_)
    app.command("renew")(renew)


def check(
    workbooks: Workbooks,
    offline: Annotated[
        bool, typer.Option("--offline", help="Does not look names up in the service.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Checks the rows cell by cell; sends nothing."""
    from xl_addin.cli.desk import UnattendedDesk
    from xl_addin.importing.options import LookAlikes, Options

    options = Options(dry_run=True, offline=offline, look_alikes=LookAlikes.REFUSE)
    _run(workbooks, lambda _settings: options, UnattendedDesk(), as_json)


def import_(
    workbooks: Workbooks,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Shows what would be sent, and sends nothing.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Answers yes to all but look-alikes of something sent.")
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Sends a workbook's valid rows although others are not.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", help="Rows sent at the same time, 1 to 32.", show_default="8"),
    ] = None,
    look_alikes: Annotated[
        str,
        typer.Option(
            "--look-alikes", metavar="ask|send|refuse", help="What to do with rows that look sent before."
        ),
    ] = "ask",
    as_json: Json = False,
) -> None:
    """Sends the rows, after a preview and your yes.

    Beside each row stands afterwards what became of it.

    Exit codes: 0 all done, 1 some rows not sent, 2 wrong use, 3 some rows in doubt, 130 interrupted.
    """
    from xl_addin.cli.desk import ImportDesk, UnattendedDesk
    from xl_addin.errors import WrongUse
    from xl_addin.importing.options import LookAlikes, Options
    from xl_addin.settings import WORKERS
    from xl_addin.texts import say

    def options(settings: Settings) -> Options:
        if look_alikes not in list(LookAlikes):
            raise WrongUse(say("cli.look_alikes", given=look_alikes, allowed=", ".join(LookAlikes)))
        if workers is not None and workers not in WORKERS:
            raise WrongUse(say("settings.workers", workers=workers))
        unasked = look_alikes == LookAlikes.ASK and (yes or dry_run)
        return Options(
            dry_run=dry_run,
            partial=partial,
            workers=workers or settings.workers,
            look_alikes=LookAlikes.REFUSE if unasked else LookAlikes(look_alikes),
            deadline=settings.deadline,
        )

    _run(workbooks, options, UnattendedDesk() if dry_run else ImportDesk(yes=yes), as_json)


def renew(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A workbook that was sent.")],
    out: Annotated[Path, typer.Option("--out", metavar="NEW", help="The new workbook.")],
) -> None:
    """Copies a workbook, to send its rows as new."""
    from xl_addin.importing.read import read
    from xl_addin.importing.renew import renew as make
    from xl_addin.texts import say

    opening.settings()
    _check_there([workbook])
    new_file.check_folder(out)
    made = make(workbook, out)
    echo(made)
    if kept := sum(bool(entry.ref) for entry in read(made).entries):
        echo(say("renew.keeps_ref", count=kept), err=True)


def _nothing(told: str, interrupted: bool) -> dict[str, Any]:
    """The object of a call that read no workbook."""
    from xl_addin.importing.outcome import Outcome

    return Outcome(problems=[told], interrupted=interrupted).as_json()


def _run(
    workbooks: list[Path], options_of: Callable[[Settings], Options], desk: TerminalDesk, as_json: bool
) -> None:
    _check_there(workbooks)
    outcome = _outcome(workbooks, options_of, desk, as_json)
    try:
        _tell(outcome, desk, as_json)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # nobody reads it any more, and rich would end the program
        drop_stdout()
    raise typer.Exit(outcome.exit_code)


def _tell(outcome: Outcome, desk: TerminalDesk, as_json: bool) -> None:
    from rich.console import Console

    from xl_addin.cli.previews import summary

    if as_json:
        one_object.put(outcome.as_json(), indent=2)
    reader = desk.console if as_json else Console(highlight=False)
    reader.print(summary(outcome), soft_wrap=not reader.is_terminal)


def _check_there(workbooks: list[Path]) -> None:
    """Nothing is read where a name is a slip.

    Raises:
        WrongUse: There is no such file.
    """
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    for path in workbooks:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise WrongUse(say("workbook.missing", file=path), hint=say("workbook.missing_hint")) from None
        except OSError:  # told when it is opened
            continue


def _outcome(
    workbooks: list[Path], options_of: Callable[[Settings], Options], desk: TerminalDesk, as_json: bool
) -> Outcome:
    """What the run came to; with `as_json` also where it broke off, with the rows that were read by then."""
    from xl_addin.errors import XlAddinError
    from xl_addin.importing.outcome import Outcome
    from xl_addin.importing.run import Run
    from xl_addin.texts import say

    settings, books = opening.settings(), []
    try:
        with opening.journal(settings) as journal, opening.targets(settings) as targets:
            run = Run(journal, targets, desk, options_of(settings))
            books = run.books
            return run.run(workbooks)
    except XlAddinError as error:
        if not as_json:
            raise
        return Outcome(books, problems=[str(error)], wrong_use=error.exit_code == 2)
    except KeyboardInterrupt:
        if not as_json:
            raise
        return Outcome(books, problems=[say("cli.interrupted")], interrupted=True)
