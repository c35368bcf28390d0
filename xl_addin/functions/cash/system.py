"""What cash functions want of a service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
        basis: Where the balance comes from, for people.
    """

    account: str
    currency: str
    amount: Decimal | None
    day: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that is expected to come or, below zero, to go."""

    day: date
    currency: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CashSystem:
    """One service.

    Attributes:
        name: For people.
        is_set_up: Whether anybody has said who asks.
        position: Each account's holding at the end of a day.
        opening: Today's, as a forecast starts from it.
        expected: What comes on top of today's position, up to and with a day.
    """

    name: str
    is_set_up: Callable[[Settings], bool]
    position: Callable[[Books, date], Sequence[Holding]]
    opening: Callable[[Books], Sequence[Holding]]
    expected: Callable[[Books, date], Sequence[Flow]]
