"""What Organizze is asked for by years, invoices of cards and budgets: twelve months are one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.budgets import Budgets
from xl_addin.apis.organizze.card_invoices import CardInvoices
from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Budget, CardInvoice
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import of_month
from xl_addin.functions.reads.monthly import check_length

Live = Callable[[], Organizze]
"""The client that speaks with the service, made when something is asked for the first time."""
Year: TypeAlias = list[CardInvoice]


class YearlyInvoices(CardInvoices):
    """A card's invoices by the year in which they are due."""

    def __init__(
        self, channel: Channel, live: Live, cache: Cache, scope: str, today: Callable[[], date]
    ) -> None:
        super().__init__(channel)
        self._live = live
        self._cache = cache
        self._scope = scope
        self._today = today

    def list(self, card_id: int, start: date, end: date) -> Year:
        """See `CardInvoices.list`.

        Raises:
            WrongUse: The period is longer than anybody means.
        """
        check_length(start, end)
        questions = [self._question(card_id, year) for year in range(start.year, end.year + 1)]

        def ask(some: Sequence[Question[Year]]) -> Sequence[Year]:
            return [self._asked(card_id, _year(question)) for question in some]

        years = self._cache.ask([[question] for question in questions], ask)
        found = {item.id: item for year in years for item in year}
        return [item for item in found.values() if start <= item.date <= end]

    def _question(self, card_id: int, year: int) -> Question[Year]:
        fresh_for = of_month(date(year, 12, 31), self._today())
        return Question(self._scope, f"invoices of card {card_id} {year}", Year, fresh_for)

    def _asked(self, card_id: int, year: int) -> Year:
        return self._live().card_invoices.list(card_id, date(year, 1, 1), date(year, 12, 31))


class YearlyBudgets(Budgets):
    """Budgets of a month, out of the year's list."""

    def month(self, year: int, month: int) -> list[Budget]:
        """See `Budgets.month`."""
        return [item for item in self.year(year) if item.date.month == month]


def _year(question: Question[Year]) -> int:
    return int(question.what.rpartition(" ")[2])
