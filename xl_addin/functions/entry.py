"""Where the outside comes in: Excel's cells, the command line and notebooks. One set of books a process.

What VBA passes and calls; nothing here raises, shows a window or touches Excel:

- **An address** is `[Book.xlsx]Sheet!A1`: as it stands, without quotes or dollar signs; of an array its
  first cell. What begins so with `[Book.xlsx]` or `[Book.xlsx]Sheet!` is one workbook's or sheet's cells.
- **`cell`**: the wrapper of a function passes its arguments, and last `Application.Caller`'s address. An
  argument that `Takes.CELL` (`XL_ADDIN_WHY`, `XL_ADDIN_AGE`) is passed as the address of the cell that is
  pointed at, then `vbLf` and its `Formula` (English, A1, of the array's first cell). Without the formula it
  is taken at its address alone.
- **Days from 1904**: where `Application.Caller.Worksheet.Parent.Date1904` is true, the address that `cell` is
  passed has `1904` before it, as in `1904[Book.xlsx]Sheet!A1`: there a computed date arrives as a number that
  is 1,462 less. Everywhere else the address stands without it.
- **The timer**: after a calculation in which a cell has asked (`AfterCalculate`), and then each second as
  long as `pending()` is above zero, VBA calculates the cells that `overtaken()` names. A cell that is not
  there any more is passed over.
- **Refresh**: `refresh(within)`, then `calculate` with the cells that it names, and with those that have a
  function of ours in their formula and were not calculated since they stand there
  (`xl_addin.macros.refreshing`). `overtaken()` names them when the button has ended and VBA asks: while
  Python still works for Excel, no cell asks Python.
- **What moved**: rows or columns inserted or deleted (`SheetChange` of whole ones), a sheet or workbook with
  a new name, a workbook closed: `forget(within)` with the old name; where it says that cells were known,
  `Range.Dirty` for the cells there with a function of ours; they are calculated from the cache. No event
  tells of a new name: it is seen when `overtaken()` names a cell that is not there; then all cells of ours
  are. Where nobody tells, `XL_ADDIN_WHY` says of which function and arguments it speaks, and refuses to speak
  of a formula that has another one.
- **Settings changed, add-in closed**: `close()`. A Refresh sees changed settings and credentials by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from xl_addin import settings
from xl_addin.errors import SettingsError, WrongUse
from xl_addin.functions import unforeseen
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cells import for_excel
from xl_addin.functions.days import from_1904
from xl_addin.functions.evaluate import evaluate
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.formula import written
from xl_addin.functions.ledger import Ledger
from xl_addin.functions.outcome import Outcome
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.settings import Settings
from xl_addin.texts import in_excel, say, use
from xl_addin.values.names import nearest

DATE1904 = "1904"
"""Before the address of a cell whose workbook counts days from 1904."""

_lock = threading.Lock()
_ledger = Ledger()
_books: Books | None = None
_wanted: list[str] = []


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
        alike = ", ".join(nearest(name, FUNCTIONS))
        hint = say("cells.did_you_mean", candidates=alike) if alike else say("cells.list_functions")
        raise WrongUse(say("cells.no_such_function", function=name), hint=hint)
    return evaluate(function, books, arguments, hurried=hurried)


def cell(name: str, arguments: Sequence[Any], address: str | None = None) -> Any:
    """What a cell of Excel's shows, and the ledger remembers. Raises nothing: Excel would show it as a text.

    Args:
        name: The function's.
        arguments: As Excel passes them.
        address: The cell's; None where it is not known, as in Excel's function wizard.
    """
    seen, moved, began = arrivals(), moves(), time.monotonic()
    asked = name
    at = _first_cell(str(address).removeprefix(DATE1904)) if address else ""
    try:
        if str(address).startswith(DATE1904):
            arguments = from_1904(FUNCTIONS[name], arguments)
        asked = written(name, arguments)
        with in_excel():
            outcome = _outcome(name, arguments, at)
        shown = for_excel(outcome, use_up=True)
    except Exception as error:
        outcome = Outcome(CellError(ExcelError.VALUE, unforeseen.told(settings.home(), name, error)))
        shown = for_excel(outcome)
    if at:
        _ledger.put(at, outcome, seen, asked, time.monotonic() - began, moved)
    return shown


def pending() -> int:
    """How many requests are on their way; one more while `overtaken` would name cells.

    As long as it is not zero, `overtaken` is worth asking, whichever of the two was asked first.
    """
    if _books is None:
        return int(bool(_wanted))
    return _books.pending + bool(_wanted or _ledger.is_left_behind(*_as_it_is(_books)))


def arrivals() -> int:
    """How many requests have ended, and how often the journal had something newer than was told."""
    return _books.arrived if _books else 0


def moves() -> int:
    """How often a record was found to have moved from one answer to another."""
    return _books.cache.moved if _books else 0


def overtaken() -> list[str]:
    """Cells that show no value yet, or an old one, and of whose answers some may have come.

    After midnight also those whose day was left out: it was yesterday. Of iZi's that is midnight in La Paz.
    They are worth calculating again, for which they wait no second time. Each is named once for an arrival.
    Before them the cells that `calculate` was given.
    """
    with _lock:
        wanted = _wanted.copy()
        _wanted.clear()
    behind = _ledger.overtaken(*_as_it_is(_books)) if _books else []
    return list(dict.fromkeys([*wanted, *behind]))


def refresh(within: str = "") -> list[str]:
    """Everything is asked anew when a cell wants it; until it comes, the last answers stay.

    With the settings and credentials as they are now. While the settings cannot be read, those before stay.

    Args:
        within: What addresses begin with: a workbook, a sheet; blank is all.

    Returns:
        The cells to calculate now. What no cell wants is not asked for.
    """
    if _books:
        _books.cache.refresh()
        _renew()
    return _ledger.cells(within)


def calculate(cells: Sequence[str]) -> None:
    """Has cells calculated as soon as Excel has nothing else to do: `overtaken` names them once.

    Args:
        cells: Their addresses, whether anybody knows them or not.
    """
    with _lock:
        _wanted.extend(cells)


def forget(within: str) -> int:
    """Cells there are other cells now: what they were told is forgotten until they are calculated.

    Args:
        within: What addresses begin with: a workbook, a sheet.

    Returns:
        How many were known: where none was, none needs to be calculated for it.
    """
    known = len(_ledger.cells(within))
    _ledger.forget(within)
    return known


def close() -> None:
    """Closes the books, and forgets what cells were told.

    The next cell opens them again, with the settings as they are then.
    """
    global _books, _ledger
    with _lock:
        _ledger = Ledger()
        _wanted.clear()
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


def _renew() -> None:
    """Other books in place of the old ones, where somebody has changed settings or credentials.

    What was answered stays with them, unless it lies in another home or cells wait for another time.
    """
    global _books
    with _lock:
        try:
            given = settings.load()
        except SettingsError:
            return
        if _books is None or not _books.are_outdated(given):
            return
        old = _books
        if (given.home, given.functions) != (old.settings.home, old.settings.functions):
            old.close()
            _books = open_books(given, given.functions.wait, old.ledger)
            _books.cache.refresh()
            return
        use(given.lang)
        _books = Books(given, old.cache, old.ledger, old.today, old.la_paz)
        old.close_parts()


def _as_it_is(books: Books) -> tuple[int, date, int, date]:
    """What cells may be behind: arrivals, the day, moves, and the day in La Paz."""
    return arrivals(), books.today(), moves(), books.la_paz()


def _first_cell(address: str) -> str:
    """Of an array's address the first cell's.

    >>> _first_cell("[B:1.xlsx]S!A1:B7")
    '[B:1.xlsx]S!A1'
    """
    sheet, mark, cells = address.rpartition("!")
    return f"{sheet}{mark}{cells.partition(':')[0]}"


def _outcome(name: str, arguments: Sequence[Any], address: str) -> Outcome:
    try:
        books = shared()
    except SettingsError as error:
        if not FUNCTIONS[name].volatile:
            return Outcome(CellError(ExcelError.NA, str(error)))
        return call(_unsettled(), name, arguments)
    return call(books, name, arguments, hurried=_ledger.waits(address))


def _unsettled() -> Books:
    """Books without settings, for functions that tell of other cells: there is most to tell of then."""
    return Books(Settings(home=settings.home()), Cache(Patience(0.0, time.monotonic)), _ledger)
