"""All that Iziago can do: the scope that it needs, method, path, function."""

from __future__ import annotations

from xl_addin.sandbox.iziago import (
    accounts,
    administration,
    forecasting,
    statements,
    third_parties,
    third_party_accounts,
    tokens,
    transfers,
)
from xl_addin.sandbox.iziago.credentials import TOKEN_PATH
from xl_addin.sandbox.iziago.door import scoped
from xl_addin.sandbox.system import Function, Route

_OPERATIONS: tuple[tuple[str, str, str, Function], ...] = (
    ("statements", "GET", "/statements/accounts", accounts.index("statements")),
    ("statements", "GET", "/statements/accounts/{id}/balances", statements.balances),
    ("statements", "GET", "/statements/accounts/{id}/transactions", statements.transactions),
    ("forecasting", "GET", "/forecasting/accounts", accounts.index("forecasting")),
    ("forecasting", "GET", "/forecasting/accounts/{id}/statements", forecasting.forecast),
    ("forecasting", "GET", "/forecasting/accounts/{id}/transactions", forecasting.transactions),
    ("payments", "GET", "/payments/accounts", accounts.index("payments")),
    ("payments", "POST", "/payments/transfers", transfers.create),
    ("payments", "GET", "/payments/transfers", transfers.index),
    ("payments", "GET", "/payments/transfers/{id}/file", transfers.file),
    ("third-parties", "GET", "/third-parties", third_parties.index),
    ("third-parties", "POST", "/third-parties", third_parties.create),
    ("third-parties", "POST", "/third-parties/{id}/accounts", third_party_accounts.create),
)

ROUTES: tuple[Route, ...] = tuple(
    (method, path, scoped(scope, function)) for scope, method, path, function in _OPERATIONS
)
OPEN_ROUTES: tuple[Route, ...] = (
    ("POST", TOKEN_PATH, tokens.issue),
    ("POST", "/iziago/sandbox/expire-tokens", administration.expire_tokens),
    ("POST", "/iziago/sandbox/scopes", administration.set_scopes),
)
