"""Each month added up once, for as long as the cache hands out the same list of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

from cachetools import LRUCache

from xl_addin.balances.latest import latest
from xl_addin.balances.tally import Tally
from xl_addin.functions.cache.recall import Recall
from xl_addin.functions.reads.organizze import Month, MonthlyTransactions
from xl_addin.values.dates import months as months_between

MOST = 600
"""Months that are remembered."""


class Tallies:
    """Months' sums. Many threads may use it."""

    def __init__(self, transactions: MonthlyTransactions, recall: Recall) -> None:
        self._transactions = transactions
        self._recall = recall
        self._lock = threading.Lock()
        self._known: LRUCache[date, tuple[Month, Tally]] = LRUCache(MOST)

    def between(self, start: date, end: date) -> Sequence[Tally]:
        """One of each month that `start` to `end` touches, whole months; no transaction is in two of them.

        Raises:
            WrongUse: As `Monthly.each`, like the others.
            NotYet: Likewise.
            XlAddinError: Likewise.
        """
        if end < start:
            return []
        name = ("tallies", start.year, start.month, end.year, end.month)
        return self._recall.get(name, lambda: self._added(start, end))

    def _added(self, start: date, end: date) -> Sequence[Tally]:
        months = self._transactions.months(start, end)
        days = (last for _, last in months_between(start, end))
        tallies = [self._of(day, month) for day, month in zip(days, months, strict=True)]
        if len(frozenset().union(*(tally.ids for tally in tallies))) == sum(map(len, months)):
            return tallies
        return [Tally(month) for month in latest(months)]

    def _of(self, day: date, month: Month) -> Tally:
        """By the list itself: a newer list of the month that ends on this day takes the older one's place."""
        with self._lock:
            known = self._known.get(day)
            if known is None or known[0] is not month:
                known = self._known[day] = month, Tally(month)
        return known[1]
