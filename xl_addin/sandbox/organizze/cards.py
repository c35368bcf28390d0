"""Credit cards, their invoices and payments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from xl_addin.sandbox.call import Call, Refusal
from xl_addin.sandbox.organizze.rules import Check, found, month_of, now, period, shifted
from xl_addin.sandbox.store import Record, Store

CARD = ("name", "description", "card_network", "closing_day", "due_day", "limit_cents", "default")
IN_INVOICE = (
    "id",
    "description",
    "date",
    "paid",
    "amount_cents",
    "total_installments",
    "installment",
    "recurring",
    "account_id",
    "account_type",
    "category_id",
    "contact_id",
    "notes",
    "attachments_count",
    "created_at",
    "updated_at",
)
"""What the document shows of a transaction inside an invoice."""


def list_cards(store: Store, call: Call) -> list[Record]:
    """GET /credit_cards."""
    return store.all("credit_cards")


def get_card(store: Store, call: Call) -> Record:
    """GET /credit_cards/3."""
    return found(store, "credit_cards", call.ids[0])


def create_card(store: Store, call: Call) -> Record:
    """POST /credit_cards."""
    fresh = {
        "id": store.new_id("credit_cards"),
        "name": None,
        "description": None,
        "card_network": None,
        "closing_day": None,
        "due_day": None,
        "limit_cents": 0,
        "kind": "credit_card",
        "archived": False,
        "default": False,
        "created_at": now(),
        "updated_at": now(),
    }
    return _keep(store, call, fresh)


def update_card(store: Store, call: Call) -> Record:
    """PUT /credit_cards/3, printed as /categories/6; invoices due since then follow."""
    card = _keep(store, call, dict(found(store, "credit_cards", call.ids[0])), since=True)
    if since := call.body.get("update_invoices_since"):
        for invoice in store.all("invoices"):
            if invoice["credit_card_id"] == card["id"] and invoice["date"] >= since:
                closing = date.fromisoformat(invoice["closing_date"])
                store.put("invoices", {**invoice, **_span(card, closing)})
    return card


def delete_card(store: Store, call: Call) -> Record:
    """DELETE /credit_cards/3."""
    found(store, "credit_cards", call.ids[0])
    return store.drop("credit_cards", call.ids[0])


def list_invoices(store: Store, call: Call) -> list[Record]:
    """GET /credit_cards/3/invoices: of the current year unless asked otherwise."""
    card = found(store, "credit_cards", call.ids[0])
    today = date.today()
    start, end = period(call, (date(today.year, 1, 1), date(today.year, 12, 31)))
    shown = [
        _with_sums(store, invoice)
        for invoice in store.all("invoices")
        if invoice["credit_card_id"] == card["id"] and start <= date.fromisoformat(invoice["date"]) <= end
    ]
    return sorted(shown, key=lambda invoice: str(invoice["date"]))


def get_invoice(store: Store, call: Call) -> Record:
    """GET /credit_cards/3/invoices/186, with its transactions and payments."""
    invoice = _invoice(store, call)
    shown = [{name: item[name] for name in IN_INVOICE} for item in _purchases(store, invoice)]
    paid = [{name: item[name] for name in IN_INVOICE} for item in _payments(store, invoice)]
    return {**_with_sums(store, invoice), "transactions": shown, "payments": paid}


def get_payments(store: Store, call: Call) -> Any:
    """GET /credit_cards/3/invoices/186/payments: one object when there is one, as the document shows."""
    payments = [{name: item[name] for name in IN_INVOICE} for item in _payments(store, _invoice(store, call))]
    return payments[0] if len(payments) == 1 else payments


def invoice_for(store: Store, card: Record, day: date) -> Record:
    """The invoice that a purchase on this day falls into; made when it is the first."""
    closing = _closing(card, day)
    for invoice in store.all("invoices"):
        if (
            invoice["credit_card_id"] == card["id"]
            and invoice["starting_date"] <= day.isoformat() <= invoice["closing_date"]
        ):
            return invoice
    fresh = {"id": store.new_id("invoices"), "credit_card_id": card["id"], **_span(card, closing)}
    return store.put("invoices", fresh)


def _closing(card: Record, day: date) -> date:
    """When the invoice of a day closes; a closing day 31 is the month's last."""
    this = _clamped(day, card["closing_day"])
    return this if day <= this else _clamped(shifted(day.replace(day=1), 1), card["closing_day"])


def _span(card: Record, closing: date) -> Record:
    closes = _clamped(closing, card["closing_day"])
    before = _clamped(shifted(closes.replace(day=1), -1), card["closing_day"])
    due = closes if card["due_day"] > closes.day else shifted(closes.replace(day=1), 1)
    return {
        "date": _clamped(due, card["due_day"]).isoformat(),
        "starting_date": (before + timedelta(days=1)).isoformat(),
        "closing_date": closes.isoformat(),
    }


def _clamped(month: date, day: int) -> date:
    return month.replace(day=min(day, month_of(month)[1].day))


def _invoice(store: Store, call: Call) -> Record:
    invoice = found(store, "invoices", call.ids[1])
    if invoice["credit_card_id"] != call.ids[0]:
        raise Refusal(404, {"error": "Não encontrado"})
    return invoice


def _purchases(store: Store, invoice: Record) -> list[Record]:
    return [item for item in store.all("transactions") if item["credit_card_invoice_id"] == invoice["id"]]


def _payments(store: Store, invoice: Record) -> list[Record]:
    return [
        item for item in store.all("transactions") if item["paid_credit_card_invoice_id"] == invoice["id"]
    ]


def _with_sums(store: Store, invoice: Record) -> Record:
    amount = sum(item["amount_cents"] for item in _purchases(store, invoice))
    paid = sum(item["amount_cents"] for item in _payments(store, invoice))
    sums = {"amount_cents": amount, "payment_amount_cents": paid, "balance_cents": amount - paid}
    return {**invoice, **sums, "previous_balance_cents": 0}


def _keep(store: Store, call: Call, record: Record, *, since: bool = False) -> Record:
    check = Check(call.body)
    for name in ("name",):
        if name in call.body or record[name] is None:
            check.text(name, required=True)
    for name in ("closing_day", "due_day"):
        check.whole(name, 1, 31, required=record[name] is None)
    check.whole("limit_cents", 0)
    check.text("card_network")
    check.truth("default")
    if since:
        check.day("update_invoices_since")
    check.done({**record, "id": None})
    record.update({name: call.body[name] for name in CARD if name in call.body}, updated_at=now())
    return store.put("credit_cards", record)
