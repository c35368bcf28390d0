"""Rows that look like something sent, in doubt, or beside them: one question for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from xl_addin.importing.entry import Book, Entry
from xl_addin.importing.standing import standing
from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.texts import say
from xl_addin.values.names import plain

Traces = dict[tuple[Scope | None, str], str]
"""Looks and refs of rows in a scope, with where they stand."""
_REF = "ref:"


def find_alike(book: Book, journal: Journal, earlier: Traces) -> None:
    """Marks open rows that look like something sent, in doubt, or in an earlier workbook of this import.

    Args:
        book: The workbook.
        journal: What was sent.
        earlier: Of this import's earlier workbooks, and of what was found sent in this one.
    """
    _refuse_parted(book, journal)
    by_scope: dict[Scope, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in _unwaived(book):
        if entry.scope and entry.resolved:
            by_scope[entry.scope].append((entry, entry.look))
    for scope, rows in by_scope.items():
        by_look: dict[str, Operation] = {}
        by_ref: dict[str, Operation] = {}
        refs = (plain(entry.reference) for entry, _ in rows)
        for operation in journal.alike(scope, (look for _, look in rows), refs):
            by_look.setdefault(operation.look, operation)
            if operation.ref:
                by_ref.setdefault(operation.ref, operation)
        for entry, look in rows:
            ref = plain(entry.reference)
            entry.alike = _told_alike(entry, by_look.get(look), by_ref.get(ref)) or (
                earlier.get((scope, look)) or earlier.get((scope, f"{_REF}{ref}")) or ""
            )


def _refuse_parted(book: Book, journal: Journal) -> None:
    """Refuses what was sent from this workbook under a key that stands beside something else now.

    Somebody sorted only some of the columns. No waiver counts there: it was said of another row.
    """
    by_scope: dict[Scope, list[Entry]] = defaultdict(list)
    for entry in book.waiting() if book.parted else ():
        if entry.scope:
            by_scope[entry.scope].append(entry)
    for scope, entries in by_scope.items():
        found = journal.alike(scope, (entry.look for entry in entries), ())
        sent = {item.look: item for item in found if item.key in book.parted}
        for entry in entries:
            known = sent.get(entry.look)
            if known and known.place.guid == book.identity and known.key != entry.operation_key:
                book.reject(entry, say("problem.key_parted", row=known.place.row), "key")


def _told_alike(entry: Entry, look: Operation | None, ref: Operation | None) -> str:
    if look is not None:
        return place_of(look)
    if ref is not None:
        return say("place.same_ref", ref=entry.reference, what=place_of(ref))
    return ""


def sent_traces(book: Book) -> Traces:
    """Of the rows that were found sent in this run, whatever the journal knows."""
    return _traces(book, standing(book))


def traces(book: Book) -> Traces:
    """Of the rows about to be sent, for `find_alike` of later workbooks."""
    return _traces(book, book.waiting())


def _traces(book: Book, entries: Iterable[Entry]) -> Traces:
    left: Traces = {}
    for entry in entries:
        place = say("place.in_this_import", row=entry.row, workbook=book.path.name)
        left[entry.scope, entry.look] = place
        if entry.reference:
            left[entry.scope, f"{_REF}{plain(entry.reference)}"] = place
    return left


def equal_rows(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that look alike within the workbook."""
    return _groups((entry.look, entry) for entry in _unwaived(book) if entry.resolved)


def equal_refs(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that have one Ref and yet do not look alike."""
    groups = _groups((plain(entry.reference), entry) for entry in _unwaived(book) if entry.reference)
    return [group for group in groups if len({entry.look for entry in group if entry.resolved}) > 1]


def _unwaived(book: Book) -> list[Entry]:
    return [entry for entry in book.waiting() if not entry.send_anyway]


def _groups(pairs: Iterable[tuple[str, Entry]]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in pairs:
        groups[name].append(entry)
    return [group for group in groups.values() if len(group) > 1]


def refuse_alike(book: Book) -> None:
    """Makes the rows invalid that look like something sent and that nobody waived."""
    for entry in book.entries:
        if entry.open and entry.alike:
            book.reject(entry, say("problem.alike", what=entry.alike))


def place_of(operation: Operation) -> str:
    """Where and when an operation was sent, for people."""
    place = operation.place
    if operation.state is State.PLANNED:
        return say("place.planned", row=place.row, workbook=place.path)
    if operation.sent_at is None:
        return say("place.in_doubt", row=place.row, workbook=place.path)
    return say(
        "place.sent", row=place.row, workbook=place.path, day=f"{operation.sent_at.astimezone():%Y-%m-%d}"
    )
