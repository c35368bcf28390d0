"""The invoices of credit cards, and what pays them."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import CardInvoice, CardInvoiceDetail, Transaction
from xl_addin.apis.organizze.periods import listed
from xl_addin.http.session import Params

MONTHS_A_PART = 12
ENDLESS = 12_000

Payments: TypeAlias = list[Transaction]


class CardInvoices:
    """List, get, and the payments."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def in_one(self, card_id: int, start: date, end: date) -> list[CardInvoice]:
        """As `list`, in one request, however many months."""
        return self._listed(card_id, start, end, ENDLESS)

    def _listed(self, card_id: int, start: date, end: date, months_a_part: int) -> list[CardInvoice]:
        def ask(period: Params) -> list[CardInvoice]:
            return self._channel.get(f"/credit_cards/{card_id}/invoices", list[CardInvoice], period)

        return listed(ask, start, end, months_a_part=months_a_part)

    def list(self, card_id: int, start: date, end: date) -> list[CardInvoice]:
        """GET /credit_cards/{id}/invoices: those due from `start` to `end`, by date and id."""
        return self._listed(card_id, start, end, MONTHS_A_PART)

    def get(self, card_id: int, invoice_id: int) -> CardInvoiceDetail:
        """GET /credit_cards/{id}/invoices/{id}, with what stands on it."""
        return self._channel.get(f"/credit_cards/{card_id}/invoices/{invoice_id}", CardInvoiceDetail)

    def payments(self, card_id: int, invoice_id: int) -> Payments:
        """GET /credit_cards/{id}/invoices/{id}/payments; one object in the document, or a list."""
        found = self._channel.get(
            f"/credit_cards/{card_id}/invoices/{invoice_id}/payments",
            Transaction | Payments,  # type: ignore[arg-type]
        )
        return found if isinstance(found, list) else [found]
