"""What Iziago's lists are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xl_addin.apis.iziago.client import Iziago
from xl_addin.connect.party import Party
from xl_addin.fetching.listing import Column, Kind
from xl_addin.journal.reading import Reading
from xl_addin.targets.iziago import Names
from xl_addin.texts import say

ID = Column("Id", Kind.IDENTIFIER, 16)
IBAN = Column("IBAN", Kind.IDENTIFIER, 30)
CURRENCY = Column("Currency", width=10)


@dataclass(frozen=True, slots=True)
class Source:
    """What the lists are made from.

    Attributes:
        client: Asks the service.
        names: Own accounts that can be debited, and third parties.
        party: Who asks: of the journal, what was sent to this host for this company counts.
        journal: What was sent.
        workers: How many requests are made at a time.
        today: The day that defaults start from.
    """

    client: Iziago
    names: Names
    party: Party
    journal: Reading
    workers: int
    today: date


def currency_notes(codes: Iterable[str]) -> list[str]:
    """The note that a column of amounts has no sum, where it is in several currencies."""
    distinct = sorted(set(codes) - {""})
    return [say("iziago_lists.currencies", currencies=", ".join(distinct))] if len(distinct) > 1 else []
