"""Where the outside comes in: Excel's cells, the command line and notebooks. One set of books a process."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

from xl_addin import settings
from xl_addin.errors import SettingsError, WrongUse
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cells import for_excel
from xl_addin.functions.evaluate import evaluate
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.ledger import Ledger
from xl_addin.functions.outcome import Outcome
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.settings import Settings
from xl_addin.texts import say, use

_lock = threading.Lock()
_books: Books | None = None


def open_books(given: Settings, patience: float | None) -> Books:
    """Books of their own, to be closed by the caller.

    Args:
        given: Whose they are.
        patience: Seconds that one calculation may wait; None waits as long as it takes.
    """
    use(given.lang)
    snapshot = Snapshot(given.home, time.time())
    return Books(given, Cache(Patience(patience, time.monotonic), snapshot), Ledger())


def call(books: Books, name: str, arguments: Sequence[Any]) -> Outcome:
    """What a formula shows.

    Args:
        books: What it reads from.
        name: The function's, in any case.
        arguments: As typed.

    Raises:
        WrongUse: There is no such function.
    """
    function = FUNCTIONS.get(name.upper())
    if function is None:
        raise WrongUse(say("cells.no_such_function", function=name), hint=say("cells.list_functions"))
    return evaluate(function, books, arguments)


def cell(name: str, arguments: Sequence[Any], address: str | None) -> Any:
    """What a cell of Excel's shows, and the ledger remembers.

    Args:
        name: The function's.
        arguments: As Excel passes them.
        address: The cell's, with workbook and sheet; None where the wrapper did not pass it.
    """
    try:
        books = shared()
    except SettingsError as error:
        return for_excel(Outcome(CellError(ExcelError.NA, str(error))))
    outcome = call(books, name, arguments)
    if address:
        books.ledger.put(address, outcome)
    return for_excel(outcome)


def shared() -> Books:
    """The books of Excel's cells, opened when the first of them is calculated.

    Raises:
        SettingsError: The settings cannot be read.
    """
    global _books
    with _lock:
        if _books is None:
            given = settings.load()
            _books = open_books(given, given.functions.wait)
        return _books


def refresh() -> None:
    """Everything is asked anew at the next calculation."""
    shared().cache.refresh()


def close() -> None:
    """Closes the books; the next cell opens them again, with the settings as they are then."""
    global _books
    with _lock:
        if _books is not None:
            _books.close()
        _books = None
