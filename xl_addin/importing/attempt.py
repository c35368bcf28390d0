"""What a row's cells say of its last try: by that a journal which is an old copy is noticed.

Where the service can be asked, its answer tells. Where it cannot, a row that the journal calls rejected or
not sent, or knows from another host only, may have been sent since the copy was made, or by a colleague. The
sheet then knows of a try that the journal does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from xl_addin.importing.entry import Entry, Status
from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.texts import say

_BATCH = re.compile(r"\[xl:(?P<batch>[a-z0-9]{8})\]")
SLACK = timedelta(seconds=2)
"""By how much a cell's moment may lie outside a try: cells know no fractions of seconds."""
_DOUBTS = (State.IN_DOUBT, State.UNDOING)


def note_of(batch: str) -> str:
    """What stands in the Message of a row that had a key before, from before it is sent until its answer."""
    return say("message.tried_again", batch=_named(batch))


def noted(message: str, status: Status | None, batch: str) -> str:
    """The message of a row in doubt, with the batch of the try that is in doubt behind it."""
    return f"{message} {_named(batch)}" if status is Status.IN_DOUBT and batch else message


def _named(batch: str) -> str:
    return f"[xl:{batch}]"


def batch_in(message: str) -> str:
    """The batch that such a note or message names, or nothing.

    >>> batch_in("Being sent again [xl:k7f3q2m9].")
    'k7f3q2m9'
    """
    found = _BATCH.findall(message)
    return found[-1] if found else ""


def told_of(entry: Entry) -> str:
    """A name of the row and of the last try that its cells tell of: another try has another name."""
    doubt = entry.sheet_status if entry.sheet_status == Status.IN_DOUBT else ""
    return " ".join(filter(None, (entry.operation_key, doubt, entry.sheet_batch, entry.sheet_id)))


def fits(entry: Entry, operation: Operation, others: Iterable[Entry]) -> bool:
    """Whether what stands beside an Id can be an answer to the try that is in doubt.

    Args:
        entry: A row whose cells say sent, with an Id.
        operation: The try.
        others: All rows of the workbook, itself too.
    """
    if entry.sheet_sent_at:
        assert operation.planned_at is not None, "the journal has it"
        return operation.planned_at - SLACK <= entry.sheet_sent_at.astimezone() <= now() + SLACK
    twice = sum(other.sheet_number == entry.sheet_number for other in others if other.after is None) > 1
    return bool(entry.sheet_number) and not twice


def known_ids(entry: Entry, operations: Sequence[Operation]) -> set[str]:
    """The Ids that the journal can explain in a row's cells; a rehearsal's only where they name its host."""
    return {
        item.remote_id for item in operations if not entry.sheet_host or item.scope.host == entry.sheet_host
    }


def is_ahead(
    entry: Entry, operations: Sequence[Operation], journal: Journal, real: Collection[str] | None = None
) -> bool:
    """Whether a row's cells tell of a try, of a doubt or of a record that the journal knows nothing of.

    Args:
        entry: A row that the journal knows, and that is not there by its word.
        operations: All that the journal has under its key.
        journal: This computer's.
        real: The batches that were sent to production, where cells name the host of a rehearsal; else None.
    """
    if entry.sheet_batch and not journal.of_batch(entry.sheet_batch):
        return True
    if entry.sheet_status == Status.SENT:
        fitting = operations
        if real is not None and not entry.sheet_host:
            fitting = [item for item in operations if item.batch in real]
        return not entry.sheet_id or entry.sheet_id not in known_ids(entry, fitting)
    if entry.sheet_status != Status.IN_DOUBT:
        return False
    if entry.sheet_batch:
        tries = [item for item in operations if item.batch == entry.sheet_batch]
    else:
        tries = [item for item in operations if item.scope == entry.scope]
    return not any(step.after in _DOUBTS for item in tries for step in journal.history(item.id))
