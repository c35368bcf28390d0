"""Organizze as its document describes it: a table of routes over a store.

Where the document is silent, the sandbox does the simplest thing and a comment says so.
"""

from __future__ import annotations

from xl_addin.sandbox.call import Route
from xl_addin.sandbox.organizze import budgets, cards, movements, plain

BASE = "/organizze/rest/v2"

ROUTES: tuple[Route, ...] = (
    ("GET", "/users/{id}", plain.get_user),
    ("GET", "/accounts", plain.list_accounts),
    ("GET", "/accounts/{id}", plain.get_account),
    ("POST", "/accounts", plain.create_account),
    ("PUT", "/accounts/{id}", plain.update_account),
    ("DELETE", "/accounts/{id}", plain.delete_account),
    ("GET", "/categories", plain.list_categories),
    ("GET", "/categories/{id}", plain.get_category),
    ("POST", "/categories", plain.create_category),
    ("PUT", "/categories/{id}", plain.update_category),
    ("DELETE", "/categories/{id}", plain.delete_category),
    ("GET", "/credit_cards", cards.list_cards),
    ("GET", "/credit_cards/{id}", cards.get_card),
    ("POST", "/credit_cards", cards.create_card),
    ("PUT", "/credit_cards/{id}", cards.update_card),
    ("DELETE", "/credit_cards/{id}", cards.delete_card),
    ("GET", "/credit_cards/{id}/invoices", cards.list_invoices),
    ("GET", "/credit_cards/{id}/invoices/{id}", cards.get_invoice),
    ("GET", "/credit_cards/{id}/invoices/{id}/payments", cards.get_payments),
    ("GET", "/transactions", movements.list_transactions),
    ("GET", "/transactions/{id}", movements.get_transaction),
    ("POST", "/transactions", movements.create_transaction),
    ("PUT", "/transactions/{id}", movements.update_transaction),
    ("DELETE", "/transactions/{id}", movements.delete_transaction),
    ("GET", "/transfers", movements.list_transfers),
    ("GET", "/transfers/{id}", movements.get_transfer),
    ("POST", "/transfers", movements.create_transfer),
    ("PUT", "/transfers/{id}", movements.update_transfer),
    ("DELETE", "/transfers/{id}", movements.delete_transfer),
    ("GET", "/budgets", budgets.budgets_now),
    ("GET", "/budgets/{year}", budgets.budgets_of_year),
    ("GET", "/budgets/{year}/{month}", budgets.budgets_of_month),
)
