"""Organizze's lists: each a function from a query to a listing."""

from __future__ import annotations

from collections.abc import Callable

from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze.balances import account_balances
from xl_addin.fetching.organizze.cards import card_invoices, card_payments, card_purchases
from xl_addin.fetching.organizze.inventory import accounts, budgets, categories, credit_cards
from xl_addin.fetching.organizze.movements import transactions, transfers
from xl_addin.fetching.organizze.source import Source

__all__ = ["LISTS", "Source"]

LISTS: dict[str, Callable[[Source, Query], Listing]] = {
    "accounts": accounts,
    "categories": categories,
    "credit_cards": credit_cards,
    "transactions": transactions,
    "transfers": transfers,
    "budgets": budgets,
    "card_invoices": card_invoices,
    "card_purchases": card_purchases,
    "card_payments": card_payments,
    "balances": account_balances,
}
