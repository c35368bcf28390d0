"""What is to be paid of cards' invoices, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from xl_addin.apis.organizze.models import CardInvoice, Transaction

Paid = Mapping[int, int]
"""What is entered for each invoice, by its id, in cents; below zero, as money that goes."""


def entered(payments: Iterable[Transaction]) -> Paid:
    """What payments are for."""
    found: Counter[int] = Counter()
    for item in payments:
        if item.paid_credit_card_invoice_id is not None:
            found[item.paid_credit_card_invoice_id] += item.amount_cents
    return found


def left(invoice: CardInvoice, paid: Paid) -> int:
    """What of an invoice no payment is entered for; below zero, money that goes; above, was paid too much.

    The invoice and the payments may have been fetched at different times, and whether the service counts
    payments to come is not documented. So the invoice's own sum of payments and the one of the entries are
    compared, and the larger counts.
    """
    return invoice.amount_cents - max(invoice.payment_amount_cents, paid.get(invoice.id, 0), key=abs)


def dues(invoices: Iterable[CardInvoice], paid: Paid) -> Iterator[tuple[date, int]]:
    """When what is to be paid of one card's invoices, each once and none above zero.

    What was paid too much, or came back, is no money that comes: it makes the next invoices smaller. What
    the first one has from the one before is what the service says (`previous_balance_cents`).

    Args:
        invoices: Of one card.
        paid: What is entered.
    """
    before: int | None = None
    for item in sorted(invoices, key=lambda one: one.date):
        before = item.previous_balance_cents if before is None else before
        rest = left(item, paid)
        used = min(max(before, 0), -rest) if rest < 0 else -rest
        before -= used
        yield item.date, min(rest + used, 0)
