"""The seeded shop: a year of a bakery up to today, and what lies ahead of it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from importlib.resources import files
from random import Random
from typing import Any

from xl_addin.sandbox.organizze import accounts, billing, credit_cards, transfers
from xl_addin.sandbox.organizze.dates import ZONE, months_later, stamp
from xl_addin.sandbox.organizze.fields import read
from xl_addin.sandbox.organizze.payer import placed
from xl_addin.sandbox.organizze.plan import Plan
from xl_addin.sandbox.organizze.record import blank
from xl_addin.sandbox.records import Record, Records

_EARNINGS = 2
_PAID_IN_PARTS = 31  # one of this card's invoices has two payments
_COLORS = ("438b83", "ffff00", "66ff99", "cc0000", "8dd47f")


def fill(records: Records, seed: int, today: date) -> None:
    """Fills empty records; the same seed and day give the same records."""
    shop = tomllib.loads(files(__package__).joinpath("shop.toml").read_text("utf-8"))
    _fill_lists(records, shop, _moment(months_later(today, -14)))
    plan = Plan(shop, Random(seed), today)  # noqa: S311 - repeatable on purpose
    _fill_budgets(records, shop, plan.first, plan.last)
    for card in records.all("credit_cards"):
        for year in range(plan.first.year, plan.last.year + 1):
            billing.open_year(records, card, year)
    for planned in sorted(plan.entries(), key=lambda entry: str(entry["date"])):
        _enter(records, planned, today)
    _pay_invoices(records, today)


def _fill_lists(records: Records, shop: Record, moment: str) -> None:
    for user in shop["users"]:
        records.put("users", user)
    for kind, resource in (("accounts", accounts), ("credit_cards", credit_cards)):
        for entry in shop[kind]:
            values, _ = read(resource.FIELDS, entry)
            records.put(kind, resource.record(entry["id"], values, moment, moment))
    for index, (parent, children) in enumerate(shop["categories"].items()):
        for name, number in children.items():
            records.put("categories", _category(number, name or parent, children[""], _COLORS[index % 5]))


def _category(number: int, name: str, parent: int, color: str) -> Record:
    return {
        "id": number,
        "name": name,
        "color": color,
        "parent_id": None if number == parent else parent,
        "kind": "earnings" if parent == _EARNINGS else "expenses",
        "group_id": None,
    }


def _fill_budgets(records: Records, shop: Record, first: date, last: date) -> None:
    month = first
    while month <= last:
        for activity_type, amounts in shop["budgets"].items():
            for category, cents in amounts.items():
                budget: dict[str, Any] = {"id": records.new_id(), "date": month.isoformat()}
                budget |= {"category_id": int(category), "activity_type": int(activity_type)}
                records.put("budgets", budget | {"amount_in_cents": cents})
        month = months_later(month, 1)


def _enter(records: Records, planned: Record, today: date) -> None:
    moment = _moment(min(today, date.fromisoformat(planned["date"])))
    stamps = {"created_at": moment, "updated_at": moment}
    if "debit_account_id" in planned:
        transfers.make(records, planned, stamps)
        return
    record = blank() | planned | stamps | {"id": records.new_id()}
    records.put("transactions", placed(records, record))


def _pay_invoices(records: Records, today: date) -> None:
    """Pays what is due, one invoice in two parts."""
    due = [
        invoice
        for card in records.all("credit_cards")
        for invoice in billing.summed(records, card["id"])
        if invoice["date"] <= today.isoformat() and invoice["amount_cents"]
    ]
    halves = [invoice for invoice in due if invoice["credit_card_id"] == _PAID_IN_PARTS][-3:][:1]
    for invoice in sorted(due, key=lambda one: str(one["date"])):
        parts = [invoice["amount_cents"] // 2] if invoice in halves else []
        for cents in (*parts, invoice["amount_cents"] - sum(parts)):
            _pay(records, invoice, cents)
        _settle(records, invoice)


def _pay(records: Records, invoice: Record, cents: int) -> None:
    moment = _moment(date.fromisoformat(invoice["date"]))
    payment = blank() | {
        "id": records.new_id(),
        "description": "Pagamento de fatura",
        "date": invoice["date"],
        "paid": True,
        "amount_cents": cents,
        "category_id": 21,
        "paid_credit_card_id": invoice["credit_card_id"],
        "paid_credit_card_invoice_id": invoice["id"],
        "created_at": moment,
        "updated_at": moment,
    }
    records.put("transactions", placed(records, payment))


def _settle(records: Records, invoice: Record) -> None:
    for purchase in billing.purchases(records, invoice["credit_card_id"]):
        if purchase["credit_card_invoice_id"] == invoice["id"]:
            records.put("transactions", {**purchase, "paid": True})


def _moment(day: date) -> str:
    return stamp(datetime.combine(day, time(9, 30), ZONE))
