"""A person at an Excel: presses buttons, answers what is asked, reads what appears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw
from excel_engine.engine import AppImpl
from excel_engine.running import running
from macros.desktop import Desktop

from xl_addin.macros.entry import pressed
from xl_addin.macros.excel import Excel
from xl_addin.macros.screen import ADDIN, ExcelScreen
from xl_addin.macros.windows import Windows


@dataclass
class Counter:
    """One Excel, with the add-in's VBA played by this class.

    Attributes:
        app: xlwings' App.
        impl: Its levers.
        typed: What is typed into input boxes, one after the other; None cancels.
        file: What is chosen in the dialog for a new file; None cancels.
        desktop: The windows of a computer with Windows; None plays a Mac, as far as boxes go.
    """

    app: xw.App
    impl: AppImpl
    typed: list[str | None] = field(default_factory=list)
    file: Path | None = None
    desktop: Desktop | None = None
    questions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.impl.macros = {
            f"{ADDIN}!xlAddinScreen.AskText": self._ask_text,
            f"{ADDIN}!xlAddinScreen.AskYesNo": self._ask_yes_no,
            f"{ADDIN}!xlAddinScreen.AskNewFile": self._ask_new_file,
        }

    @property
    def excel(self) -> Excel:
        """What macros are given."""
        windows = Windows(self.desktop) if self.desktop else None
        return Excel(self.app, ExcelScreen(self.app, windows), windows)

    def press(self, button: str, detail: str = "") -> list[str]:
        """The texts of the message boxes that appear."""
        before = len(self.impl.alerts)
        pressed(self.excel, button, detail)
        return [text for text, _title, _buttons in self.impl.alerts[before:]]

    @property
    def sheet(self) -> list[list[Any]]:
        """The sheet in front, row by row."""
        value = self.app.books.active.sheets.active.used_range.options(ndim=2).value
        return [list(row) for row in value]

    @property
    def table(self) -> list[dict[str, Any]]:
        """The rows of the first table of the sheet in front, by header."""
        table = self.app.books.active.sheets.active.tables[0]
        headers, *rows = table.range.options(ndim=2).value
        return [dict(zip(headers, row, strict=True)) for row in rows]

    @property
    def state(self) -> dict[str, Any]:
        """What of Excel a macro may change for a while."""
        names = ("calculation", "enable_events", "display_alerts", "screen_updating", "status_bar")
        return {name: getattr(self.app, name) for name in names}

    def _ask_text(self, question: str, _caption: str) -> str | bool:
        self.questions.append(question)
        answer = self.typed.pop(0)
        return False if answer is None else answer

    def _ask_yes_no(self, question: str, caption: str) -> bool:
        return self.app.alert(question, caption, buttons="yes_no") == "yes"

    def _ask_new_file(self, suggested: str, _ending: str, _caption: str) -> str | bool:
        self.questions.append(suggested)
        return False if self.file is None else str(self.file)


@contextmanager
def sitting() -> Iterator[Counter]:
    """Somebody before an Excel without a workbook."""
    with running() as app:
        yield Counter(app, app.impl)
