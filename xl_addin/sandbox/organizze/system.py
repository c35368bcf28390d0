"""Organizze's entry in the table of systems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xl_addin.sandbox.organizze import billing, budgets, shown, transfers
from xl_addin.sandbox.organizze.answers import error
from xl_addin.sandbox.organizze.dates import ZONE
from xl_addin.sandbox.organizze.door import access, environment, guard
from xl_addin.sandbox.organizze.routes import ROUTES
from xl_addin.sandbox.organizze.shop import fill
from xl_addin.sandbox.records import Records
from xl_addin.sandbox.system import System

_FIRST_ID = 3109871406  # beyond 2^31, as in real answers


def show(records: Records) -> Mapping[str, list[Any]]:
    """All records for `GET /state`."""
    cards = records.all("credit_cards")
    return {
        "users": records.all("users"),
        "accounts": records.all("accounts"),
        "categories": records.all("categories"),
        "credit_cards": cards,
        "invoices": [invoice for card in cards for invoice in billing.summed(records, card["id"])],
        "transactions": records.all("transactions"),
        "transfers": [shown.transfer(debit) for debit in transfers.debits(records)],
        "budgets": budgets.of(records, ""),
    }


ORGANIZZE = System(
    name="organizze",
    base="/organizze/rest/v2",
    routes=ROUTES,
    zone=ZONE,
    first_id=_FIRST_ID,
    guard=guard,
    error=error,
    fill=fill,
    show=show,
    access=access,
    environment=environment,
)
