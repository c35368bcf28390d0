"""Credit cards. The document prints their update as `PUT /categories/6`; it is `/credit_cards/{id}`."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze import billing
from xl_addin.sandbox.organizze.answers import check
from xl_addin.sandbox.organizze.dates import parse, stamp
from xl_addin.sandbox.organizze.fields import Field, between, boolean, day, integer, read, text, text_or_null
from xl_addin.sandbox.organizze.mirror import forget
from xl_addin.sandbox.organizze.sent import body, named
from xl_addin.sandbox.records import Record

FIELDS = {
    "name": Field(text, required=True),
    "description": Field(text_or_null),
    "card_network": Field(text_or_null),
    "closing_day": Field(between(1, 31), required=True),
    "due_day": Field(between(1, 31), required=True),
    "limit_cents": Field(integer, default=0),
    "archived": Field(boolean, default=False),
    "default": Field(boolean, default=False),
}
CHANGES = {"update_invoices_since": Field(day)}


def index(call: Call) -> Any:
    """GET /credit_cards."""
    return call.records.all("credit_cards")


def show(call: Call) -> Any:
    """GET /credit_cards/{id}."""
    return named(call, "credit_cards")


def create(call: Call) -> Any:
    """POST /credit_cards; it has the current year's invoices from the start, as the sample of the list."""
    values, errors = read(FIELDS, body(call))
    check(record(None, values, None, None), errors)
    now = stamp(call.now)
    card = call.records.put("credit_cards", record(call.records.new_id(), values, now, now))
    billing.open_year(call.records, card, call.now.year)
    return card


def update(call: Call) -> Any:
    """PUT /credit_cards/{id}; `update_invoices_since` moves the invoices due from that day on.

    Without it the invoices that there are stay as they are (assumed).
    """
    card, sent = named(call, "credit_cards"), body(call)
    values, errors = read(FIELDS, sent, card)
    changes, more_errors = read(CHANGES, sent)
    check({**card, **values}, errors | more_errors)
    changed = call.records.put("credit_cards", {**card, **values, "updated_at": stamp(call.now)})
    since = parse(changes["update_invoices_since"])
    if since:
        billing.move(call.records, changed, since)
    return changed


def delete(call: Call) -> Any:
    """DELETE /credit_cards/{id}; its invoices and purchases go with it (assumed)."""
    card = named(call, "credit_cards")
    for purchase in billing.purchases(call.records, card["id"]):
        forget(call.records, purchase)
    for invoice in billing.invoices(call.records, card["id"]):
        call.records.remove("invoices", invoice["id"])
    call.records.remove("credit_cards", card["id"])
    return card


def record(number: int | None, values: Record, created: str | None, updated: str | None) -> Record:
    """The document's fields in the document's order."""
    return {
        "id": number,
        "name": values["name"],
        "description": values["description"],
        "card_network": values["card_network"],
        "closing_day": values["closing_day"],
        "due_day": values["due_day"],
        "limit_cents": values["limit_cents"],
        "kind": "credit_card",
        "archived": values["archived"],
        "default": values["default"],
        "created_at": created,
        "updated_at": updated,
        "institution_id": None,  # in real answers, not in the document
    }
