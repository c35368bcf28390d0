"""What became of each sheet row, whether it is one entry, a part of one, or two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from xl_addin.importing.entry import Book, Entry, Status

_GRAVEST_FIRST = (
    Status.IN_DOUBT,
    Status.REJECTED,
    Status.INVALID,
    Status.NOT_SENT,
    Status.READY,
    Status.SENT,
    Status.ALREADY_SENT,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sheet row's end.

    Attributes:
        row: The sheet row.
        status: The gravest of its entries'.
        message: All that is to be said of it.
        speaker: The entry whose status that is.
        first: The row's only entry, or its first step.
        second: Its second step, if it has one.
    """

    row: int
    status: Status | None
    message: str
    speaker: Entry
    first: Entry
    second: Entry | None = None

    @property
    def remote_id(self) -> str:
        """What the service calls the record: the journal's word, else the sheet's of a row that is there."""
        return _id(self.first)

    @property
    def number(self) -> str:
        """The number of the record; of two steps, what the service calls the second one's record."""
        if self.second is not None:
            return _id(self.second)
        return self.first.operation.number if self.first.operation else ""


def verdicts(book: Book) -> list[Verdict]:
    """One for each filled row, in sheet order."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in book.entries:
        for row in entry.all_rows:
            entries[row].append(entry)
    return [_verdict(row, entries[row]) for row in sorted(entries)]


def _verdict(row: int, entries: list[Entry]) -> Verdict:
    speaker = min(entries, key=_gravity)
    messages = dict.fromkeys(entry.message for entry in entries if entry.message)
    return Verdict(row, speaker.status, " ".join(messages), speaker, entries[0], *entries[1:])


def _gravity(entry: Entry) -> int:
    return _GRAVEST_FIRST.index(entry.status) if entry.status else len(_GRAVEST_FIRST)


def _id(entry: Entry) -> str:
    known = entry.operation.remote_id if entry.operation else ""
    return known or (entry.sheet_id if entry.status is Status.ALREADY_SENT else "")
