"""Budgets: of this month, of a year, of a month."""

from __future__ import annotations

from datetime import date

from xl_addin.sandbox.call import Call, Refusal
from xl_addin.sandbox.store import Record, Store


def budgets_now(store: Store, call: Call) -> list[Record]:
    """GET /budgets: of the current month."""
    today = date.today()
    return _shown(store, f"{today:%Y-%m}")


def budgets_of_year(store: Store, call: Call) -> list[Record]:
    """GET /budgets/2018."""
    return _shown(store, f"{call.ids[0]:04}-")


def budgets_of_month(store: Store, call: Call) -> list[Record]:
    """GET /budgets/2018/08."""
    if not 1 <= call.ids[1] <= 12:
        raise Refusal(404, {"error": "Não encontrado"})
    return _shown(store, f"{call.ids[0]:04}-{call.ids[1]:02}")


def _shown(store: Store, prefix: str) -> list[Record]:
    return [_with_totals(store, item) for item in store.all("budgets") if item["date"].startswith(prefix)]


def _with_totals(store: Store, item: Record) -> Record:
    """What was spent in the category that month, as the document's fields; `percentage` is a text."""
    spent = [
        transaction
        for transaction in store.all("transactions")
        if transaction["category_id"] == item["category_id"] and transaction["date"][:7] == item["date"][:7]
    ]
    total = sum(transaction["amount_cents"] for transaction in spent if transaction["paid"])
    predicted = sum(transaction["amount_cents"] for transaction in spent)
    share = abs(total) * 100 / item["amount_in_cents"] if item["amount_in_cents"] else 0
    shown = {name: value for name, value in item.items() if name != "id"}
    return {**shown, "total": total, "predicted_total": predicted, "percentage": f"{share:.1f}"}
