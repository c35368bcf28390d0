"""Transactions and transfers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.cards import invoice_for
from xl_addin.sandbox.organizze.plain import default_account, default_category
from xl_addin.sandbox.organizze.rules import (
    PERIODICITIES,
    WRONG,
    Check,
    found,
    month_of,
    now,
    period,
    shifted,
)
from xl_addin.sandbox.store import Record, Store

STEPS = {"monthly": 1, "bimonthly": 2, "trimonthly": 3, "yearly": 12}
DAYS = {"weekly": 7, "biweekly": 14}
LONGEST_SERIES = 480


def list_transactions(store: Store, call: Call) -> list[Record]:
    """GET /transactions: always whole months; the current one unless asked otherwise."""
    start, end = _months(call)
    account = call.query.get("account_id")
    return [
        _public(item, listed=True)
        for item in store.all("transactions")
        if start <= item["date"] <= end and (account is None or _of_account(item, account))
    ]


def get_transaction(store: Store, call: Call) -> Record:
    """GET /transactions/15."""
    return _public(found(store, "transactions", call.ids[0]))


def create_transaction(store: Store, call: Call) -> Record:
    """POST /transactions. The amount and ids are named as the answers name them: no sample shows them."""
    check = Check(call.body)
    _check(store, check, required=True)
    _check_series(check)
    check.done({})
    days = _days(call.body)
    parts = (call.body.get("installments_attributes") or {}).get("total", 1)
    group = store.new_id("transactions")
    made = [
        store.put("transactions", _fresh(store, call.body, day, number if parts > 1 else 1, parts, group))
        for number, day in enumerate(days, start=1)
    ]
    return _public(made[0])


def update_transaction(store: Store, call: Call) -> Record:
    """PUT /transactions/101. An expense stays one: the document sends 20050 and shows -20050."""
    record = found(store, "transactions", call.ids[0])
    check = Check(call.body)
    _check(store, check, required=False)
    check.done(record)
    for item in _series(store, record, call.body):
        store.put("transactions", _changed(store, item, call.body, first=item is record))
    return _public(store.tables["transactions"][record["id"]])


def delete_transaction(store: Store, call: Call) -> Record:
    """DELETE /transactions/101; a transfer's other half goes with it."""
    record = found(store, "transactions", call.ids[0])
    for item in _series(store, record, call.body):
        store.drop("transactions", item["id"])
        if item["oposite_transaction_id"] in store.tables["transactions"]:
            store.drop("transactions", item["oposite_transaction_id"])
    return _public(record)


def list_transfers(store: Store, call: Call) -> list[Record]:
    """GET /transfers: the paying halves, of whole months."""
    start, end = _months(call)
    return [_public(item) for item in _paying_halves(store) if start <= item["date"] <= end]


def get_transfer(store: Store, call: Call) -> Record:
    """GET /transfers/10."""
    return _public(_paying_half(store, call.ids[0]))


def create_transfer(store: Store, call: Call) -> Record:
    """POST /transfers: two mirrored transactions."""
    check = Check(call.body)
    _check_transfer(store, check, call.body, required=True)
    check.done({})
    body = call.body
    paying = store.new_id("transactions")
    halves = ((paying, "debit_account_id", -1), (paying + 1, "credit_account_id", 1))
    for number, account, sign in halves:
        other = {"debit_account_id": "credit_account_id", "credit_account_id": "debit_account_id"}[account]
        draft = {
            **body,
            "description": "Transferência",
            "account_id": body[account],
            "amount_cents": sign * body["amount_cents"],
        }
        record = _fresh(store, draft, date.fromisoformat(body["date"]), 1, 1, number)
        record |= {
            "id": number,
            "oposite_transaction_id": paying + 1 if number == paying else paying,
            "oposite_account_id": body[other],
        }
        store.put("transactions", record)
    return _public(store.tables["transactions"][paying])


def update_transfer(store: Store, call: Call) -> Record:
    """PUT /transfers/10: both halves change."""
    paying = _paying_half(store, call.ids[0])
    receiving = found(store, "transactions", paying["oposite_transaction_id"])
    now_accounts = {"debit_account_id": paying["account_id"], "credit_account_id": receiving["account_id"]}
    merged = {**now_accounts, **call.body}
    check = Check(call.body)
    _check_transfer(store, check, merged, required=False)
    check.done(paying)
    for item, account, other, sign in (
        (paying, "debit_account_id", "credit_account_id", -1),
        (receiving, "credit_account_id", "debit_account_id", 1),
    ):
        shared = {name: call.body[name] for name in ("date", "paid", "tags") if name in call.body}
        amount = sign * call.body["amount_cents"] if "amount_cents" in call.body else item["amount_cents"]
        accounts = {"account_id": merged[account], "oposite_account_id": merged[other]}
        store.put("transactions", {**item, **shared, **accounts, "amount_cents": amount, "updated_at": now()})
    return _public(store.tables["transactions"][paying["id"]])


def delete_transfer(store: Store, call: Call) -> Record:
    """DELETE /transfers/10: both halves go."""
    paying = _paying_half(store, call.ids[0])
    store.drop("transactions", paying["oposite_transaction_id"])
    return _public(store.drop("transactions", paying["id"]))


def transfers_of(store: Store) -> list[Record]:
    """Every transfer as its paying half, for the admin's state."""
    return list(_paying_halves(store))


