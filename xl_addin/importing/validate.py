"""Checks the rows that are still to be sent: names, rules between columns, look-alikes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from xl_addin.errors import ServiceError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.identify import already_sent, changed, says_sent
from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.targets.target import Misfits, Request, Resolved, Target
from xl_addin.texts import say
from xl_addin.values.names import plain


def content_of(request: Request) -> str:
    """A hash of all that would be sent."""
    return _hash(json.dumps(request, sort_keys=True, ensure_ascii=True))


def look_of(resolved: Resolved) -> str:
    """A hash of what makes two rows look alike; case, accents and spare spaces do not count."""
    return _hash(json.dumps([plain(part) for part in resolved.look]))


def resolve(book: Book, target: Target) -> None:
    """Makes every open row's names ids; a misfit makes the row invalid.

    Raises:
        ServiceError: The service's lists cannot be fetched.
    """
    for entry in book.entries:
        if not entry.open:
            continue
        try:
            entry.resolved = target.resolve(entry.values)
        except Misfits as misfits:
            for name, unfit in misfits.misfits:
                header = target.sheet.fields[name].header
                book.reject(entry, say(f"problem.{unfit.reason}", header=header, **unfit.blanks), name)


def compare(book: Book) -> None:
    """Rows that were sent and whose text differs: the same after resolving, or changed."""
    for entry in book.entries:
        operation = entry.operation
        if entry.status in (None, Status.INVALID) and operation and operation.state is State.SENT:
            if entry.resolved and _differs_in_words_only(entry, entry.resolved, operation):
                already_sent(entry, operation)
            else:
                changed(book, entry, operation)


def _differs_in_words_only(entry: Entry, resolved: Resolved, operation: Operation) -> bool:
    """The same content, and the same Ref: that one stands in no request."""
    same_ref = entry.typed.get("ref", "") == operation.typed.get("ref", "")
    return same_ref and content_of(resolved.request) == operation.content


def look_up_strangers(book: Book, target: Target) -> None:
    """Rows with a key from another computer: the service tells whether they are there."""
    strangers = [entry for entry in book.entries if entry.stranger and entry.resolved and entry.open]
    finder = target.finder() if strangers else None
    for entry in strangers:
        assert entry.resolved is not None
        try:
            receipt = (
                finder.find(entry.key, target.marked(entry.resolved.request, entry.key)) if finder else None
            )
        except ServiceError as error:
            _not_asked(book, entry, say("problem.stranger_not_listed", reason=error))
            continue
        if finder is None:
            _not_asked(book, entry, say("problem.stranger"))
        elif receipt:
            entry.sheet_id = receipt.remote_id
            entry.settle(Status.ALREADY_SENT, " ".join((say("message.found_by_mark"), *receipt.differences)))
        elif says_sent(entry):
            book.reject(entry, say("problem.sheet_says_sent", id=entry.sheet_id), "remote_id")
        elif entry.sheet_status == Status.IN_DOUBT:
            book.reject(entry, say("problem.stranger_in_doubt"), "status")


def take_the_sheets_word(book: Book) -> None:
    """Where the service is not asked, a row with Status sent and an Id counts as sent, and that is said."""
    for entry in book.entries:
        if entry.open and entry.stranger and says_sent(entry):
            entry.settle(Status.ALREADY_SENT, say("message.by_the_sheets_word"))


def _not_asked(book: Book, entry: Entry, why: str) -> None:
    if says_sent(entry):
        entry.settle(Status.ALREADY_SENT, say("message.by_the_sheets_word"))
    else:
        book.reject(entry, why, "key")


def find_alike(book: Book, scope: Scope, journal: Journal, earlier: Mapping[str, str]) -> None:
    """Marks open rows that look like something sent, in doubt, or in an earlier workbook of this import.

    Args:
        book: The workbook.
        scope: Within what things can be alike.
        journal: What was sent.
        earlier: Looks and refs of this import's earlier workbooks, with where they stand.
    """
    rows = [entry for entry in book.entries if entry.open and entry.resolved and not entry.send_anyway]
    by_look: dict[str, Operation] = {}
    by_ref: dict[str, Operation] = {}
    looks = {entry.row: look_of(entry.resolved) for entry in rows if entry.resolved}
    for operation in journal.alike(scope, looks.values(), (plain(entry.ref) for entry in rows)):
        by_look.setdefault(operation.look, operation)
        if operation.ref:
            by_ref.setdefault(operation.ref, operation)
    for entry in rows:
        look, ref = by_look.get(looks[entry.row]), by_ref.get(plain(entry.ref))
        if look is not None:
            entry.alike = _described(look)
        elif ref is not None:
            entry.alike = say("place.same_ref", ref=entry.ref, what=_described(ref))
        else:
            entry.alike = earlier.get(looks[entry.row]) or earlier.get(f"ref:{plain(entry.ref)}") or ""


def traces(book: Book) -> dict[str, str]:
    """Looks and refs of the rows about to be sent, for `find_alike` of later workbooks."""
    left: dict[str, str] = {}
    for entry in book.entries:
        if entry.open and entry.resolved:
            place = say("place.in_this_import", row=entry.row, workbook=book.path.name)
            left[look_of(entry.resolved)] = place
            if entry.ref:
                left[f"ref:{plain(entry.ref)}"] = place
    return left


def equal_rows(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that look alike within the workbook."""
    return _groups((look_of(entry.resolved), entry) for entry in _unwaived(book) if entry.resolved)


def equal_refs(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that have one Ref and yet do not look alike."""
    groups = _groups((plain(entry.ref), entry) for entry in _unwaived(book) if entry.ref)
    return [
        group for group in groups if len({look_of(entry.resolved) for entry in group if entry.resolved}) > 1
    ]


def _unwaived(book: Book) -> list[Entry]:
    return [entry for entry in book.entries if entry.open and entry.resolved and not entry.send_anyway]


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


def _described(operation: Operation) -> str:
    place = operation.place
    if operation.state is State.PLANNED:
        return say("place.planned", row=place.row, workbook=place.path)
    if operation.sent_at is None:
        return say("place.in_doubt", row=place.row, workbook=place.path)
    return say(
        "place.sent", row=place.row, workbook=place.path, day=f"{operation.sent_at.astimezone():%Y-%m-%d}"
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
