"""Every operation of the API and the method that calls it; tests hold document, client and sandbox to it."""

from __future__ import annotations

from typing import Final

OPERATIONS: Final = (
    ("GET", "/users/{id}", "users.get"),
    ("GET", "/accounts", "accounts.list"),
    ("GET", "/accounts/{id}", "accounts.get"),
    ("POST", "/accounts", "accounts.create"),
    ("PUT", "/accounts/{id}", "accounts.update"),
    ("DELETE", "/accounts/{id}", "accounts.delete"),
    ("GET", "/categories", "categories.list"),
    ("GET", "/categories/{id}", "categories.get"),
    ("POST", "/categories", "categories.create"),
    ("PUT", "/categories/{id}", "categories.update"),
    ("DELETE", "/categories/{id}", "categories.delete"),
    ("GET", "/credit_cards", "credit_cards.list"),
    ("GET", "/credit_cards/{id}", "credit_cards.get"),
    ("POST", "/credit_cards", "credit_cards.create"),
    ("PUT", "/credit_cards/{id}", "credit_cards.update"),
    ("DELETE", "/credit_cards/{id}", "credit_cards.delete"),
    ("GET", "/credit_cards/{id}/invoices", "card_invoices.list"),
    ("GET", "/credit_cards/{id}/invoices/{id}", "card_invoices.get"),
    ("GET", "/credit_cards/{id}/invoices/{id}/payments", "card_invoices.payments"),
    ("GET", "/transactions", "transactions.list"),
    ("GET", "/transactions/{id}", "transactions.get"),
    ("POST", "/transactions", "transactions.create"),
    ("PUT", "/transactions/{id}", "transactions.update"),
    ("DELETE", "/transactions/{id}", "transactions.delete"),
    ("GET", "/transfers", "transfers.list"),
    ("GET", "/transfers/{id}", "transfers.get"),
    ("POST", "/transfers", "transfers.create"),
    ("PUT", "/transfers/{id}", "transfers.update"),
    ("DELETE", "/transfers/{id}", "transfers.delete"),
    ("GET", "/budgets", "budgets.now"),
    ("GET", "/budgets/{year}", "budgets.year"),
    ("GET", "/budgets/{year}/{month}", "budgets.month"),
)
"""HTTP method, path template below the base URL, and `resource.verb` of `Organizze`."""
