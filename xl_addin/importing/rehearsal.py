"""What a row's Message cell says of a rehearsal, so that no other journal takes it for the real thing.

A key says who a row is, not where it was sent. Where the service can be asked, its answer tells. Where it
cannot, a colleague's journal has the sheet's word alone, and that must name the host it speaks of.
"""

from __future__ import annotations

import re

from xl_addin.connect.party import Party
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.texts import say

_TAG = re.compile(r"\[TEST (?P<host>[^\s\]]+)\]")


def tag_of(party: Party, *, asked: bool) -> str:
    """What stands in the Message of rows sent to a host other than the vendor's that cannot be asked."""
    return "" if party.production or asked else f"[TEST {party.host}]"


def host_in(message: str) -> str:
    """The host of the rehearsal that a Message tells of, or nothing.

    >>> host_in("The total is 5.00. [TEST 127.0.0.1:4443]")
    '127.0.0.1:4443'
    """
    found = _TAG.search(message)
    return found["host"] if found else ""


def tagged(message: str, status: Status | None, tag: str) -> str:
    """The message of a row that was sent, with the tag behind it."""
    told = status in (Status.SENT, Status.ALREADY_SENT)
    return " ".join(filter(None, (message, tag))) if told else message


def speaks_of_here(entry: Entry) -> bool:
    """Whether what a row's cells say can be about the host that the row would go to now."""
    return entry.scope is None or entry.sheet_host in ("", entry.scope.host)


def reject_rehearsed(book: Book, entry: Entry) -> None:
    """A row whose cells say sent, elsewhere: they are enough to hold it back, never enough to send it."""
    assert entry.scope is not None
    book.reject(entry, say("problem.rehearsed", host=entry.sheet_host, here=entry.scope.host), "key")
