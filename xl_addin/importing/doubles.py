"""What no two rows may say, such as an end-to-end id: in the journal, and in one import."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.importing.alike import place_of
from xl_addin.importing.entry import Book, Entry
from xl_addin.importing.standing import standing
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import LIVE
from xl_addin.journal.store import Journal
from xl_addin.texts import say

END_TO_END = "end_to_end_id"


def refuse_used(book: Book, journal: Journal) -> None:
    """Makes rows invalid that say what an earlier row said and no two may, such as an end-to-end id.

    By that id a transfer is looked for when its answer was lost. No `Send anyway` waives it: the earlier
    one would be found, and taken for the later. Capitals do not count, as for the service; nor does the
    label of the settings, which may be set or changed at any time.
    """
    named = [
        (entry, entry.resolved.unique.casefold())
        for entry in book.entries
        if entry.open and entry.resolved and entry.resolved.unique_in == END_TO_END
    ]
    if not named:
        return
    used: dict[tuple[str, str], Operation] = {}
    for operation in journal.in_states(*LIVE):
        if value := operation.request.get(END_TO_END):
            used.setdefault((operation.scope.host, value.casefold()), operation)
    for entry, value in named:
        if entry.scope and (there := used.get((entry.scope.host, value))):
            _reject_double(book, entry, END_TO_END, place_of(there))


def refuse_doubles(books: Sequence[Book]) -> None:
    """Makes rows invalid that say twice in an import what no two rows may, such as an end-to-end id."""
    first = {
        (entry.scope, END_TO_END, entry.resolved.unique.casefold()): _place(book, entry)
        for book in books
        for entry in standing(book)
        if entry.resolved and entry.resolved.unique and entry.resolved.unique_in == END_TO_END
    }
    for book in books:
        for entry in book.entries:
            if not (entry.open and entry.resolved and entry.resolved.unique):
                continue
            said = entry.scope, entry.resolved.unique_in, entry.resolved.unique.casefold()
            if said in first:
                _reject_double(book, entry, entry.resolved.unique_in, first[said])
            else:
                first[said] = _place(book, entry)


def _place(book: Book, entry: Entry) -> str:
    return say("place.in_this_import", row=entry.row, workbook=book.path.name)


def _reject_double(book: Book, entry: Entry, name: str, place: str) -> None:
    book.reject(entry, say(f"problem.double_{name}", value=entry.values[name], place=place), name)
