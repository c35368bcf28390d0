"""Asks each service for its part; what cannot be brought is an error in the table, never a missing row."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, TypeVar

from xl_addin.errors import XlAddinError
from xl_addin.functions.books import Books
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cash.iziago import IZIAGO
from xl_addin.functions.cash.organizze import ORGANIZZE
from xl_addin.functions.cash.system import CashSystem
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.reasons import reason
from xl_addin.texts import say

SYSTEMS: Final = (ORGANIZZE, IZIAGO)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Absent:
    """A service whose part did not come.

    Attributes:
        currencies: Whose sums lack it.
        reason: Why it did not come.
    """

    currencies: Collection[str]
    reason: str


def asked(books: Books, part: Callable[[CashSystem], R]) -> dict[CashSystem, R | Absent]:
    """Each service's part; one that did not come is said to the cell.

    Args:
        books: What is read from.
        part: Asks a service.

    Raises:
        CellError: No service is set up. Or one gave nothing, not even which currencies it has: a sum by
            currency over the others' rows would be short without a word.
        NotYet: One of them has been asked and has not answered yet; all have been asked by then.
        XlAddinError: None of them gave its part.
    """
    systems = [system for system in SYSTEMS if system.is_set_up(books.settings)]
    if not systems:
        raise CellError(ExcelError.NA, say("cash.none_set_up"))
    parts: dict[CashSystem, R | Absent] = {}
    late, failed = False, dict[CashSystem, XlAddinError]()
    for system in systems:
        try:
            parts[system] = part(system)
        except NotYet:
            late = True
        except XlAddinError as error:
            failed[system] = error
    if late:
        raise NotYet
    if len(failed) == len(systems):
        raise failed[systems[0]]
    absent = {system: _absent(books, system, failure) for system, failure in failed.items()}
    for system, one in absent.items():
        books.note(say("cash.missing", system=system.name, reason=one.reason))
    return {system: parts[system] if system in parts else absent[system] for system in systems}


def _absent(books: Books, system: CashSystem, failure: XlAddinError) -> Absent:
    why = reason(failure)
    try:
        return Absent(system.currencies(books), why)
    except XlAddinError:
        told = say("cash.missing", system=system.name, reason=why)
        raise CellError(ExcelError.NA, f"{told} {say('cash.nothing_known', system=system.name)}") from None