def _check(store: Store, check: Check, *, required: bool) -> None:
    if required or "description" in check.body:
        check.text("description", required=True)
    if required or "date" in check.body:
        check.day("date", required=True)
    check.text("notes")
    check.whole("amount_cents")
    check.truth("paid")
    check.truth("update_future")
    check.truth("update_all")
    check.tags()
    check.refers(store, "account_id", "accounts")
    check.refers(store, "credit_card_id", "credit_cards")
    check.refers(store, "category_id", "categories")


def _check_series(check: Check) -> None:
    for name in ("recurrence_attributes", "installments_attributes"):
        attributes = check.body.get(name)
        if attributes is None:
            continue
        if not isinstance(attributes, dict) or attributes.get("periodicity") not in PERIODICITIES:
            check.add(name, WRONG)
        elif name == "installments_attributes":
            total = attributes.get("total")
            if type(total) is not int or not 1 <= total <= LONGEST_SERIES:
                check.add(name, WRONG)


def _check_transfer(store: Store, check: Check, merged: Mapping[str, Any], *, required: bool) -> None:
    check.refers(store, "credit_account_id", "accounts", required=required)
    check.refers(store, "debit_account_id", "accounts", required=required)
    check.whole("amount_cents", 1, required=required)
    check.day("date", required=required)
    check.truth("paid")
    check.tags()
    if merged.get("credit_account_id") == merged.get("debit_account_id"):
        check.add("credit_account_id", WRONG)


def _fresh(
    store: Store, body: Mapping[str, Any], day: date, installment: int, total: int, group: int
) -> Record:
    """A new record. Each installment gets the amount that was sent: the document does not say."""
    card_id = body.get("credit_card_id")
    invoice = invoice_for(store, store.tables["credit_cards"][card_id], day)["id"] if card_id else None
    return {
        "id": store.new_id("transactions"),
        "description": body["description"],
        "date": day.isoformat(),
        "paid": bool(body.get("paid", False)),
        "amount_cents": body.get("amount_cents") or 0,
        "total_installments": total,
        "installment": installment,
        "recurring": body.get("recurrence_attributes") is not None,
        "account_id": card_id or body.get("account_id") or default_account(store)["id"],
        "account_type": "CreditCard" if card_id else "Account",
        "category_id": body.get("category_id") or default_category(store)["id"],
        "contact_id": None,
        "notes": body.get("notes"),
        "attachments_count": 0,
        "credit_card_id": card_id,
        "credit_card_invoice_id": invoice,
        "paid_credit_card_id": None,
        "paid_credit_card_invoice_id": None,
        "oposite_transaction_id": None,
        "oposite_account_id": None,
        "created_at": now(),
        "updated_at": now(),
        "tags": list(body.get("tags") or ()),
        "attachments": [],
        "group_id": group,
    }


def _changed(store: Store, item: Record, body: Mapping[str, Any], *, first: bool) -> Record:
    names = ("description", "notes", "tags", "paid", "account_id", "category_id")
    changed = {**item, **{name: body[name] for name in names if name in body}, "updated_at": now()}
    if body.get("amount_cents") is not None:
        expense = item["amount_cents"] < 0
        changed["amount_cents"] = -abs(body["amount_cents"]) if expense else body["amount_cents"]
    if "date" in body and first:
        changed["date"] = body["date"]
    if changed["credit_card_id"]:
        card = store.tables["credit_cards"][changed["credit_card_id"]]
        changed["credit_card_invoice_id"] = invoice_for(store, card, date.fromisoformat(changed["date"]))[
            "id"
        ]
    return changed


def _series(store: Store, record: Record, body: Mapping[str, Any]) -> list[Record]:
    """The record alone, with those after it, or all of its series."""
    if not (body.get("update_future") or body.get("update_all")):
        return [record]
    group = [item for item in store.all("transactions") if item["group_id"] == record["group_id"]]
    return [item for item in group if body.get("update_all") or item["date"] >= record["date"]]


def _days(body: Mapping[str, Any]) -> list[date]:
    """When a series falls due; a recurrence is made to the end of its first year."""
    first = date.fromisoformat(body["date"])
    if installments := body.get("installments_attributes"):
        return [_later(first, installments["periodicity"], number) for number in range(installments["total"])]
    if recurrence := body.get("recurrence_attributes"):
        days = (_later(first, recurrence["periodicity"], number) for number in range(60))
        return [day for day in days if day.year == first.year]
    return [first]


def _later(first: date, periodicity: str, number: int) -> date:
    if periodicity in DAYS:
        return first + timedelta(days=DAYS[periodicity] * number)
    return shifted(first, STEPS[periodicity] * number)


def _months(call: Call) -> tuple[str, str]:
    """start_date.beginning_of_month and end_date.end_of_month, as the document says."""
    start, end = period(call, month_of(date.today()))
    return month_of(start)[0].isoformat(), month_of(end)[1].isoformat()


def _of_account(item: Record, account: str) -> bool:
    return item["credit_card_id"] is None and str(item["account_id"]) == account


def _paying_halves(store: Store) -> Iterable[Record]:
    return (
        item
        for item in store.all("transactions")
        if item["oposite_transaction_id"] is not None and item["amount_cents"] < 0
    )


def _paying_half(store: Store, number: int) -> Record:
    """The transfer of either half's id."""
    item = found(store, "transactions", number)
    if item["oposite_transaction_id"] is None:
        return found(store, "transactions", -1)
    return item if item["amount_cents"] < 0 else found(store, "transactions", item["oposite_transaction_id"])


def _public(item: Record, *, listed: bool = False) -> Record:
    """As the document shows it: account_type stands in lists, not in single answers."""
    return item if listed else {name: value for name, value in item.items() if name != "account_type"}
