"""Checks the rows that are still to be sent: names, rules between columns, look-alikes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from xl_addin.errors import ServiceError
from xl_addin.importing.entry import Book, Entry, Status, line_of
from xl_addin.importing.identify import already_sent, changed, says_sent
from xl_addin.importing.misread import further_misfits, is_misread
from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.records import uptime
from xl_addin.journal.sightings import first_seen
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.schema.fields import NameField
from xl_addin.settling.settlement import clock, moment_of
from xl_addin.targets.target import AlreadyThere, Finder, Misfits, Request, Resolved, Target
from xl_addin.texts import say
from xl_addin.values.names import plain

END_TO_END = "end_to_end_id"


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
    target.look_ahead(_sources(book))
    for entry in book.entries:
        if entry.open:
            _resolve(book, entry, target_of(entry, target))
        elif is_misread(entry):
            _reject_all(book, entry, further_misfits(entry, target_of(entry, target)))


def _sources(book: Book) -> set[str]:
    """The lists of the service that open rows name something of."""
    rows = [entry.values for entry in book.entries if entry.open]
    fields = {name: field for name, field in book.fields.items() if isinstance(field, NameField)}
    return {field.source for name, field in fields.items() if any(values.get(name) for values in rows)}


def refuse_used(book: Book, journal: Journal) -> None:
    """Makes rows invalid that say what an earlier row said and no two may, such as an end-to-end id.

    By that id a transfer is looked for when its answer was lost. No `Send anyway` waives it: the earlier
    one would be found, and taken for the later.
    """
    named = [
        (entry, entry.resolved.unique)
        for entry in book.entries
        if entry.open and entry.resolved and entry.resolved.unique_in == END_TO_END
    ]
    if not named:
        return
    used: dict[tuple[Scope | None, object], Operation] = {}
    for operation in journal.in_states(*LIVE):
        used.setdefault((operation.scope, operation.request.get(END_TO_END)), operation)
    for entry, value in named:
        if there := used.get((entry.scope, value)):
            _reject_double(book, entry, END_TO_END, _described(there))


def refuse_doubles(books: Iterable[Book]) -> None:
    """Makes rows invalid that say twice in an import what no two rows may, such as an end-to-end id."""
    first: dict[tuple[Scope | None, str, str], str] = {}
    for book in books:
        for entry in book.entries:
            if not (entry.open and entry.resolved and entry.resolved.unique):
                continue
            said = entry.scope, entry.resolved.unique_in, entry.resolved.unique
            if said in first:
                _reject_double(book, entry, entry.resolved.unique_in, first[said])
            else:
                first[said] = say("place.in_this_import", row=entry.row, workbook=book.path.name)


def _reject_double(book: Book, entry: Entry, name: str, place: str) -> None:
    book.reject(entry, say(f"problem.double_{name}", value=entry.values[name], place=place), name)


def hold_steps(book: Book) -> None:
    """Neither of a row's steps goes where the other one is not in order: half a row is not what was meant."""
    for entry in book.entries:
        first = entry.after
        if first is None:
            continue
        if entry.status is Status.INVALID and first.open:
            first.settle(Status.INVALID, entry.message)
        elif entry.open and first.status is Status.INVALID:
            entry.settle(Status.INVALID, first.message)
        elif entry.open and first.status in (Status.IN_DOUBT, Status.NOT_SENT):
            entry.settle(Status.NOT_SENT, say("message.first_step_missing"))


def _resolve(book: Book, entry: Entry, target: Target) -> None:
    try:
        entry.resolved = target.resolve(entry.values)
        entry.look = look_of(entry.resolved)
        bind(entry, target)
    except Misfits as misfits:
        _reject_all(book, entry, misfits)
    except AlreadyThere as there:
        if entry.operation and entry.operation.state is State.SENT:
            return  # the row was sent as something else: `compare` tells what changed
        if there.refusal and not entry.stranger:
            _reject_all(book, entry, there.refusal)
        else:
            entry.sheet_id = there.remote_id
            entry.settle(Status.ALREADY_SENT, str(there))


def _reject_all(book: Book, entry: Entry, misfits: Misfits) -> None:
    for name, unfit in misfits.misfits:
        header = book.fields[line_of(name)[0]].header
        book.reject(entry, say(f"problem.{unfit.reason}", header=header, **unfit.blanks), name)


def bind(entry: Entry, target: Target) -> bool:
    """Puts the first step's remote id into a second step; False while that is not known."""
    first = entry.after
    if first is None or entry.resolved is None or first.status not in (Status.SENT, Status.ALREADY_SENT):
        return False
    remote_id = (first.operation.remote_id if first.operation else "") or first.sheet_id
    entry.resolved = replace(entry.resolved, request=target.bound(entry.resolved.request, remote_id))
    return True


def target_of(entry: Entry, target: Target) -> Target:
    """Where an entry goes: a row's second step has a target of its own."""
    if entry.after is None:
        return target
    assert target.second is not None
    return target.second


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


