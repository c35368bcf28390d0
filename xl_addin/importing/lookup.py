"""Rows that may be in the service without this journal knowing it: it is asked, or the sheet is believed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from xl_addin.errors import ServiceError
from xl_addin.importing.attempt import told_of
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.identify import says_sent
from xl_addin.importing.rehearsal import reject_rehearsed, speaks_of_here
from xl_addin.importing.validate import bind, target_of
from xl_addin.journal.records import uptime
from xl_addin.journal.sightings import first_seen
from xl_addin.journal.states import LIVE
from xl_addin.journal.store import Journal
from xl_addin.settling.settlement import clock, moment_of
from xl_addin.targets.target import Disputed, Finder, Receipt, Target
from xl_addin.texts import say
from xl_addin.texts.figures import exact, readable

CENT = Decimal("0.01")


def look_up(book: Book, target: Target, journal: Journal, quiet: timedelta) -> None:
    """Rows that may be there without this journal knowing it: the service tells.

    Those have a key from another computer, or were tried before, here or elsewhere: a journal that was
    restored from an old copy does not know what became of them since, nor does one that a colleague's tries
    are not in. Or they were sent under another name of the service's host.

    Args:
        book: The workbook.
        target: Where its rows go.
        journal: Where is noted when another computer's tries were first seen.
        quiet: How long after that the other computer's request may still be on its way.
    """
    unsure = [entry for entry in book.waiting() if _is_unsure(entry, by_name=target.second is not None)]
    moving = [entry for entry in unsure if entry.stranger or entry.ahead]
    begun, seen = uptime(), first_seen(journal, map(told_of, moving))
    finders = {id(each): each.finder() for each in (target_of(entry, target) for entry in unsure)}
    for entry in unsure:
        own = target_of(entry, target)
        finder = finders[id(own)]
        if finder is not None:
            _look_up(book, entry, own, finder)
            certain = seen.get(told_of(entry), begun - quiet.total_seconds()) + quiet.total_seconds()
            if entry.open and begun < certain:
                key = "problem.stranger_too_early" if entry.stranger else "problem.try_too_early"
                book.reject(entry, say(key, time=clock(moment_of(certain))), "key")
        elif entry.stranger:
            _not_asked(book, entry, say("problem.stranger"))
        elif entry.ahead:
            book.reject(entry, say("problem.journal_older"), "key")


def _is_unsure(entry: Entry, *, by_name: bool) -> bool:
    """Where records have no mark but a name, `Send anyway` asks for a second one of that name."""
    waived = by_name and entry.send_anyway and bool(entry.elsewhere)
    return entry.stranger or entry.ahead or (entry.tried and not waived)


def _look_up(book: Book, entry: Entry, target: Target, finder: Finder) -> None:
    bind(entry, target)  # where its first step was found just now, that is what it belongs to
    assert entry.resolved is not None
    key = entry.operation_key
    try:
        find = finder.find_edited if entry.stranger else finder.find
        receipt = find(key, target.marked(entry.resolved.request, key))
    except Disputed as error:
        if entry.stranger:
            book.reject(entry, say("problem.stranger_disputed", reason=error), "key")
        else:
            entry.settle(Status.NOT_SENT, say("settle.not_listed", reason=error))
        return
    except ServiceError as error:
        if entry.stranger:
            _not_asked(book, entry, say("problem.stranger_not_listed", reason=error))
        else:
            entry.settle(Status.NOT_SENT, say("settle.not_listed", reason=error))
        return
    if receipt and receipt.contrary:
        _reject_other(book, entry, receipt)
    elif receipt:
        found = "message.found_by_mark" if entry.stranger else "message.found_again"
        entry.operation, entry.sheet_id = None, receipt.remote_id
        entry.settle(Status.ALREADY_SENT, " ".join((say(found), *receipt.differences)))
    elif entry.stranger:
        _doubt_the_sheet(book, entry)


def _reject_other(book: Book, entry: Entry, receipt: Receipt) -> None:
    """The service has the row's record with another day, amount, account or text: that is no such row."""
    what = " ".join(receipt.contrary)
    text = say("problem.changed_there", id=receipt.remote_id, what=what, workbook=book.path.name)
    book.reject(entry, text, "key")


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
    open_ones = [entry for entry in book.entries if entry.open and entry.tried]
    if not production or not open_ones:
        return
    real = {batch.id for batch in journal.batches() if batch.production}
    operations = journal.with_keys(entry.operation_key for entry in open_ones)
    sent = {item.key: item for item in operations if item.state in LIVE and item.batch in real}
    for entry in open_ones:
        if there := sent.get(entry.operation_key):
            where = entry.elsewhere or there.scope.host
            book.reject(entry, say("problem.sent_at_other_host", where=where), "key")


def take_the_sheets_word(book: Book) -> None:
    """Where the service is not asked, a row with Status sent and an Id counts as sent, and that is said."""
    for entry in book.entries:
        if entry.open and entry.stranger and says_sent(entry):
            _not_asked(book, entry, "")


def _not_asked(book: Book, entry: Entry, why: str) -> None:
    if not speaks_of_here(entry):
        reject_rehearsed(book, entry)
    elif says_sent(entry) and (total := _other_total(entry)) is not None:
        what = say("problem.other_total", stored=readable(entry.sheet_total), sent=exact(total))
        text = say("problem.changed_there", id=entry.sheet_id, what=what, workbook=book.path.name)
        book.reject(entry, text, "total")
    elif says_sent(entry):
        entry.settle(Status.ALREADY_SENT, say("message.by_the_sheets_word"))
    else:
        book.reject(entry, why, "key")


def _other_total(entry: Entry) -> Decimal | None:
    """What a row comes to whose Total cell says otherwise, by more than items may be rounded; else None."""
    if entry.sheet_total is None or entry.resolved is None or entry.resolved.amount is None:
        return None
    same = abs(entry.resolved.amount - entry.sheet_total) <= CENT * len(entry.all_rows)
    return None if same else entry.resolved.amount
