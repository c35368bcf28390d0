"""What Organizze is asked for by years, invoices of cards and budgets: twelve months are one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.budgets import Budgets
from xl_addin.apis.organizze.card_invoices import CardInvoices
from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Budget, CardInvoice, CardInvoiceDetail
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import CURRENT, of_month
from xl_addin.functions.reads.monthly import check_length

Live = Callable[[], Organizze]
"""The client that speaks with the service, made when something is asked for the first time."""
Year: TypeAlias = list[CardInvoice]
YEARS_A_REQUEST = 5
"""Twelve invoices a year are a short answer."""


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
        self._due: dict[int, date] = {}

    def list(self, card_id: int, start: date, end: date) -> Year:
        """See `CardInvoices.list`.

        Raises:
            WrongUse: The period is longer than anybody means.
        """
        check_length(start, end)
        questions = [self._question(card_id, year) for year in range(start.year, end.year + 1)]

        def ask(some: Sequence[Question[Year]]) -> Sequence[Year]:
            wanted = [_year(question) for question in some]
            found = self._asked(card_id, min(wanted), max(wanted))
            return [[item for item in found if item.date.year == year] for year in wanted]

        batches = [questions[at : at + YEARS_A_REQUEST] for at in range(0, len(questions), YEARS_A_REQUEST)]
        years = self._cache.ask(batches, ask)
        found = {item.id: item for year in years for item in year}
        self._due.update((item.id, item.date) for item in found.values())
        return [item for item in found.values() if start <= item.date <= end]

    def get(self, card_id: int, invoice_id: int) -> CardInvoiceDetail:
        """See `CardInvoices.get`; one of a month that is over changes as rarely as that month."""
        due = self._due.get(invoice_id)
        fresh_for = of_month(due, self._today()) if due else CURRENT
        question: Question[CardInvoiceDetail] = Question(
            self._scope, f"invoice {invoice_id} of card {card_id}", CardInvoiceDetail, fresh_for
        )
        return self._cache.get(question, lambda: self._live().card_invoices.get(card_id, invoice_id))

    def _question(self, card_id: int, year: int) -> Question[Year]:
        fresh_for = of_month(date(year, 12, 31), self._today())
        return Question(self._scope, f"invoices of card {card_id} {year}", Year, fresh_for)

    def _asked(self, card_id: int, first: int, last: int) -> Year:
        return self._live().card_invoices.in_one(card_id, date(first, 1, 1), date(last, 12, 31))


class YearlyBudgets(Budgets):
    """Budgets of a month, out of the year's list."""

    def month(self, year: int, month: int) -> list[Budget]:
        """See `Budgets.month`."""
        return [item for item in self.year(year) if item.date.month == month]


def _year(question: Question[Year]) -> int:
    return int(question.what.rpartition(" ")[2])
