"""What transactions come to: by whose they are, by category and by day, so that nobody adds them again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xl_addin.apis.organizze.models import Transaction
from xl_addin.balances.holder import Holder, holder_of, is_between_own

EVERYBODY: Final = None
"""All accounts and cards together; what goes between them is left out."""
ALL: Final = 0
"""Every category. No category has this id."""

Key = tuple[Holder | None, int | None]
"""An account, a card or EVERYBODY; and a category, ALL, or None for what has none."""


@dataclass(slots=True)
class Sum:
    """What some transactions come to, in cents.

    Attributes:
        cents: All of them; expenses are negative.
        unpaid: Those of them that are not paid.
        waiting: How many these are.
    """

    cents: int = 0
    unpaid: int = 0
    waiting: int = 0

    @property
    def paid(self) -> int:
        """Those that are paid."""
        return self.cents - self.unpaid

    def add(self, other: Sum) -> None:
        """Takes another sum in."""
        self.cents += other.cents
        self.unpaid += other.unpaid
        self.waiting += other.waiting


class Tally:
    """Sums of one list of transactions, such as a month's. Nobody changes it.

    Attributes:
        ids: Of its transactions.
    """

    def __init__(self, transactions: Sequence[Transaction]) -> None:
        self.ids = frozenset(item.id for item in transactions)
        days = [item.date for item in transactions]
        self._first, self._last = min(days, default=date.max), max(days, default=date.min)
        self._whole: dict[Key, Sum] = {}
        self._by_day: dict[Key, dict[date, Sum]] = {}
        for item in transactions:
            self._count(item)

    def into(self, total: Sum, key: Key, start: date, end: date) -> None:
        """Adds what a key has from one day to another, both counted."""
        if start <= self._first and self._last <= end:
            if whole := self._whole.get(key):
                total.add(whole)
        elif start <= self._last and self._first <= end:
            for day, one in self._by_day.get(key, {}).items():
                if start <= day <= end:
                    total.add(one)

    def has(self, key: Key, start: date, end: date) -> bool:
        """Whether a key has anything, paid or not, from one day to another, both counted."""
        return any(start <= day <= end for day in self._by_day.get(key, ()))

    def _count(self, item: Transaction) -> None:
        cents = item.amount_cents
        one = Sum(cents) if item.paid else Sum(cents, cents, 1)
        for holder in (holder_of(item),) if is_between_own(item) else (holder_of(item), EVERYBODY):
            for key in ((holder, ALL), (holder, item.category_id)):
                self._whole.setdefault(key, Sum()).add(one)
                self._by_day.setdefault(key, {}).setdefault(item.date, Sum()).add(one)


def summed(
    tallies: Iterable[Tally], holder: Holder | None, categories: Collection[int], start: date, end: date
) -> Sum:
    """What an account, a card or everybody has in some categories, from one day to another.

    Args:
        tallies: Of the months that hold these days; no transaction is in two of them.
        holder: Whose; EVERYBODY leaves out what goes between own accounts and cards.
        categories: Their ids, each once; `[ALL]` for every one.
        start: The first day.
        end: The last day; before the first, the sum is zero.
    """
    total = Sum()
    for tally in tallies:
        for category in categories:
            tally.into(total, (holder, category), start, end)
    return total
