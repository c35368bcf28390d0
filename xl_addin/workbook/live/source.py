"""A workbook that is open in Excel, as a source."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.workbook.live.asked import NAMELESS, asked
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.live.guard import path_of
from xl_addin.workbook.port import Workbook

if TYPE_CHECKING:
    import xlwings as xw


class LiveSource:
    """Opens what Excel shows, each time as it is at that moment."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book

    @cached_property
    def path(self) -> Path:
        """See `Source.path`.

        Raises:
            WorkbookError: The workbook is in no file of this computer, or Excel does not answer.
        """
        with asked(NAMELESS):
            return path_of(self._book)

    def open(self) -> Workbook:
        """See `Source.open`."""
        return LiveWorkbook(self._book)
