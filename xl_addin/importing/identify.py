"""Who is this row? The journal's answer, by the row's key (design, section 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from xl_addin.importing.arrange import lined_up, same_words
from xl_addin.importing.attempt import is_ahead, known_ids
from xl_addin.importing.entry import Book, Entry, Status, line_of
from xl_addin.journal.keys import row_key
from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.schema import Sheet
from xl_addin.texts import say

_FREE = (State.REJECTED, State.NOT_SENT, State.UNDONE)


def identify(book: Book, journal: Journal) -> None:
    """Finds each keyed row in the journal and decides what needs no further question."""
    assert book.sheet is not None
    known: dict[str, list[Operation]] = defaultdict(list)
    for operation in journal.with_keys(entry.operation_key for entry in book.entries):
        known[operation.key].append(operation)
    for operation in journal.twins() if known else ():
        known[row_key(operation.key)].append(operation)
    if book.sheet.company_field:
        _recall_companies(book, known)
    _part_copies(book, book.sheet, known)
    for entry in book.entries:
        if entry.key:
            _decide(book, entry, known)
    _compare_tries(book, known, journal)
    book.parted = set(_parted(book, book.sheet))
    book.entries = [entry for entry in book.entries if not _is_no_step(entry)]
    _block_for_lost_rows(book, journal)


def _parted(book: Book, sheet: type[Sheet]) -> Iterator[str]:
    """The keys of rows that were sent, or may have been, and beside which something else stands now."""
    for entry in book.entries:
        sent = entry.operation
        if sent is not None and sent.state in LIVE and not same_words(sheet, entry.typed, sent.typed):
            yield sent.key


def _compare_tries(book: Book, known: dict[str, list[Operation]], journal: Journal) -> None:
    """Marks the rows whose cells tell of a later try than the journal knows."""
    tried = [entry for entry in book.entries if entry.tried]
    real = None
    if tried and not book.asked:  # there the cells name the host of each rehearsal
        real = {batch.id for batch in journal.batches() if batch.production}
    for entry in tried:
        entry.ahead = is_ahead(entry, known[entry.operation_key], journal, real)


def _recall_companies(book: Book, known: dict[str, list[Operation]]) -> None:
    """A row that does not tell its company has the one it was sent for, whatever the settings say now."""
    assert book.sheet is not None
    for entry in book.entries:
        told = entry.values.get(book.sheet.company_field) is not None and bool(entry.scope)
        if entry.scope is None or (told and entry.scope.company):
            continue
        there = (item.scope for item in known.get(entry.operation_key, []) if item.state in LIVE)
        companies = {scope for scope in there if _of_book(book, scope) == _of_book(book, entry.scope)}
        if len(companies) == 1:
            entry.scope = companies.pop()


def _part_copies(book: Book, sheet: type[Sheet], known: dict[str, list[Operation]]) -> None:
    """Of rows with one key, the one that matches the journal keeps it; the others become new rows."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in book.entries:
        if entry.key and entry.after is None:
            by_key[entry.key].append(entry)
    seconds = {id(entry.after): entry for entry in book.entries if entry.after}
    for copies in by_key.values():
        if len(copies) == 1:
            continue
        steps = {id(entry): [entry, *filter(None, [seconds.get(id(entry))])] for entry in copies}
        unknown = not any(known.get(step.operation_key) for step in steps[id(copies[0])])
        if unknown and any(entry.may_be_there for entry in copies):
            for entry in copies:
                book.reject(entry, say("problem.two_with_one_key"), "key")
                entry.key = ""
            continue
        keeper = max(copies, key=lambda entry: _steps_as_sent(sheet, steps[id(entry)], known))
        parted = sheet.groups_by and not _steps_as_sent(sheet, steps[id(keeper)], known)
        if parted and _is_live(known, copies):
            continue  # no copies, but rows of one record that was sent, or may have been
        for entry in copies:
            if entry is not keeper:
                _take_waiver(sheet, entry, keeper)
                entry.key = entry.sheet_status = entry.sheet_id = ""
    for entry in book.entries:
        if entry.after and not entry.after.key:
            entry.key = entry.sheet_status = entry.sheet_id = ""


def _take_waiver(sheet: type[Sheet], copy: Entry, keeper: Entry) -> None:
    """A row pasted a second time says `Send anyway` of the first one, not of itself."""
    if copy.send_anyway and same_words(sheet, copy.typed, keeper.typed):
        copy.values["send_anyway"], copy.copied = None, copy.key


def _is_live(known: dict[str, list[Operation]], copies: list[Entry]) -> bool:
    """Whether what has their key was sent, or may have been."""
    return any(item.state in LIVE for item in known.get(copies[0].operation_key, []))


def _steps_as_sent(sheet: type[Sheet], steps: list[Entry], known: dict[str, list[Operation]]) -> int:
    """How many of a row's steps say what was sent under its key, in their scope or the last time anywhere."""
    count = 0
    for step in steps:
        operations = known.get(step.operation_key, [])
        sent = _current(operations, step) or (operations[-1] if operations else None)
        count += sent is not None and same_words(sheet, step.typed, sent.typed)
    return count


def _current(operations: list[Operation], entry: Entry) -> Operation | None:
    """The live operation in the entry's scope, a twin last of all; else the last one there."""
    here = [operation for operation in operations if operation.scope == entry.scope]
    return next((operation for operation in here if operation.state in LIVE), here[-1] if here else None)


