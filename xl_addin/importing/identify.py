"""Who is this row? The journal's answer, by the row's key (design, section 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.texts import say

_FREE = (State.REJECTED, State.NOT_SENT, State.UNDONE)


def identify(book: Book, scope: Scope, journal: Journal) -> None:
    """Finds each keyed row in the journal and decides what needs no further question."""
    known: dict[str, list[Operation]] = defaultdict(list)
    for operation in journal.with_keys(entry.key for entry in book.entries):
        known[operation.key].append(operation)
    _part_copies(book, known, scope)
    for entry in book.entries:
        if entry.key:
            _decide(book, entry, known.get(entry.key, []), scope)
    _block_for_lost_rows(book, scope, journal)


def _part_copies(book: Book, known: dict[str, list[Operation]], scope: Scope) -> None:
    """Of rows with one key, the one that matches the journal keeps it; the others become new rows."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in book.entries:
        if entry.key:
            by_key[entry.key].append(entry)
    for key, copies in by_key.items():
        operations = known.get(key, [])
        here = _current(operations, scope) or (operations[-1] if operations else None)
        if len(copies) > 1 and here is None and any(says_sent(entry) for entry in copies):
            for entry in copies:
                book.reject(entry, say("problem.two_with_one_key"), "key")
                entry.key = ""
            continue
        keeper = next((entry for entry in copies if here and entry.typed == here.typed), copies[0])
        for entry in copies:
            if entry is not keeper:
                entry.key = entry.sheet_status = entry.sheet_id = ""


def _current(operations: list[Operation], scope: Scope) -> Operation | None:
    """The scope's live operation, else its last one."""
    here = [operation for operation in operations if operation.scope == scope]
    return next((operation for operation in here if operation.state in LIVE), here[-1] if here else None)


def _decide(book: Book, entry: Entry, operations: list[Operation], scope: Scope) -> None:
    entry.operation = _current(operations, scope)
    if entry.operation is None:
        _decide_unknown(book, entry, operations, scope)
    elif entry.operation.state is State.SENT:
        if entry.typed == entry.operation.typed:
            already_sent(entry, entry.operation)
    elif entry.operation.state in (State.PLANNED, State.SENDING):
        entry.problems.clear()
        entry.settle(Status.NOT_SENT, say("message.busy_elsewhere"))
    elif entry.operation.state not in _FREE:
        entry.problems.clear()
        entry.settle(Status.IN_DOUBT, entry.operation.message)
    elif says_sent(entry, besides={item.remote_id for item in operations}):
        # the sheet knows more than the journal, which may be an old copy
        entry.stranger, entry.operation = True, None


def _decide_unknown(book: Book, entry: Entry, operations: list[Operation], scope: Scope) -> None:
    """A key that this scope does not know: from a rehearsal, another company, or a colleague's computer."""
    there = [item for item in operations if item.state in LIVE and item.scope.system == scope.system]
    here = next((item.scope for item in there if item.scope.host == scope.host), None)
    if here is not None and here.company != scope.company:
        book.reject(entry, say("problem.other_company", company=here.company), "key")
    elif here is not None:
        book.reject(entry, say("problem.other_template"), "key")
    elif operations and not says_sent(entry, besides={item.remote_id for item in operations}):
        entry.elsewhere = next((_told(item) for item in there if item.sent_at), "")
    else:
        entry.stranger = True


def says_sent(entry: Entry, besides: Collection[str] = ()) -> bool:
    """Whether the sheet says that the row was sent, under another id than these."""
    return entry.sheet_status == Status.SENT and bool(entry.sheet_id) and entry.sheet_id not in besides


def _told(operation: Operation) -> str:
    day = f"{operation.sent_at.astimezone():%Y-%m-%d}" if operation.sent_at else "–"
    return say("place.elsewhere", host=operation.scope.host, day=day)


def already_sent(entry: Entry, operation: Operation) -> None:
    """The row is what the journal says was sent; its results are written again."""
    entry.operation = operation
    entry.problems.clear()
    entry.settle(Status.ALREADY_SENT, operation.message)


def changed(book: Book, entry: Entry, operation: Operation) -> None:
    """The row was sent and says something else now."""
    assert book.sheet is not None
    for name, field in book.sheet.fields.items():
        if name not in entry.typed:
            continue  # it cannot be read, which is a problem of its own
        before, after = operation.typed.get(name, ""), entry.typed[name]
        if before != after:
            what = say("problem.changed_field", header=field.header, before=before or "–", after=after or "–")
            sent = f"{operation.sent_at.astimezone():%Y-%m-%d %H:%M}" if operation.sent_at else "–"
            book.reject(entry, say("problem.changed", what=what, sent=sent, workbook=book.path.name), name)


def _block_for_lost_rows(book: Book, scope: Scope, journal: Journal) -> None:
    """An operation in doubt whose row is gone: nothing leaves this workbook until it is settled."""
    present = {entry.key for entry in book.entries}
    for operation in journal.of_workbook(book.identity, [State.IN_DOUBT, State.UNDOING]):
        if operation.scope == scope and operation.key not in present:
            text = say("problem.doubt_without_row", row=operation.place.row, id=operation.id)
            book.problems.append(book.problem(text))
