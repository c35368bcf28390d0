"""The invoices of credit cards, what stands on them and what pays them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xl_addin.apis.organizze.models import CardInvoice, Transaction
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.organizze.rows import TRANSACTION, transaction_rows
from xl_addin.fetching.organizze.source import ID, Source, named
from xl_addin.fetching.period import check_order
from xl_addin.targets.directory import Named
from xl_addin.values.money import from_cents

Invoices = list[tuple[Named[int], CardInvoice]]
"""Invoices, each with its card."""


def card_invoices(source: Source, query: Query) -> Listing:
    """Invoices of one card or of all, of a period; default: this year."""
    return invoice_listing(_asked(source, query))


def invoice_listing(found: Invoices) -> Listing:
    """Invoices as a table."""
    columns = (
        Column("Card", width=20),
        Column("Date", Kind.DAY, 12),
        Column("From", Kind.DAY, 12),
        Column("Closing date", Kind.DAY, 13),
        Column("Amount", Kind.AMOUNT, 14),
        Column("Paid amount", Kind.AMOUNT, 14),
        Column("Balance", Kind.AMOUNT, 14),
        Column("Previous balance", Kind.AMOUNT, 16),
        ID,
    )
    rows = [
        (
            card.name,
            item.date,
            item.starting_date,
            item.closing_date,
            from_cents(item.amount_cents),
            from_cents(item.payment_amount_cents),
            from_cents(item.balance_cents),
            from_cents(item.previous_balance_cents),
            item.id,
        )
        for card, item in found
    ]
    return Listing("Card invoices", columns, rows)


def card_purchases(source: Source, query: Query) -> Listing:
    """What stands on the cards' invoices of a period, invoice by invoice; default: this year."""
    found = [
        item
        for card, invoice in _asked(source, query)
        for item in source.client.card_invoices.get(card.id, invoice.id).transactions
    ]
    return purchase_listing(source, found)


def purchase_listing(source: Source, found: list[Transaction]) -> Listing:
    """What stands on invoices as a table."""
    return Listing("Card purchases", TRANSACTION, transaction_rows(source, found, of_card=True))


def card_payments(source: Source, query: Query) -> Listing:
    """Payments of the cards' invoices of a period; default: this year."""
    columns = (
        Column("Card", width=20),
        Column("Invoice date", Kind.DAY, 13),
        Column("Date", Kind.DAY, 12),
        Column("Description", width=30),
        Column("Amount", Kind.AMOUNT, 14),
        Column("Account", width=20),
        Column("Paid", Kind.YES_NO, 8),
        ID,
    )
    names = {record.id: record.name for record in source.names.accounts}
    rows = [
        (
            card.name,
            invoice.date,
            item.date,
            item.description,
            from_cents(item.amount_cents),
            names.get(item.account_id or 0, ""),
            item.paid,
            item.id,
        )
        for card, invoice in _asked(source, query)
        for item in source.client.card_invoices.payments(card.id, invoice.id)
    ]
    return Listing("Card payments", columns, rows)


def invoices(source: Source, cards: Iterable[Named[int]], start: date | None, end: date | None) -> Invoices:
    """The invoices of some cards that are due in a period; default: this year.

    Raises:
        WrongUse: The period ends before it starts.
    """
    first = start or date(min(source.today, end or source.today).year, 1, 1)
    last = end or date(max(first, source.today).year, 12, 31)
    check_order(first, last)
    return [(card, item) for card in cards for item in source.client.card_invoices.list(card.id, first, last)]


def _asked(source: Source, query: Query) -> Invoices:
    wanted = named(source.names.credit_cards, query.account)
    cards = [wanted] if wanted else source.names.credit_cards
    return invoices(source, cards, query.start, query.end)
