"""Transfers: made here, signed by a person in Iziago. Nothing tells one sent twice from two."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.iziago import creditors, opaque, pain001
from xl_addin.sandbox.iziago.answers import check, created
from xl_addin.sandbox.iziago.dates import stamp
from xl_addin.sandbox.iziago.drafts import FIELDS, problems
from xl_addin.sandbox.iziago.fields import read
from xl_addin.sandbox.iziago.grants import company_name
from xl_addin.sandbox.iziago.pages import page
from xl_addin.sandbox.iziago.sent import body, named, period
from xl_addin.sandbox.records import Record
from xl_addin.values.money import from_cents, to_cents

TO_SIGN = "TO_SIGN"


def index(call: Call) -> Any:
    """GET /payments/transfers: those to be executed within the period, oldest made first (assumed)."""
    first, last = (day.isoformat() for day in period(call))
    found = [item for item in call.records.all("transfers") if first <= item["executionDate"] <= last]
    return page(call, found, shown)


def create(call: Call) -> Any:
    """POST /payments/transfers."""
    values, errors = read(FIELDS, body(call))
    debtor = creditors.debtor(call.records, values["debtorAccountId"])
    creditor = creditors.creditor(call.records, values["creditorAccountId"])
    check(problems(values, debtor, creditor, call.now.date()) | errors)
    assert debtor is not None
    assert creditor is not None
    cents = to_cents(Decimal(values.pop("amount")))
    transfer = {
        "id": call.records.new_id(),
        **values,
        "cents": cents,
        "status": TO_SIGN,
        "createdAt": stamp(call.now),
        "debtorIban": debtor["iban"],
        "creditorIban": creditor.iban,
        "creditorName": creditor.name,
    }
    return created(shown(call.records.put("transfers", transfer)))


def file(call: Call) -> Any:
    """GET /payments/transfers/{id}/file: the unit transfer file, the same bytes each time."""
    transfer = named(call, "transfers", opaque.TRANSFER)
    debtor = creditors.debtor(call.records, transfer["debtorAccountId"])
    creditor = creditors.creditor(call.records, transfer["creditorAccountId"])
    assert debtor is not None
    assert creditor is not None
    document = pain001.document(shown(transfer), company_name(call.records), debtor, creditor)
    return Answer(document, media_type="application/xml")


def shown(transfer: Record) -> Record:
    """A transfer as it was sent, and what Iziago added to it."""
    added = ("status", "createdAt", "debtorIban", "creditorIban", "creditorName")
    values = {**transfer, "amount": from_cents(transfer["cents"])}
    number = opaque.shown(opaque.TRANSFER, transfer["id"])
    return {"id": number, **{name: values[name] for name in (*FIELDS, *added)}}