def look_up(book: Book, target: Target, journal: Journal, quiet: timedelta) -> None:
    """Rows that may be there without this journal knowing it: the service tells.

    Those have a key from another computer, or were tried before: a journal that was restored from an old copy
    does not know what became of them since. Or they were sent under another name of the service's host.

    Args:
        book: The workbook.
        target: Where its rows go.
        journal: Where is noted when another computer's keys were first seen.
        quiet: How long after that the other computer's request may still be on its way.
    """
    open_ones = [entry for entry in book.entries if entry.open and entry.resolved]
    unsure = [entry for entry in open_ones if _is_unsure(entry, by_name=target.second is not None)]
    strangers = [entry for entry in unsure if entry.stranger]
    begun, seen = uptime(), first_seen(journal, (entry.operation_key for entry in strangers))
    finders = {id(each): each.finder() for each in (target_of(entry, target) for entry in unsure)}
    for entry in unsure:
        own = target_of(entry, target)
        finder = finders[id(own)]
        if finder is not None:
            _look_up(book, entry, own, finder)
            certain = seen.get(entry.operation_key, begun) + quiet.total_seconds()
            if entry.open and entry.stranger and begun < certain:
                book.reject(entry, say("problem.stranger_too_early", time=clock(moment_of(certain))), "key")
        elif entry.stranger:
            _not_asked(book, entry, say("problem.stranger"))


def _is_unsure(entry: Entry, *, by_name: bool) -> bool:
    """Where records have no mark but a name, `Send anyway` asks for a second one of that name."""
    return entry.stranger or entry.tried or bool(entry.elsewhere and not (by_name and entry.send_anyway))


def _look_up(book: Book, entry: Entry, target: Target, finder: Finder) -> None:
    assert entry.resolved is not None
    key = entry.operation_key
    try:
        receipt = finder.find(key, target.marked(entry.resolved.request, key))
    except ServiceError as error:
        if entry.stranger:
            _not_asked(book, entry, say("problem.stranger_not_listed", reason=error))
        else:
            entry.settle(Status.NOT_SENT, say("settle.not_listed", reason=error))
        return
    if receipt:
        found = "message.found_by_mark" if entry.stranger else "message.found_again"
        entry.operation, entry.sheet_id = None, receipt.remote_id
        entry.settle(Status.ALREADY_SENT, " ".join((say(found), *receipt.differences)))
    elif entry.stranger:
        _doubt_the_sheet(book, entry)


def _doubt_the_sheet(book: Book, entry: Entry) -> None:
    """The service does not have a row of another computer: what its cells say decides whether it is new."""
    if says_sent(entry):
        book.reject(entry, say("problem.sheet_says_sent", id=entry.sheet_id), "remote_id")
    elif entry.sheet_id:
        book.reject(entry, say("problem.stranger_id", id=entry.sheet_id), "remote_id")
    elif entry.sheet_status == Status.IN_DOUBT:
        book.reject(entry, say("problem.stranger_in_doubt"), "status")


def refuse_elsewhere(book: Book, journal: Journal, *, production: bool) -> None:
    """Makes rows invalid that one production host has and that another is to get: that is no rehearsal."""
    open_ones = [entry for entry in book.entries if entry.open and entry.elsewhere]
    if not production or not open_ones:
        return
    real = {batch.id for batch in journal.batches() if batch.production}
    operations = journal.with_keys(entry.operation_key for entry in open_ones)
    sent = {item.key for item in operations if item.state in LIVE and item.batch in real}
    for entry in open_ones:
        if entry.operation_key in sent:
            book.reject(entry, say("problem.sent_at_other_host", where=entry.elsewhere), "key")


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


def find_alike(book: Book, journal: Journal, earlier: Mapping[str, str]) -> None:
    """Marks open rows that look like something sent, in doubt, or in an earlier workbook of this import.

    Args:
        book: The workbook.
        journal: What was sent.
        earlier: Looks and refs of this import's earlier workbooks, with where they stand.
    """
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
                earlier.get(look) or earlier.get(f"ref:{ref}") or ""
            )


def _told_alike(entry: Entry, look: Operation | None, ref: Operation | None) -> str:
    if look is not None:
        return _described(look)
    if ref is not None:
        return say("place.same_ref", ref=entry.reference, what=_described(ref))
    return ""


def traces(book: Book) -> dict[str, str]:
    """Looks and refs of the rows about to be sent, for `find_alike` of later workbooks."""
    left: dict[str, str] = {}
    for entry in book.entries:
        if entry.open and entry.resolved:
            place = say("place.in_this_import", row=entry.row, workbook=book.path.name)
            left[entry.look] = place
            if entry.reference:
                left[f"ref:{plain(entry.reference)}"] = place
    return left


def equal_rows(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that look alike within the workbook."""
    return _groups((entry.look, entry) for entry in _unwaived(book) if entry.resolved)


def equal_refs(book: Book) -> list[list[Entry]]:
    """Groups of rows to be sent that have one Ref and yet do not look alike."""
    groups = _groups((plain(entry.reference), entry) for entry in _unwaived(book) if entry.reference)
    return [group for group in groups if len({entry.look for entry in group if entry.resolved}) > 1]


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
