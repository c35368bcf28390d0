"""`journal undo`: taking back what was sent, where the service lets us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xl_addin.journal.operation import Batch, Operation
    from xl_addin.journal.store import Journal
    from xl_addin.settings import Settings
    from xl_addin.settling.prospects import Prospect
    from xl_addin.settling.settlement import Settlement
    from xl_addin.targets import Targets

BATCHES_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("undo")(undo)


def undo(
    batch: Annotated[
        str | None,
        typer.Argument(
            metavar="BATCH", help="An import's id, or one operation's; without it the last imports are shown."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Deletes without asking.")] = False,
) -> None:
    """Deletes what an import sent, as far as it is unchanged, after a preview and your yes.

    Exit codes: 0 all taken back, 1 some not, 2 wrong use, 3 some in doubt, 130 interrupted.
    """
    from xl_addin.cli import undo_views
    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.errors import WrongUse
    from xl_addin.settling.holding import undoing
    from xl_addin.settling.prospects import question
    from xl_addin.settling.undo import exit_code
    from xl_addin.texts import say

    settings, desk = opening.settings(), TerminalDesk(yes=yes)
    with opening.journal(settings) as journal, opening.targets(settings) as targets:
        journal.settle_orphans()
        if batch is None:
            undo_views.batches(journal, journal.batches()[:BATCHES_SHOWN])
            raise WrongUse(say("undo.which"), hint=say("undo.which_hint"))
        operations = _wanted(journal, batch)
        with undoing(journal, operations):
            prospects = _survey(settings, journal, targets, operations)
            undo_views.preview(prospects)
            possible = [item for item in prospects if not item.reason]
            interrupted = False
            if possible and desk.ask(question(_batch_of(journal, possible), possible)):
                done, interrupted = _take_back(settings, journal, possible)
                undo_views.results(done)
        states = [journal.get(item.id).state for item in operations]
    raise typer.Exit(exit_code(states, interrupted=interrupted))


def _wanted(journal: Journal, name: str) -> list[Operation]:
    """The operations of an import; or one, by its id or its row's key."""
    from xl_addin.settling.word import shown

    return journal.of_batch(name) or [shown(journal, name)]


def _batch_of(journal: Journal, prospects: Sequence[Prospect]) -> Batch:
    """All that is undone at once was sent at once."""
    return next(batch for batch in journal.batches() if batch.id == prospects[0].operation.batch)


def _survey(
    settings: Settings, journal: Journal, targets: Targets, operations: Sequence[Operation]
) -> list[Prospect]:
    from xl_addin.cli.bar import ScreenBar
    from xl_addin.settling.prospects import survey
    from xl_addin.settling.settlement import quiet_of
    from xl_addin.texts import say

    with ScreenBar(say("undo.looking")) as bar:
        bar.begin(len(operations))
        quiet = quiet_of(settings.deadline)
        return survey(journal, operations, targets.of_operation, quiet, settings.workers, bar.advance)


def _take_back(
    settings: Settings, journal: Journal, prospects: Sequence[Prospect]
) -> tuple[list[Settlement], bool]:
    from xl_addin.cli.bar import ScreenBar
    from xl_addin.settling.progress import Progress
    from xl_addin.settling.settlement import quiet_of
    from xl_addin.settling.undo import Undo
    from xl_addin.texts import say

    with ScreenBar(say("undo.deleting")) as bar:
        bar.begin(len(prospects))
        watch = Progress(bar.advance, bar.waiting)
        return Undo(journal, quiet_of(settings.deadline), watch).take_back(prospects, settings.workers)
