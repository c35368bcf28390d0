"""The engine, its one application, and the workbooks that are open in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from excel_engine import native
from excel_engine.book_file import BookFile
from excel_engine.refusing import ComError, Gone, refused
from excel_engine.sheets import RangeImpl, Selection, SheetImpl, SheetsImpl
from excel_engine.typing_in import ERROR_NAMES
from xlwings import base_classes


class EngineImpl:
    """Cleans values as xlwings' engine for Windows does.

    Attributes:
        running: The applications.
    """

    name = "openpyxl"
    type = "desktop"

    def __init__(self) -> None:
        self.running: list[AppImpl] = []

    @property
    def apps(self) -> AppsImpl:
        """The collection."""
        return AppsImpl(self)

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """From raw values to what `Range.value` gives."""

        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, datetime):
                parts = value.timetuple()[:6]
                return datetime_builder(*parts, microsecond=value.microsecond, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            if isinstance(value, int) and value in ERROR_NAMES:
                return ERROR_NAMES[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """From Python's values to raw ones."""
        return "" if value is None else value


class AppsImpl(base_classes.Apps):
    """The applications of the engine; there is one."""

    def __init__(self, engine: EngineImpl) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        """Their process ids."""
        return [app.pid for app in self.engine.running]

    def __iter__(self) -> Iterator[AppImpl]:
        return iter(self.engine.running)

    def __len__(self) -> int:
        return len(self.engine.running)

    def __getitem__(self, pid: int) -> AppImpl:
        return next(app for app in self.engine.running if app.pid == pid)


class AppImpl(base_classes.App):
    """One Excel.

    Attributes:
        dead: Set it, and every call raises `Gone`, as when Excel crashed.
        busy: Set it, and every call is rejected, as while somebody types in a cell.
        alerts: The message boxes shown: (text, title, buttons).
        answers: How they are answered, one after the other; then with `answer`.
        answer: "yes", "no", "ok" or "cancel".
        statuses: What stood in the status bar, one after the other.
        writes: How many blocks of cells were assigned.
        reads: How many blocks were read.
        row_questions: How often something of whole rows was asked.
        before_write: Called before a block is assigned; may raise, or edit as a person does.
        skips_hidden: Assigning a block passes over hidden rows, as pasting into a filtered list may.
        macros: VBA procedures by name, for `App.macro`.
        selected: (sheet, addresses) of what is selected.
        calculations: How often all open workbooks were calculated.
    """

    engine: Any = None
    pid: Any = 4711
    hwnd: Any = 0
    version: Any = "16.0"
    visible: Any = True

    def __init__(self, engine: EngineImpl) -> None:
        self.engine = engine
        self.open_books: list[BookImpl] = []
        self.dead = False
        self.busy = False
        self.alerts: list[tuple[str, str, str]] = []
        self.answers: list[str] = []
        self.answer = "yes"
        self.statuses: list[Any] = []
        self.writes = 0
        self.reads = 0
        self.row_questions = 0
        self.before_write: Callable[[], None] = lambda: None
        self.skips_hidden = False
        self.macros: dict[str, Callable[..., Any]] = {}
        self.selected: tuple[SheetImpl, list[str]] | None = None
        self._state: dict[str, Any] = {
            "calculation": "automatic",
            "enable_events": True,
            "display_alerts": True,
            "screen_updating": True,
            "interactive": True,
            "status_bar": False,
        }
        self.calculations = 0

    def alive(self) -> None:
        """Returns unless Excel died, or is busy.

        Raises:
            Gone: It did.
            ComError: It is.
        """
        if self.dead:
            raise Gone
        if self.busy:
            raise ComError(-2147418111, "Call was rejected by callee.")

    @property
    def api(self) -> native.NativeApp:
        """As COM shows it."""
        self.alive()
        return native.NativeApp(self)

    @property
    def books(self) -> BooksImpl:
        """The open workbooks."""
        self.alive()
        return BooksImpl(self)

    @property
    def selection(self) -> RangeImpl | None:
        """The selected cells, their first area where there are several."""
        self.alive()
        if self.selected is None:
            return None
        sheet, addresses = self.selected
        return Selection([sheet.range(address) for address in addresses])

    def select(self, sheet: Any, *addresses: str) -> None:
        """Selects cells as a person does: several areas with Ctrl."""
        self.selected = sheet.impl, list(addresses)

    def calculate(self) -> None:
        """Calculates all open workbooks."""
        self.alive()
        self.calculations += 1
        for book in self.open_books:
            book.file.calculate()

    def changed(self) -> None:
        """Cells were changed: formulas follow, at once or when they are asked to."""
        for book in self.open_books:
            if self._state["calculation"] == "automatic":
                book.file.calculate()
            else:
                book.file.waiting |= {sheet for sheet, *_ in book.file.rules}

    def activate(self, steal_focus: bool = False) -> None:
        """Nothing to bring to the front."""

    def quit(self) -> None:
        """Closes all workbooks."""
        for book in list(self.open_books):
            book.close()

    kill = quit

    def run(self, macro: str, args: Any) -> Any:
        """Runs one of `macros`."""
        self.alive()
        return self.macros[macro](*args)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        """Shows a message box to nobody and answers it."""
        self.alive()
        self.alerts.append((prompt, title, buttons))
        if buttons == "ok":
            return "ok"
        return self.answers.pop(0) if self.answers else self.answer


