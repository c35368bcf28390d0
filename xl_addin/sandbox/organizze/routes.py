"""All that Organizze can do: method, path, function."""

from __future__ import annotations

from xl_addin.sandbox.organizze import (
    accounts,
    budgets,
    categories,
    credit_cards,
    invoices,
    transactions,
    transfers,
    users,
)
from xl_addin.sandbox.system import Route

ROUTES: tuple[Route, ...] = (
    ("GET", "/users/{id}", users.show),
    ("GET", "/accounts", accounts.index),
    ("GET", "/accounts/{id}", accounts.show),
    ("POST", "/accounts", accounts.create),
    ("PUT", "/accounts/{id}", accounts.update),
    ("DELETE", "/accounts/{id}", accounts.delete),
    ("GET", "/budgets", budgets.now),
    ("GET", "/budgets/{year}", budgets.year),
    ("GET", "/budgets/{year}/{month}", budgets.month),
    ("GET", "/categories", categories.index),
    ("GET", "/categories/{id}", categories.show),
    ("POST", "/categories", categories.create),
    ("PUT", "/categories/{id}", categories.update),
    ("DELETE", "/categories/{id}", categories.delete),
    ("GET", "/credit_cards", credit_cards.index),
    ("GET", "/credit_cards/{id}", credit_cards.show),
    ("POST", "/credit_cards", credit_cards.create),
    ("PUT", "/credit_cards/{id}", credit_cards.update),
    ("DELETE", "/credit_cards/{id}", credit_cards.delete),
    ("GET", "/credit_cards/{id}/invoices", invoices.index),
    ("GET", "/credit_cards/{id}/invoices/{id}", invoices.show),
    ("GET", "/credit_cards/{id}/invoices/{id}/payments", invoices.payments),
    ("GET", "/transactions", transactions.index),
    ("GET", "/transactions/{id}", transactions.show),
    ("POST", "/transactions", transactions.create),
    ("PUT", "/transactions/{id}", transactions.update),
    ("DELETE", "/transactions/{id}", transactions.delete),
    ("GET", "/transfers", transfers.index),
    ("GET", "/transfers/{id}", transfers.show),
    ("POST", "/transfers", transfers.create),
    ("PUT", "/transfers/{id}", transfers.update),
    ("DELETE", "/transfers/{id}", transfers.delete),
)
