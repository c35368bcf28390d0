"""An office whose workbook is open in Excel: the same home and services, and a person at the ribbon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from macros.counter import Counter, sitting
from office import Office

from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.sending import run


@dataclass
class LiveOffice:
    """An office with an Excel.

    Attributes:
        office: Its settings, journal and services.
        counter: The Excel, and who presses its buttons.
        sheet: The first sheet of the workbook that was opened last.
    """

    office: Office
    counter: Counter
    sheet: xw.Sheet | None = None

    def open(self, path: Path) -> xw.Book:
        """Opens a workbook in Excel; it is in front then."""
        book = self.counter.app.books.open(path)
        self.sheet = book.sheets[0]
        return book

    def press(self, button: str = "send_rows") -> str:
        """What Excel says at the end, after a yes to every question."""
        return self.counter.press(button)[-1]

    def send(self, stopped: Callable[[], bool] = lambda: False, **options: Any) -> Outcome:
        """Sends the workbook in front; what it came to."""
        options.setdefault("look_alikes", LookAlikes.REFUSE)
        chosen = Options(deadline=self.office.settings.deadline, **options)
        return run(self.counter.excel, chosen, ExcelDesk(self.counter.excel, stopped=stopped))

    def column(self, header: str) -> list[Any]:
        """What Excel shows below a header, blanks at the end left out."""
        rows = self.sheet.used_range.options(ndim=2).value
        found = [row[rows[0].index(header)] for row in rows[1:]]
        while found and found[-1] is None:
            found.pop()
        return found

    def type(self, row: int, header: str, value: object) -> None:
        """Types into a cell below a header."""
        headers = self.sheet.used_range.options(ndim=2).value[0]
        self.sheet.range((row, headers.index(header) + 1)).raw_value = value


@contextmanager
def at_excel(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveOffice]:
    """An Excel that finds this office's settings."""
    for name, value in office.environment.items():
        monkeypatch.setenv(name, value)
    with sitting() as counter:
        yield LiveOffice(office, counter)
