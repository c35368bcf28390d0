"""The transfers that this computer's journal knows, to be found by what Iziago calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from xl_addin.connect.party import Party
from xl_addin.fetching.listing import Word
from xl_addin.journal.operation import Operation
from xl_addin.journal.reading import Reading
from xl_addin.journal.states import State
from xl_addin.schema.iziago_transfers import IziagoTransfers
from xl_addin.texts import say

THERE = (State.SENT, State.IN_DOUBT, State.SENDING)
"""What Iziago has or may have, the surest first."""


class Ours:
    """What was meant for Iziago from here, tried or sent, each once by its id and its end-to-end id.

    Of several tries of one row, the one that Iziago has or may have stands for it.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        ranked = sorted(operations, key=_doubtfulness, reverse=True)
        self._all = ranked
        self._by_id = {item.remote_id: item for item in ranked if item.remote_id}
        self._by_end_to_end_id = {end_to_end_id(item): item for item in ranked}

    def __iter__(self) -> Iterator[Operation]:
        """What Iziago has or may have."""
        return (item for item in self._all if item.state in THERE)

    def find(self, transfer_id: str, reference: str) -> Operation | None:
        """The operation behind a transfer, by its id, else by its end-to-end id."""
        return self._by_id.get(transfer_id) or (self._by_end_to_end_id.get(reference) if reference else None)


def ours(journal: Reading, party: Party) -> Ours:
    """What was meant for this host and company: a rehearsal elsewhere does not count."""
    wanted = (party.system, party.host, party.company, IziagoTransfers.template)
    return Ours(
        item
        for item in journal.all()
        if (item.scope.system, item.scope.host, item.scope.company, item.scope.template) == wanted
    )


def end_to_end_id(operation: Operation) -> str:
    """Fixed before the first try; blank where the row never came to that."""
    return str(operation.request.get("end_to_end_id", ""))


def day_of(operation: Operation) -> date:
    """The execution date asked for."""
    return date.fromisoformat(operation.request["execution_date"])


def place_of(operation: Operation) -> str:
    """Where its row stands, for people."""
    row, workbook, sent = operation.place.row, operation.place.path, operation.sent_at
    if operation.state is State.SENT and sent:
        return say("place.sent", row=row, workbook=workbook, day=f"{sent.astimezone():%Y-%m-%d}")
    return say("iziago_lists.row", row=row, workbook=workbook)


def told(operation: Operation) -> Word:
    """What the journal says of it, in a word or two."""
    match operation.state:
        case State.SENT | State.REJECTED as state:
            return Word(f"status.{state}")
        case State.IN_DOUBT | State.SENDING:
            return Word("status.in_doubt")
        case _:
            return Word("status.not_sent")


def _doubtfulness(operation: Operation) -> int:
    return THERE.index(operation.state) if operation.state in THERE else len(THERE)
