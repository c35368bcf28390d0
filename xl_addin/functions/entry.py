"""Where the outside comes in: Excel's cells, the command line and notebooks. One set of books a process.

A cell's address is `[Book.xlsx]Sheet!A1`: as it stands, without quotes or dollar signs. What begins so
with `[Book.xlsx]` or `[Book.xlsx]Sheet!` is one workbook's or sheet's cells.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

from xl_addin import settings
from xl_addin.errors import SettingsError, WrongUse
from xl_addin.functions import unforeseen
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
_ledger = Ledger()
_books: Books | None = None


def open_books(given: Settings, patience: float | None, ledger: Ledger | None = None) -> Books:
    """Books of their own, to be closed by the caller.

    Args:
        given: Whose they are.
        patience: Seconds that one calculation may wait; None waits as long as it takes.
        ledger: What cells were told before; without one, nothing was.
    """
    use(given.lang)
    snapshot = Snapshot(given.home, time.time())
    return Books(given, Cache(Patience(patience, time.monotonic), snapshot), ledger or Ledger())


def call(books: Books, name: str, arguments: Sequence[Any], *, hurried: bool = False) -> Outcome:
    """What a formula shows.

    Args:
        books: What it reads from.
        name: The function's, in any case.
        arguments: As typed.
        hurried: Takes what is known and waits for nothing.

    Raises:
        WrongUse: There is no such function.
    """
    function = FUNCTIONS.get(name.upper())
    if function is None:
        raise WrongUse(say("cells.no_such_function", function=name), hint=say("cells.list_functions"))
    return evaluate(function, books, arguments, hurried=hurried)


def cell(name: str, arguments: Sequence[Any], address: str | None = None) -> Any:
    """What a cell of Excel's shows, and the ledger remembers. Raises nothing: Excel would show it as a text.

    Args:
        name: The function's.
        arguments: As Excel passes them.
        address: The cell's; None where it is not known, as in Excel's function wizard.
    """
    seen = arrivals()
    try:
        outcome = _outcome(name, arguments, address)
        shown = for_excel(outcome)
    except Exception as error:
        outcome = Outcome(CellError(ExcelError.VALUE, unforeseen.told(settings.home(), name, error)))
        shown = for_excel(outcome)
    if address:
        _ledger.put(address, outcome, seen)
    return shown


def pending() -> int:
    """How many requests are on their way; as long as there are some, `overtaken` is worth asking."""
    return _books.cache.pending if _books else 0


def arrivals() -> int:
    """How many requests have ended."""
    return _books.cache.arrived if _books else 0


def overtaken() -> list[str]:
    """Cells that show no value yet, or an old one, and of whose answers some may have come.

    They are worth calculating again, for which they wait no second time. Each is named once for an arrival.
    """
    return _ledger.overtaken(arrivals())


def refresh(within: str = "") -> list[str]:
    """Everything is asked anew when a cell wants it; until it comes, the last answers stay.

    Args:
        within: What addresses begin with: a workbook, a sheet; blank is all.

    Returns:
        The cells to calculate now. What no cell wants is not asked for.
    """
    if _books:
        _books.cache.refresh()
    return _ledger.cells(within)


def close() -> None:
    """Closes the books, and forgets what cells were told.

    The next cell opens them again, with the settings as they are then.
    """
    global _books, _ledger
    with _lock:
        _ledger = Ledger()
        if _books is not None:
            _books.close()
        _books = None


def shared() -> Books:
    """The books of Excel's cells, opened when the first of them is calculated.

    Raises:
        SettingsError: The settings cannot be read.
    """
    global _books
    with _lock:
        if _books is None:
            given = settings.load()
            _books = open_books(given, given.functions.wait, _ledger)
        return _books


def _outcome(name: str, arguments: Sequence[Any], address: str | None) -> Outcome:
    try:
        books = shared()
    except SettingsError as error:
        if not FUNCTIONS[name].volatile:
            return Outcome(CellError(ExcelError.NA, str(error)))
        return call(_unsettled(), name, arguments)
    return call(books, name, arguments, hurried=bool(address) and _ledger.waits(str(address)))


def _unsettled() -> Books:
    """Books without settings, for functions that tell of other cells: there is most to tell of then."""
    return Books(Settings(home=settings.home()), Cache(Patience(0.0, time.monotonic)), _ledger)
