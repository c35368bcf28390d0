"""Open sheets that still say of rows that they were sent, though their records were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xl_addin.errors import WorkbookError
from xl_addin.importing.read import read
from xl_addin.importing.taken_back import taken_back
from xl_addin.macros.excel import Excel
from xl_addin.settling.settlement import Settlement
from xl_addin.texts import say
from xl_addin.workbook.live.source import LiveSource

if TYPE_CHECKING:
    import xlwings as xw


def bring_up(excel: Excel, undone: Iterable[Settlement]) -> Iterator[str]:
    """Shows in the open sheets that rows were taken back; says of the others that theirs do not know it.

    Nothing is saved: what else the person changed there is theirs to keep or not.

    Returns:
        Sentences for the person.
    """
    left = {item.operation.key: item for item in undone}
    shown = 0
    for book in excel.app.books:
        theirs = {key: item for key, item in left.items() if item.operation.place.path == book.name}
        if theirs:
            try:
                done = _show(book, theirs)
            except WorkbookError as error:
                yield str(error)
                continue
            left = {key: item for key, item in left.items() if key not in done}
            shown += len(done)
    if shown:
        yield say("macros.sheet_shows", count=shown)
    if left:
        yield say("macros.sheet_behind", count=len(left))


def _show(book: xw.Book, undone: dict[str, Settlement]) -> set[str]:
    """The keys of the rows that say so now."""
    found = read(LiveSource(book))
    if found.file is None or found.guid not in {item.operation.place.guid for item in undone.values()}:
        return set()
    writes = taken_back(found, undone)
    found.file.show([write for cells in writes.values() for write in cells])
    return {*writes}
