"""The Excel that a button was pressed in: workbooks by xlwings' public API, window, settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xl_addin import settings, texts
from xl_addin.errors import WrongUse
from xl_addin.macros.screen import ExcelScreen, Screen
from xl_addin.macros.windows import Windows, here
from xl_addin.settings import Settings
from xl_addin.texts import say

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True)
class Excel:
    """What every macro is given.

    Attributes:
        app: xlwings' `App`.
        screen: Tells and asks.
        windows: What Windows is asked for besides; None on a Mac.
    """

    app: xw.App
    screen: Screen
    windows: Windows | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings, with their language in use from now on.

        Raises:
            SettingsError: They make no sense.
        """
        texts.use(settings.language_named())
        loaded = settings.load()
        texts.use(loaded.lang)
        return loaded

    @property
    def front(self) -> xw.Book | None:
        """The workbook in front; None where none is open, or only hidden ones."""
        try:
            book = self.app.books.active
            return book if book.name else None
        except Exception:  # Windows, a Mac and xlwings have errors of their own kinds for it
            return None

    @property
    def book(self) -> xw.Book:
        """The workbook in front.

        Raises:
            WrongUse: None is open.
        """
        if (front := self.front) is None:
            raise WrongUse(say("macros.no_workbook"))
        return front

    @property
    def sheet(self) -> xw.Sheet:
        """The sheet in front.

        Raises:
            WrongUse: No workbook is open, or in front is a sheet without cells, such as a chart's.
        """
        sheet = self.book.sheets.active
        if sheet.name not in [each.name for each in self.book.sheets]:
            raise WrongUse(say("macros.no_cells_there", sheet=sheet.name))
        return sheet


def running() -> Excel:
    """The Excel whose ribbon was used; xlwings is loaded here, and only here.

    Raises:
        WrongUse: There is no Excel: this is run from somewhere else.
    """
    import xlwings as xw

    app = _calling() or xw.apps.active
    if app is None:
        raise WrongUse(say("macros.no_excel"))
    windows = here()
    return Excel(app, ExcelScreen(app, windows), windows)


def _calling() -> xw.App | None:
    """The Excel of the add-in that calls, also while no workbook is open."""
    import xlwings as xw

    try:
        return xw.Book.caller().app
    except Exception:  # xlwings raises a bare one when nobody called
        return None
