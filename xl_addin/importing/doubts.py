"""A workbook's rows in doubt: before anything else is decided the service is asked, or the sheet believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xl_addin.importing.attempt import fits
from xl_addin.importing.entry import Book, Status
from xl_addin.importing.identify import says_sent
from xl_addin.importing.rehearsal import speaks_of_here
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.resolve import believe
from xl_addin.settling.settlement import Settlement
from xl_addin.targets import Targets


def doubts_of(book: Book, template: str, journal: Journal, targets: Targets) -> list[Operation]:
    """What is in doubt, or left undoing, of rows with this workbook's keys, or sent from this workbook."""
    keys = {entry.operation_key for entry in book.entries}
    return [
        operation
        for operation in journal.in_states(State.IN_DOUBT, State.UNDOING)
        if targets.speaks_for(operation.scope, template)
        and (operation.key in keys or operation.place.guid == book.identity)
    ]


def believe_the_sheet(book: Book, doubtful: Sequence[Operation], journal: Journal) -> None:
    """Where the service cannot be asked, a row whose cells say sent, with an Id, is no doubt any more.

    The cells of the workbook it was sent from, not of a copy; with an Id that no other row has, and with
    more of an answer beside it: a Status and an Id alone are soon dragged down from the row above.
    """
    ids = Counter(entry.sheet_id for entry in book.entries if entry.after is None)
    told = {entry.operation_key: entry for entry in book.entries if entry.key and says_sent(entry)}
    for operation in doubtful:
        entry = told.get(operation.key)
        elsewhere = {item.remote_id for item in journal.with_keys([operation.key])}
        if entry is None or operation.state is not State.IN_DOUBT or ids[entry.sheet_id] > 1:
            continue
        if not (speaks_of_here(entry) and fits(entry, operation, book.entries)):
            continue
        if operation.place.guid == book.identity and says_sent(entry, besides=elsewhere):
            believe(journal, operation, entry.sheet_id, entry.sheet_number)


def tell_doubts(book: Book, settled: Sequence[Settlement]) -> None:
    """Beside a row still in doubt stands what the service said just now, not what was lost back then."""
    messages = {item.operation.id: item.message for item in settled}
    for entry in book.entries:
        if entry.status is Status.IN_DOUBT and entry.operation:
            entry.message = messages.get(entry.operation.id, entry.message)
