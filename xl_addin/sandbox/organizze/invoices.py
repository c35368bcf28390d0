"""Card invoices: read only."""

from __future__ import annotations

from datetime import date
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze import billing
from xl_addin.sandbox.organizze.answers import refuse
from xl_addin.sandbox.organizze.sent import named, period
from xl_addin.sandbox.organizze.shown import on_invoice
from xl_addin.sandbox.records import Record


def index(call: Call) -> Any:
    """GET /credit_cards/{id}/invoices: those due in a period, the current year without one.

    The days count as they are: only of transactions does the document say that months are widened.
    """
    card = named(call, "credit_cards")
    start, end = period(call, date(call.now.year, 1, 1), date(call.now.year, 12, 31))
    invoices = billing.summed(call.records, card["id"])
    return [invoice for invoice in invoices if start.isoformat() <= invoice["date"] <= end.isoformat()]


def show(call: Call) -> Any:
    """GET /credit_cards/{id}/invoices/{id}, with its purchases and payments."""
    invoice = _named(call)
    bought = _listed(call, "credit_card_invoice_id", invoice)
    return {
        **invoice,
        "transactions": bought,
        "payments": _listed(call, "paid_credit_card_invoice_id", invoice),
    }


def payments(call: Call) -> Any:
    """GET /credit_cards/{id}/invoices/{id}/payments: the object when there is one, else a list.

    The document shows one object; the list for none or several is assumed.
    """
    paid = _listed(call, "paid_credit_card_invoice_id", _named(call))
    return paid[0] if len(paid) == 1 else paid


def _named(call: Call) -> Record:
    card, wanted = named(call, "credit_cards"), named(call, "invoices", place=1)
    for invoice in billing.summed(call.records, card["id"]):
        if invoice["id"] == wanted["id"]:
            return invoice
    raise refuse(404)


def _listed(call: Call, field: str, invoice: Record) -> list[Record]:
    found = [item for item in call.records.all("transactions") if item[field] == invoice["id"]]
    return [on_invoice(item) for item in sorted(found, key=lambda item: (item["date"], item["id"]))]
