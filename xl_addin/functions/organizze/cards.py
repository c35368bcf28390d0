"""ORGANIZZE_CARDS, ORGANIZZE_CARD_INVOICES and ORGANIZZE_CARD_INVOICE."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xl_addin.apis.organizze.models import CardInvoiceDetail
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze import cards, inventory
from xl_addin.functions.books import Books
from xl_addin.functions.function import table
from xl_addin.functions.organizze.arguments import CARD, FINISH_DUE, INVOICE, ONE_CARD, START_DUE
from xl_addin.functions.organizze.invoices import invoice_meant
from xl_addin.functions.organizze.meant import card_named
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents


@table("ORGANIZZE_CARDS", example='=ORGANIZZE_CARDS("Name, Due day")')
def credit_cards(books: Books) -> Listing:
    """Every credit card, archived ones too."""
    return inventory.credit_cards(books.organizze.source, Query())


@table(
    "ORGANIZZE_CARD_INVOICES",
    CARD,
    START_DUE,
    FINISH_DUE,
    example='=ORGANIZZE_CARD_INVOICES("Visa Exclusive", DATE(2026,10,1), , "Date, Amount, Balance")',
)
def card_invoices(
    books: Books, card: Sequence[str] | None, start: date | None, finish: date | None
) -> Listing:
    """Invoices of some cards or of all that are due in a period, card by card; default: this year."""
    source = books.organizze.source
    known = source.names.credit_cards
    named = (card_named(books.organizze, CARD, text) for text in card or ())
    wanted = known if card is None else dict.fromkeys(named)
    return cards.invoice_listing(cards.invoices(source, wanted, start, finish))


@table(
    "ORGANIZZE_CARD_INVOICE",
    ONE_CARD,
    INVOICE,
    example='=ORGANIZZE_CARD_INVOICE("Visa Exclusive", , "Date, Description, Amount")',
)
def card_invoice(books: Books, card: str, invoice: int | date | None) -> Listing:
    """What stands on one invoice of a card; default: the one that purchases go to today."""
    organizze = books.organizze
    of = card_named(organizze, ONE_CARD, card)
    detail = organizze.client.card_invoices.get(of.id, invoice_meant(organizze.source, of, invoice))
    books.note(_told(detail, of.name))
    bought = sorted(detail.transactions, key=lambda item: (item.date, item.id))
    return cards.purchase_listing(organizze.source, bought)


def _told(invoice: CardInvoiceDetail, card: str) -> str:
    amount, paid = figure(from_cents(invoice.amount_cents)), figure(from_cents(invoice.payment_amount_cents))
    return say("cells.invoice", card=card, day=invoice.date, amount=amount, paid=paid, id=invoice.id)
