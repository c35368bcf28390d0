"""What cash functions want of a service."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xl_addin.functions.books import Books
from xl_addin.settings import Settings


@dataclass(frozen=True, slots=True)
class Holding:
    """What one account holds.

    Attributes:
        account: Its name.
        currency: ISO 4217.
        amount: The balance; None where none is known.
        day: The day at whose end it held that; None likewise.
        basis: Where the balance comes from, for people; or why there is none.
        failed: The balance could not be brought: no sum may pass it over.
    """

    account: str
    currency: str
    amount: Decimal | None
    day: date | None
    basis: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that is expected to come or, below zero, to go."""

    day: date
    currency: str
    amount: Decimal


@dataclass(slots=True)
class Outlook:
    """What a service knows of today and of days to come.

    Attributes:
        holdings: Today's, from which a forecast starts.
        flows: What comes on top of them.
        lacking: Currencies of which something could not be brought.
        notes: What a reader must know.
    """

    holdings: Sequence[Holding]
    flows: list[Flow] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CashSystem:
    """One service.

    Attributes:
        name: For people.
        is_set_up: Whether anybody has said who asks.
        currencies: Those that its accounts have; raises when that is not known.
        position: Each account's holding at the end of a day; of None, today's or the last one known.
        outlook: Today's holdings, and what is expected up to and with a day.
    """

    name: str
    is_set_up: Callable[[Settings], bool]
    currencies: Callable[[Books], Collection[str]]
    position: Callable[[Books, date | None], Sequence[Holding]]
    outlook: Callable[[Books, date], Outlook]
