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

MOST = 600
"""Months that are remembered."""


class Tallies:
    """Months' sums. Many threads may use it."""

    def __init__(self, transactions: MonthlyTransactions, recall: Recall) -> None:
        self._transactions = transactions
        self._recall = recall
        self._lock = threading.Lock()
        self._known: LRUCache[int, tuple[Month, Tally]] = LRUCache(MOST)

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
        tallies = [self._of(month) for month in months]
        if len(frozenset().union(*(tally.ids for tally in tallies))) == sum(map(len, months)):
            return tallies
        return [Tally(month) for month in latest(months)]

    def _of(self, month: Month) -> Tally:
        """By the list itself: while it is remembered, no other list has its identity."""
        with self._lock:
            known = self._known.get(id(month))
            if known is None:
                known = self._known[id(month)] = month, Tally(month)
        return known[1]
