"""Organizze's client over the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import TypeAlias, TypeVar
from urllib.parse import urlencode

import msgspec

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Transaction
from xl_addin.apis.organizze.transactions import Transactions
from xl_addin.apis.organizze.transfers import Transfers
from xl_addin.balances.holder import is_of_account
from xl_addin.balances.latest import latest
from xl_addin.errors import WrongUse
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import CURRENT, LISTS
from xl_addin.functions.reads.monthly import Monthly, Series
from xl_addin.functions.reads.yearly import Live, YearlyBudgets, YearlyInvoices
from xl_addin.http.session import Params
from xl_addin.texts import say

T = TypeVar("T")
Month: TypeAlias = list[Transaction]

BY_ID: Callable[[Transaction], int] = attrgetter("id")
RARELY_CHANGED = ("/accounts", "/categories", "/credit_cards")


class ReadOnly(Channel):
    """Reads through the cache, and sends nothing."""

    def __init__(self, live: Live, cache: Cache, scope: str) -> None:
        self._live = live
        self._cache = cache
        self._scope = scope

    def get(self, path: str, kind: type[T], params: Params | None = None) -> T:
        """See `Channel.get`."""
        fresh_for = LISTS if path in RARELY_CHANGED else CURRENT
        question: Question[T] = Question(self._scope, f"{path}?{urlencode(params or {})}", kind, fresh_for)
        return self._cache.get(question, lambda: self._live().channel.get(path, kind, params))

    def close(self) -> None:
        """Nothing is open here: the live client belongs to whoever made it."""

    def _send(self, method: str, path: str, body: msgspec.Struct | None, kind: type[T]) -> T:
        raise WrongUse(say("cells.sends_nothing"))


class MonthlyTransactions(Transactions):
    """Transactions month by month; an account's own are picked out here: all accounts share the months."""

    def __init__(self, channel: Channel, live: Live, monthly: Monthly) -> None:
        super().__init__(channel)
        self._live = live
        self._monthly = monthly
        self._series = Series("transactions", Month, self._asked, quarters=True, id=BY_ID)

    def list(self, start: date, end: date, *, account_id: int | None = None) -> Month:
        """See `Transactions.list`."""
        found = _cut(self.months(start, end), start, end)
        return [item for item in found if account_id is None or is_of_account(item, account_id)]

    def months(self, start: date, end: date) -> Sequence[Month]:
        """The same as whole months: equal lists are the same objects, as long as the cache has them."""
        return self._monthly.months(self._series, start, end)

    def _asked(self, start: date, end: date) -> Month:
        return self._live().transactions.in_one(start, end)


class MonthlyTransfers(Transfers):
    """Transfers month by month."""

    def __init__(self, channel: Channel, live: Live, monthly: Monthly) -> None:
        super().__init__(channel)
        self._live = live
        self._monthly = monthly
        self._series = Series("transfers", Month, self._asked, quarters=True, id=BY_ID)

    def list(self, start: date, end: date) -> Month:
        """See `Transfers.list`."""
        return _cut(self._monthly.months(self._series, start, end), start, end)

    def _asked(self, start: date, end: date) -> Month:
        return self._live().transfers.in_one(start, end)


def _cut(months: Sequence[Month], start: date, end: date) -> Month:
    """The days wanted, each record once, by date and id as the service's client has them."""
    return [item for month in latest(months) for item in month if start <= item.date <= end]


class OrganizzeReads(Organizze):
    """Organizze's client for cells."""

    def __init__(self, live: Live, cache: Cache, scope: str, today: Callable[[], date]) -> None:
        super().__init__(ReadOnly(live, cache, scope))
        monthly = Monthly(cache, scope, today)
        self.monthly_transactions = MonthlyTransactions(self.channel, live, monthly)
        self.transactions = self.monthly_transactions
        self.transfers = MonthlyTransfers(self.channel, live, monthly)
        self.card_invoices = YearlyInvoices(self.channel, live, cache, scope, today)
        self.budgets = YearlyBudgets(self.channel)
