"""Asks each service for its part; one that cannot be reached is said, not left out without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from xl_addin.errors import XlAddinError
from xl_addin.functions.books import Books
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.trace import current
from xl_addin.functions.cash.iziago import IZIAGO
from xl_addin.functions.cash.organizze import ORGANIZZE
from xl_addin.functions.cash.system import CashSystem
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.reasons import reason
from xl_addin.texts import say

SYSTEMS: Final = (ORGANIZZE, IZIAGO)

R = TypeVar("R")


def asked(books: Books, part: Callable[[CashSystem], R]) -> dict[CashSystem, R | None]:
    """Each service's part; None where it did not come, which the cell is told.

    Args:
        books: What is read from.
        part: Asks a service.

    Raises:
        CellError: No service is set up.
        NotYet: One of them has been asked and has not answered yet; all have been asked by then.
        XlAddinError: None of them gave its part.
    """
    systems = [system for system in SYSTEMS if system.is_set_up(books.settings)]
    if not systems:
        raise CellError(ExcelError.NA, say("cash.none_set_up"))
    parts: dict[CashSystem, R | None] = dict.fromkeys(systems)
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
    for system, failure in failed.items():
        current().outdated(say("cash.missing", system=system.name, reason=reason(failure)))
    return parts
