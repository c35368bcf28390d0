"""The desk of an import in Excel: a preview to read, boxes to answer, the status bar, and Esc."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from xl_addin.importing.preview import Preview
from xl_addin.macros.asking import ask_before
from xl_addin.macros.esc import Stopped, watched
from xl_addin.macros.excel import Excel
from xl_addin.macros.page import GROUND, Line, Page
from xl_addin.macros.preview_lines import ground_of, lines_of
from xl_addin.macros.rows_bar import RowsBar
from xl_addin.macros.screen import fits
from xl_addin.macros.watchman import Watchman
from xl_addin.settling.progress import Progress


class ExcelDesk:
    """Shows and asks in Excel's window. See `importing.desk.Desk`.

    Esc counts from the last answer on: what is pressed while keys are written and saved stops the import too.

    Args:
        excel: Where.
        notes: Sentences for the preview: what Excel itself is going to do.
        stopped: Whether the person wants to stop; the Esc key if nothing is given.
    """

    def __init__(self, excel: Excel, notes: Sequence[str] = (), stopped: Stopped | None = None) -> None:
        self._excel = excel
        self._notes = notes
        self._given = stopped
        self._stopped = stopped
        self._page = Page(excel.app)
        self._behind: list[Line] = []
        self._ground = GROUND

    def show(self, preview: Preview) -> None:
        """See `Desk.show`."""
        self._behind, self._ground = list(lines_of(preview, self._notes)), ground_of(preview)
        self._page.show(self._behind, self._ground)

    def ask(self, question: str) -> bool:
        """See `Desk.ask`. Only the button that says yes is a yes.

        Raises:
            WrongUse: No box could be shown, so nobody answered.
        """
        answer = ask_before(self._excel, question, self._page, self._behind, self._ground)
        self._stopped = self._given or watched(self._excel)
        if not fits(question):
            self._put_back()
        return answer

    def begin(self, what: str, total: int) -> Progress:
        """See `Desk.begin`."""
        self._page.close()
        watch = RowsBar(self._excel.screen, what, total).watch
        return replace(watch, tick=Watchman(watch.tick, self._stopped or watched(self._excel)))

    def end(self) -> None:
        """See `Desk.end`. An Excel that is gone has no bar to take away."""
        with suppress(Exception):
            self._excel.screen.status("")

    def close(self) -> None:
        """Leaves nothing behind."""
        with suppress(Exception):  # likewise
            self._page.close()

    def _put_back(self) -> None:
        """The preview, where the page told of a question."""
        if self._behind:
            self._page.show(self._behind, self._ground)
        else:
            self._page.close()
