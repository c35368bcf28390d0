"""A workbook that somebody saved while its rows were on their way: where are our rows now?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from xl_addin.errors import WorkbookError
from xl_addin.importing.arrange import is_header
from xl_addin.importing.entry import Book, Entry, Status, line_of
from xl_addin.importing.read import read
from xl_addin.schema import Sheet
from xl_addin.texts import say


def found_again(book: Book) -> Book:
    """The workbook as it is now, with those of our rows still in it.

    A row is found by its key; one without a key has no result that the next import could not write. Of
    several with one key it is the one that still says what was sent: the others are copies. Rows that
    another computer sent meanwhile are left out. What somebody typed over in a row meanwhile is their affair.

    Raises:
        WorkbookError: Rows are gone, or it is another template's now; or keys stand beside other rows, as
            when only some columns were sorted.
    """
    assert book.sheet is not None
    fresh = _anew(book)
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in fresh.entries:
        if entry.key and entry.after is None:
            by_key[entry.key].append(entry)
    found = [
        replace(entry, row=there.row, rows=there.rows)
        for entry in book.entries
        if (there := _still(entry, by_key.get(entry.key, [])))
    ]
    if fresh.sheet is not book.sheet or len(found) < sum(bool(entry.key) for entry in book.entries):
        raise WorkbookError(say("workbook.rows_moved"), hint=say("workbook.rows_moved_hint"))
    _refuse_parted(book, fresh, book.sheet)
    theirs = _answered_elsewhere(book, fresh)
    fresh.entries = [entry for entry in found if entry.key not in theirs]
    fresh.tag = book.tag
    return fresh


def refuse_sent_twice(book: Book) -> None:
    """Tells of rows that left here while another computer sent them.

    Raises:
        WorkbookError: There are some.
    """
    theirs, left = _answered_elsewhere(book, _anew(book)), (Status.SENT, Status.IN_DOUBT)
    twice = [entry for entry in book.entries if entry.key in theirs and entry.status in left]
    if twice:
        rows = sorted({row for entry in twice for row in entry.all_rows})
        said = say("workbook.another_id", rows=", ".join(map(str, rows)))
        raise WorkbookError(said, hint=say("workbook.another_id_hint"))


def _anew(book: Book) -> Book:
    return read(book.source or book.path)


def _still(entry: Entry, there: Sequence[Entry]) -> Entry | None:
    """Which of those with its key the entry is now; None where it is gone, or where nobody can tell."""
    first = entry.after or entry
    if len(there) > 1:
        alike = [other for other in there if other.typed == first.typed]
        at_home = [other for other in alike if other.row == entry.row]
        there = at_home or alike[:1]
    return there[0] if there else None


def _refuse_parted(book: Book, fresh: Book, sheet: type[Sheet]) -> None:
    """Refuses keys that do not stand beside their rows any more.

    Raises:
        WorkbookError: A row says something else than was sent, and another one says exactly that.
    """
    told = {entry.operation_key: _words(sheet, entry) for entry in book.entries if entry.key}
    there = [(entry, _words(sheet, entry)) for entry in fresh.entries]
    strange = [(entry, words) for entry, words in there if told.get(entry.operation_key) != words]
    elsewhere = {words for _, words in strange}
    parted = {
        row
        for entry, words in strange
        if told.get(entry.operation_key) in elsewhere
        for row in entry.all_rows
    }
    if parted:
        rows = ", ".join(map(str, sorted(parted)))
        raise WorkbookError(say("workbook.keys_parted", rows=rows), hint=say("workbook.keys_parted_hint"))


def _words(sheet: type[Sheet], entry: Entry) -> Hashable:
    """What an entry says, whatever the order of its rows; the step of a row is told from the row."""
    lines: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for name, text in entry.typed.items():
        field, line = line_of(name)
        if text:
            lines[-1 if is_header(sheet, field) else line].add((field, text))
    return entry.after is None, frozenset(Counter(map(frozenset, lines.values())).items())


def _answered_elsewhere(book: Book, fresh: Book) -> set[str]:
    """The keys beside which stands an Id that is not ours: another computer sent those rows meanwhile."""
    known = {entry.operation_key: entry for entry in book.entries if entry.key}
    return {
        entry.key
        for entry in fresh.entries
        if entry.sheet_id
        and (ours := known.get(entry.operation_key))
        and entry.sheet_id not in (ours.sheet_id, ours.operation.remote_id if ours.operation else "")
    }
