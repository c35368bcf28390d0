"""Organizze's lists in cells: those of `xl-addin fetch`, from the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze import cards, inventory
from xl_addin.functions.books import Books
from xl_addin.functions.function import Argument, Takes, table

START, UNTIL = Argument("start", Takes.DAY), Argument("finish", Takes.DAY)
"""The first and the last day; `end` is a word of VBA's own."""
CARD = Argument("card", Takes.NAMES)


@table("ORGANIZZE_ACCOUNTS", example='=ORGANIZZE_ACCOUNTS("Name, Type")')
def accounts(books: Books) -> Listing:
    """Every account."""
    return inventory.accounts(books.organizze.source, Query())


@table("ORGANIZZE_CARD_INVOICES", CARD, START, UNTIL, example='=ORGANIZZE_CARD_INVOICES("Nubank")')
def card_invoices(books: Books, some: Sequence[str] | None, start: date | None, end: date | None) -> Listing:
    """Invoices of some cards or of all, of a period."""
    wanted: Sequence[str | None] = some or [None]
    listings = [cards.card_invoices(books.organizze.source, Query(card, start, end)) for card in wanted]
    return replace(listings[0], rows=[row for listing in listings for row in listing.rows])