def _decide(book: Book, entry: Entry, known: dict[str, list[Operation]]) -> None:
    assert book.sheet is not None
    operations = known.get(entry.operation_key, [])
    entry.operation = _current(operations, entry)
    if entry.operation is None:
        siblings = [item for item in known.get(entry.sibling_key, []) if item.scope == entry.scope]
        if entry.after is None and any(item.state in LIVE for item in siblings):
            entry.settle(Status.ALREADY_SENT)  # its second step went to a record that was there before
        elif not siblings:
            _decide_unknown(book, entry, operations)
    elif entry.operation.state is State.SENT and _has_another_id(book, entry, operations):
        entry.stranger, entry.operation = True, None  # it may have been taken back and sent again elsewhere
    elif entry.operation.state is State.SENT:
        if not entry.problems and same_words(book.sheet, entry.typed, entry.operation.typed):
            already_sent(entry, entry.operation)
    elif entry.operation.state in (State.PLANNED, State.SENDING):
        entry.problems.clear()
        entry.settle(Status.NOT_SENT, say("message.busy_elsewhere"))
    elif entry.operation.state not in _FREE:
        entry.problems.clear()
        entry.settle(Status.IN_DOUBT, entry.operation.message)
    elif says_sent(entry, besides=known_ids(entry, operations)):
        # the sheet knows more than the journal, which may be an old copy
        entry.stranger, entry.operation = True, None
    else:
        entry.tried = True


def _has_another_id(book: Book, entry: Entry, operations: list[Operation]) -> bool:
    """Whether the cells say sent under an Id that no try of this journal has; the service knows which is."""
    return book.asked and says_sent(entry, besides=known_ids(entry, operations))


def _decide_unknown(book: Book, entry: Entry, operations: list[Operation]) -> None:
    """A key that this scope does not know: from a rehearsal, another company, or a colleague's computer."""
    scope = entry.scope
    assert scope is not None
    there = [item for item in operations if item.state in LIVE and item.scope.system == scope.system]
    here = next((item.scope for item in there if item.scope.host == scope.host), None)
    unsettled = [
        item.scope for item in there if item.scope.host == scope.host and item.state is not State.SENT
    ]
    if unsettled:
        told = say("settle.other_company", host=unsettled[0].host, company=unsettled[0].company)
        entry.problems.clear()
        entry.settle(Status.IN_DOUBT, told)
    elif here is not None and here.company != scope.company:
        book.reject(entry, say("problem.other_company", company=here.company), "key")
    elif here is not None:
        book.reject(entry, say("problem.other_template"), "key")
    elif operations and not says_sent(entry, besides=known_ids(entry, operations)):
        entry.tried = True
        entry.elsewhere = next((_told(item) for item in there if item.sent_at), "")
    else:
        entry.stranger = True


def says_sent(entry: Entry, besides: Collection[str] = ()) -> bool:
    """Whether the sheet says that the row was sent, under another id than these."""
    return entry.sheet_status == Status.SENT and bool(entry.sheet_id) and entry.sheet_id not in besides


def _is_no_step(entry: Entry) -> bool:
    """It is the second step of a row that has none, and never was sent with one."""
    unsent = entry.operation is None or entry.operation.state in _FREE
    return entry.after is not None and entry.blank and unsent


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
    sent_typed = lined_up(book.sheet, entry.typed, operation.typed)
    for name in dict.fromkeys([*entry.typed, *sent_typed]):
        field_name, gone = line_of(name)[0], _is_gone(entry, name)
        if name not in entry.typed and field_name in book.fields and not gone:
            continue  # it cannot be read, which is a problem of its own
        field = book.sheet.fields_of([field_name])[field_name].within(book.language)
        before, after = sent_typed.get(name, ""), entry.typed.get(name, "")
        if before != after:
            before, after = field.told(before) or "–", field.told(after) or "–"
            what = say("problem.changed_field", header=field.header, before=before, after=after)
            sent = f"{operation.sent_at.astimezone():%Y-%m-%d %H:%M}" if operation.sent_at else "–"
            place = "" if gone else name
            book.reject(entry, say("problem.changed", what=what, sent=sent, workbook=book.path.name), place)


def _is_gone(entry: Entry, name: str) -> bool:
    """The field stood on a row that the entry has no more."""
    return line_of(name)[1] >= len(entry.all_rows)


def _block_for_lost_rows(book: Book, journal: Journal) -> None:
    """An operation in doubt whose row is gone: nothing leaves this workbook until it is settled."""
    present = {entry.operation_key for entry in book.entries}
    scopes = {_of_book(book, entry.scope) for entry in book.entries if entry.scope}
    for operation in journal.of_workbook(book.identity, [State.IN_DOUBT, State.UNDOING]):
        if _of_book(book, operation.scope) in scopes and operation.key not in present:
            text = say("problem.doubt_without_row", row=operation.place.row, id=operation.id)
            book.problems.append(book.problem(text))


def _of_book(book: Book, scope: Scope) -> Scope:
    """The scope that all of a workbook's rows share: where each names its company, that one is left out."""
    return replace(scope, company="") if book.sheet and book.sheet.company_field else scope