def _kept(name: str) -> property:
    def get(self: AppImpl) -> Any:
        self.alive()
        return self._state[name]

    def put(self: AppImpl, value: Any) -> None:
        self.alive()
        self._state[name] = value
        if name == "status_bar":
            self.statuses.append(value)

    return property(get, put)


for _name in (
    "calculation", "enable_events", "display_alerts", "screen_updating", "interactive", "status_bar",
):  # fmt: skip
    setattr(AppImpl, _name, _kept(_name))


class BooksImpl(base_classes.Books):
    """The open workbooks of an Excel; the last one opened or activated is in front."""

    def __init__(self, app: AppImpl) -> None:
        self.app = app

    @property
    def active(self) -> BookImpl:
        """The one in front."""
        return self.app.open_books[-1]

    def __call__(self, name_or_index: str | int) -> BookImpl:
        """By its name or its place."""
        if isinstance(name_or_index, int):
            return self.app.open_books[name_or_index - 1]
        for book in self.app.open_books:
            if book.name.casefold() == name_or_index.casefold():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.open_books)

    def __iter__(self) -> Iterator[BookImpl]:
        return iter(list(self.app.open_books))

    def __contains__(self, name: object) -> bool:
        return any(book.name == name for book in self.app.open_books)

    def add(self) -> BookImpl:
        """A new workbook, in no file yet."""
        book = BookImpl(self.app, None)
        self.app.open_books.append(book)
        return book

    def open(self, fullname: str, *arguments: Any, **options: Any) -> BookImpl:
        """Opens a file."""
        book = BookImpl(self.app, Path(fullname).absolute())
        self.app.open_books.append(book)
        return book


class BookImpl(base_classes.Book):
    """An open workbook.

    Attributes:
        path: Its file; None of a new one.
        file: Its content.
        url: Where it is in OneDrive or SharePoint; blank on a disk.
        flags: What COM says of it besides: ReadOnly, Final, AutoSaveOn, MultiUserEditing.
        fail_save: Saving fails, as on a full disk.
        before_save: Called before the file is written, as a workbook's own macro is.
    """

    app: Any = None

    def __init__(self, app: AppImpl, path: Path | None) -> None:
        self.app = app
        self.path = path
        self.file = BookFile(path)
        self.url = ""
        self.fail_save = False
        self.before_save: Callable[[], None] = lambda: None
        self.front: SheetImpl | None = None
        self.flags = {"ReadOnly": False, "Final": False, "AutoSaveOn": False, "MultiUserEditing": False}
        self._owner_made = False
        if path is not None:
            self.flags["ReadOnly"] = not os.access(path, os.W_OK) or self._owner_file.exists()
            self._owner_made = not self.flags["ReadOnly"]
            if self._owner_made:
                self._owner_file.write_bytes(_owner("Ana"))

    @property
    def _owner_file(self) -> Path:
        assert self.path is not None
        return self.path.with_name(f"~${self.path.name}")

    def alive(self) -> None:
        """Returns unless the workbook was closed, or Excel died.

        Raises:
            Gone: It was.
        """
        self.app.alive()
        if self not in self.app.open_books:
            raise Gone("The object invoked has disconnected from its clients.")

    @property
    def api(self) -> native.NativeBook:
        """As COM shows it."""
        self.alive()
        return native.NativeBook(self)

    @property
    def name(self) -> str:
        """The file's name, or that of a new workbook."""
        self.alive()
        return self.path.name if self.path else f"Book{self.app.open_books.index(self) + 1}"

    @property
    def fullname(self) -> str:
        """With its folder."""
        return str(self.path) if self.path else self.name

    @property
    def sheets(self) -> SheetsImpl:
        """The worksheets."""
        self.alive()
        return SheetsImpl(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Saves where it is, or elsewhere; a new one, as xlwings does, in the current folder."""
        self.alive()
        target = Path(path) if path else self.path or Path.cwd() / f"{self.name}.xlsx"
        if self.fail_save or (self.flags["ReadOnly"] and not path):
            raise refused("Document not saved.")
        self.file.calculate()  # also where a person calculates by hand: CalculateBeforeSave
        self.before_save()
        self.file.save(target)
        self.path = target

    def activate(self) -> None:
        """Brings it to the front."""
        self.app.open_books.remove(self)
        self.app.open_books.append(self)

    def close(self) -> None:
        """Closes it without saving."""
        self.app.open_books.remove(self)
        if self.path is not None and self._owner_made:
            self._owner_file.unlink(missing_ok=True)


def _owner(name: str) -> bytes:
    """The file with which Excel says who has a workbook open."""
    narrow = bytes([len(name)]) + name.encode("ascii").ljust(54)
    wide = bytes([len(name), 0]) + name.encode("utf-16-le").ljust(108)
    return narrow + wide
