"""Undo: takes back what the last import sent, where the service lets us, after a preview and a yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from xl_addin.journal.opened import opened
from xl_addin.journal.operation import Batch
from xl_addin.journal.showing import amount_told, what_of
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.macros.asking import ask
from xl_addin.macros.behind import bring_up
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.excel import Excel
from xl_addin.macros.telling import tell
from xl_addin.settling.holding import undoing
from xl_addin.settling.progress import Progress
from xl_addin.settling.prospects import Prospect, question, survey
from xl_addin.settling.settlement import Settlement, quiet_of
from xl_addin.settling.undo import Undo
from xl_addin.targets import Targets
from xl_addin.texts import say

MOST_SHOWN: Final = 10
"""Rows that a message names."""


def undo_last(excel: Excel, _detail: str) -> None:
    """Shows what can be taken back of the last import, asks, deletes it, tells what became of it."""
    settings = excel.settings
    with opened(settings.journal_url) as journal, Targets(settings) as targets:
        journal.settle_orphans()
        if not (batches := journal.batches()):
            excel.screen.tell(say("journal.empty"))
            return
        with undoing(journal, journal.of_batch(batches[0].id)):
            prospects = _survey(excel, journal, targets, batches[0])
            possible = [item for item in prospects if not item.reason]
            title, preview = _title(batches[0]), list(_preview(prospects))
            if not possible:
                tell(excel, title, preview)
            elif ask(excel, "\n".join((question(batches[0], possible), title, "", *preview))):
                done, interrupted = _take_back(excel, journal, possible)
                _tell(excel, done, interrupted=interrupted)


def _survey(excel: Excel, journal: Journal, targets: Targets, batch: Batch) -> list[Prospect]:
    settings, operations = excel.settings, journal.of_batch(batch.id)
    target_of, quiet = targets.of_operation, quiet_of(settings.deadline)
    with _bar(excel, "undo.looking", len(operations)) as watch:
        return survey(journal, operations, target_of, quiet, settings.workers, watch.advance, watch.tick)


def _take_back(excel: Excel, journal: Journal, possible: Sequence[Prospect]) -> tuple[list[Settlement], bool]:
    settings = excel.settings
    with _bar(excel, "undo.deleting", len(possible)) as watch:
        return Undo(journal, quiet_of(settings.deadline), watch).take_back(possible, settings.workers)


@contextmanager
def _bar(excel: Excel, what: str, total: int) -> Iterator[Progress]:
    """The status bar, Excel's own again before anything is told."""
    desk = ExcelDesk(excel)
    try:
        yield desk.begin(say(what), total)
    finally:
        desk.end()


def _title(batch: Batch) -> str:
    moment = f"{batch.started_at.astimezone():%Y-%m-%d %H:%M}"
    return say("macros.last_import", workbook=batch.path, moment=moment)


def _preview(prospects: Sequence[Prospect]) -> Iterator[str]:
    """The first rows with what would happen to each, then how many there are besides."""
    if not prospects:
        yield say("undo.nothing")
    for prospect in prospects[:MOST_SHOWN]:
        item = prospect.operation
        fate = prospect.reason or say("undo.deletes", count=prospect.records)
        named = ", ".join(filter(None, (what_of(item), amount_told(item))))
        yield f"{item.place.row} ({named}): {fate}"
    if len(prospects) > MOST_SHOWN:
        yield say("question.more_rows", count=len(prospects) - MOST_SHOWN)


def _tell(excel: Excel, done: Sequence[Settlement], *, interrupted: bool) -> None:
    """What was taken back and how to go on, then what was not and why; the open sheets are told too."""
    undone = [item for item in done if item.state is State.UNDONE]
    said = [say("undo.free", count=len(undone)), *bring_up(excel, undone)] if undone else []
    said += [say("cli.interrupted")] if interrupted else []
    others = [item for item in done if item.state is not State.UNDONE]
    tell(excel, " ".join(said), [f"{item.operation.place.row}: {item.message}" for item in others])
