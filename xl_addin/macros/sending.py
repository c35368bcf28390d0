"""Check, Send and Send selection: the same import as on the command line, of the workbook in front."""

from __future__ import annotations

import sys

from xl_addin.errors import WrongUse
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.importing.summary import sentences, totals
from xl_addin.journal.opened import opened
from xl_addin.macros import telling
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.excel import Excel
from xl_addin.targets import Targets
from xl_addin.texts import say
from xl_addin.workbook.live.selection import Selected, selected_rows
from xl_addin.workbook.live.source import LiveSource


def check_rows(excel: Excel, _detail: str) -> None:
    """Checks the rows cell by cell; sends nothing."""
    run(excel, Options(dry_run=True, look_alikes=LookAlikes.REFUSE))


def send_rows(excel: Excel, _detail: str) -> None:
    """Sends the rows, after a preview and a yes."""
    run(excel, _sending(excel))


def send_selection(excel: Excel, _detail: str) -> None:
    """Sends the rows in which cells are selected; the others stay as they are.

    Raises:
        WrongUse: No cells are selected; or on a Mac, several areas.
    """
    _check_areas(excel)
    selected = selected_rows(excel.app)
    if selected is None or not selected.rows:
        raise WrongUse(say("macros.nothing_selected"), hint=say("macros.nothing_selected_hint"))
    run(excel, _sending(excel, selected))


def run(excel: Excel, options: Options, desk: ExcelDesk | None = None) -> Outcome:
    """Imports the workbook in front, and tells what came of it.

    Args:
        excel: Where the workbook is open.
        options: As for `importing.run.Run`.
        desk: The person; Excel's window if nothing is given.

    Raises:
        WorkbookError: The workbook is in no file of this computer.
        SettingsError: Settings are missing.
        JournalError: Nothing can be written down, so nothing was sent.
    """
    source, settings = LiveSource(excel.book), excel.settings
    source.path  # noqa: B018 - a workbook without a file is refused before anything else is asked
    desk = desk or ExcelDesk(excel, () if options.dry_run else (say("macros.will_save"),))
    try:
        with opened(settings.journal_url) as journal, Targets(settings) as targets:
            outcome = Run(journal, targets, desk, options).run([source])
        tell(excel, outcome)
    finally:
        desk.close()
    return outcome


def tell(excel: Excel, outcome: Outcome) -> None:
    """What became of the rows, and what a person must look at."""
    counts = "   ".join(text for _, text in totals(outcome))
    lines = [text for _, text in sentences(outcome)]
    telling.tell(excel, counts, lines, wrong=outcome.exit_code not in (0, 130))


def _check_areas(excel: Excel) -> None:
    """Of several areas, Excel for Mac tells the first only: nobody sends half of what they marked.

    Raises:
        WrongUse: There are several.
    """
    if sys.platform == "darwin" and (cells := excel.app.selection) and "," in cells.address:
        raise WrongUse(say("macros.several_areas"), hint=say("macros.several_areas_hint"))


def _sending(excel: Excel, only: Selected | None = None) -> Options:
    settings = excel.settings
    return Options(workers=settings.workers, deadline=settings.deadline, only=only)
