"""JOURNAL_STATUS: what became of a row."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.fetching.listing import Word
from xl_addin.functions.books import Books
from xl_addin.functions.elsewhere import meant, only_elsewhere
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Argument, Takes, value
from xl_addin.journal.keys import SECOND, row_key
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.texts import say

REF = Argument("ref", Takes.TEXT, required=True)
PLACES_SHOWN = 5

_STATUS = {
    State.IN_DOUBT: "in_doubt",
    State.SENDING: "in_doubt",
    State.UNDOING: "in_doubt",
    State.REJECTED: "rejected",
    State.NOT_SENT: "not_sent",
    State.PLANNED: "not_sent",
    State.UNDONE: "not_sent",
    State.SENT: "sent",
}
"""The word in the Status column, the gravest first; what a dead program left half done, as it is settled."""


@value("JOURNAL_STATUS", REF, example='=JOURNAL_STATUS("P-9")')
def status(books: Books, ref: str) -> Word:
    """The status of the row with this Ref, Key or operation id; of several rows, the newest one's.

    Where no row is called so, an iZi invoice with this Invoice is meant, else what has this Id or number.
    Rows of the host and company of the settings go first; what only another one has is not sent here, and
    that is said.
    """
    found = meant(books, ref)
    if not found:
        key = "cells.nothing_sent" if books.journal.is_empty else "cells.not_in_journal"
        raise CellError(ExcelError.NA, say(key, ref=ref))
    rows = {_row(item): item for item in found}
    newest = _row(found[-1])
    steps = {item.key: item for item in found if _row(item) == newest}  # of several tries, the last
    operation = min(steps.values(), key=lambda item: list(_STATUS).index(item.state))
    if operation.state in (State.PLANNED, State.SENDING) and books.journal.alive(operation):
        raise CellError(ExcelError.GETTING_DATA, say("cells.being_sent"))
    if len(rows) > 1:
        books.note(say("cells.newest_row", rows=len(rows), ref=ref, places=_places(rows.values())))
    books.note(_where(operation))
    word = _STATUS[operation.state]
    if not books.here.has(operation):
        books.note(only_elsewhere(books, operation, word))
        word = _word_here(books, operation)
    if operation.message:
        books.note(operation.message)
    return Word(f"status.{word}")


def _word_here(books: Books, operation: Operation) -> str:
    """What an import would say of a row that only another host or company has.

    What is in doubt at this host, for another company, is in doubt: nobody knows where it arrived.
    """
    word, same_host = _STATUS[operation.state], operation.scope.host == books.here.scope(operation).host
    return "in_doubt" if same_host and word == "in_doubt" else "not_sent"


def _row(operation: Operation) -> tuple[str, str, str, str]:
    """What the tries and the steps of one row have in common."""
    scope = operation.scope
    return scope.system, scope.host, scope.company, row_key(operation.key).removesuffix(SECOND)


def _where(operation: Operation) -> str:
    return say("cells.row_in", row=operation.place.row, workbook=operation.place.path)


def _places(operations: Iterable[Operation]) -> str:
    """Where some rows stand, the newest first."""
    shown = [_where(item) for item in operations][::-1]
    return " ".join(shown[:PLACES_SHOWN])
