"""Rows that the service has, or may have, by their own key: another row like them would be a second one."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.importing.entry import Book, Entry, Status


def standing(book: Book) -> Iterator[Entry]:
    """The rows that this run found sent, and those of other computers that it cannot tell from sent ones.

    This computer's journal may not know them; what it knows is compared with it as well.
    """
    for entry in book.entries:
        found = entry.status is Status.ALREADY_SENT or (entry.stranger and not entry.open)
        if found and entry.resolved is not None:
            yield entry
