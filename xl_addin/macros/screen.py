"""What a macro needs of Excel besides sheets: to tell, to ask, to show how far it is.

On Windows message boxes are Windows' own (`box`); elsewhere xlwings has one that tells, and the add-in's VBA,
asked through `App.macro`, one that asks. So it does for all else that xlwings has no name for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from xl_addin.errors import WrongUse
from xl_addin.macros import box
from xl_addin.macros.page import GROUND, Page
from xl_addin.macros.windows import Windows
from xl_addin.texts import say
from xl_addin.texts.typed import with_place
from xl_addin.values.printable import printable

if TYPE_CHECKING:
    import xlwings as xw

TITLE: Final = "xl-addin"
LONGEST: Final = 1_000
"""Characters of a message box: Excel cuts longer texts without a word."""
LONGEST_STATUS: Final = 200
"""Characters of the status bar."""
ADDIN: Final = "'xl-addin.xlam'"
"""The workbook whose VBA answers what xlwings cannot ask."""


class Screen(Protocol):
    """Excel's window, as a macro sees it."""

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """One message box; a page where none can be shown.

        Args:
            text: What is said; line breaks part paragraphs.
            wrong: Something went wrong.
        """

    def ask(self, question: str) -> bool:
        """A question that only a clear yes answers with yes.

        Args:
            question: It fits into a box: see `fits`, and `asking.ask` for one that may not.

        Raises:
            WrongUse: No box could be shown, so nobody answered.
        """

    def ask_text(self, question: str) -> str | None:
        """A line that a person types; None when they cancelled."""

    def ask_new_file(self, suggested: str) -> Path | None:
        """Where a new workbook is to go, by Excel's own dialog; None when they cancelled.

        Args:
            suggested: The file's name.
        """

    def status(self, text: str) -> None:
        """The status bar; a blank text gives it back to Excel."""


class ExcelScreen:
    """The window of a running Excel. Only Excel itself can show that it works: docs/untested-on-excel.md.

    Args:
        app: The Excel.
        windows: Whose message boxes are shown; None on a Mac.
    """

    def __init__(self, app: xw.App, windows: Windows | None = None) -> None:
        self._app = app
        self._windows = windows

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """See `Screen.tell`."""
        text = fitting(with_place(text, "\n\n"))
        if self._windows is None:
            self._app.alert(text, title=TITLE, buttons="ok", mode="critical" if wrong else "info")
        elif not box.tell(self._windows, self._app, text, TITLE, wrong=wrong):
            Page(self._app).show([[line] for line in text.splitlines()], GROUND, alone=False)

    def ask(self, question: str) -> bool:
        """See `Screen.ask`."""
        if not fits(question):
            raise ValueError("a question that a box would cut")
        if self._windows is None:
            return self._vba("xlAddinScreen.AskYesNo", fitting(question), TITLE) is True
        return box.ask(self._windows, self._app, fitting(question), TITLE)

    def ask_text(self, question: str) -> str | None:
        """See `Screen.ask_text`."""
        answer = self._vba("xlAddinScreen.AskText", fitting(question), TITLE)
        return answer.strip() if isinstance(answer, str) else None

    def ask_new_file(self, suggested: str) -> Path | None:
        """See `Screen.ask_new_file`."""
        answer = self._vba("xlAddinScreen.AskNewFile", suggested, Path(suggested).suffix, TITLE)
        return Path(answer) if isinstance(answer, str) and answer else None

    def status(self, text: str) -> None:
        """See `Screen.status`."""
        self._app.status_bar = printable(text)[:LONGEST_STATUS] or False

    def _vba(self, name: str, *arguments: object) -> bool | str:
        """The answer to a question of the add-in's own; it refuses when no button is at work."""
        answer = self._app.macro(f"{ADDIN}!{name}")(*arguments)
        if not isinstance(answer, bool | str):
            raise WrongUse(say("macros.no_box"), hint=say("macros.no_box_hint"))
        return answer


def fits(text: str) -> bool:
    """Whether a message box shows a text to its end."""
    return len(text) <= LONGEST


def fitting(text: str) -> str:
    """A text as a message box takes it: its lines stay, nothing in it steers, its end may be cut."""
    plain = "\n".join(printable(line) for line in text.splitlines())
    return plain if fits(plain) else f"{plain[: LONGEST - 1]}…"
