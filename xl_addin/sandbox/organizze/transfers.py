"""Transfers between own accounts: public, but not in the given document (design, section 5).

A transfer is two transactions that mirror each other. It is known by the paying one's id, and shown as
that one. Everything here is assumed where the design does not say it.
"""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze import shown
from xl_addin.sandbox.organizze.answers import UNKNOWN, Errors, check, refuse
from xl_addin.sandbox.organizze.categories import DEFAULT_ID
from xl_addin.sandbox.organizze.dates import stamp
from xl_addin.sandbox.organizze.fields import Field, boolean, day, integer, read, tags, text, text_or_null
from xl_addin.sandbox.organizze.mirror import forget, mirrored
from xl_addin.sandbox.organizze.record import blank
from xl_addin.sandbox.organizze.sent import body, named
from xl_addin.sandbox.organizze.transactions import months
from xl_addin.sandbox.records import Record, Records

FIELDS = {
    "credit_account_id": Field(integer, required=True),
    "debit_account_id": Field(integer, required=True),
    "amount_cents": Field(integer, required=True),
    "date": Field(day, required=True),
    "paid": Field(boolean, default=False),
    "description": Field(text, default="Transferência"),
    "notes": Field(text_or_null),
    "tags": Field(tags, default=[]),
}
_ACCOUNTS = ("debit_account_id", "credit_account_id")


def index(call: Call) -> Any:
    """GET /transfers: whole months, the current one without a period."""
    first, last = months(call)
    found = [item for item in debits(call.records) if first <= item["date"] <= last]
    return [
        shown.transfer(item)
        for item in sorted(found, key=lambda item: (item["date"], item["id"]), reverse=True)
    ]


def show(call: Call) -> Any:
    """GET /transfers/{id}."""
    return shown.transfer(_named(call))


def create(call: Call) -> Any:
    """POST /transfers."""
    values, errors = read(FIELDS, body(call))
    check({**blank(), **values}, errors | _problems(call.records, values, errors))
    now = stamp(call.now)
    return shown.transfer(make(call.records, values, {"created_at": now, "updated_at": now}))


def update(call: Call) -> Any:
    """PUT /transfers/{id}."""
    debit = _named(call)
    credit = _other(call.records, debit)
    values, errors = read(FIELDS, body(call), _values(debit))
    check({**debit, **values}, errors | _problems(call.records, values, errors))
    own = {**_own(values), "updated_at": stamp(call.now)}
    changed = call.records.put("transactions", _debit(debit, values, own))
    call.records.put("transactions", {**mirrored(credit, changed), "account_id": values["credit_account_id"]})
    return shown.transfer(changed)


def delete(call: Call) -> Any:
    """DELETE /transfers/{id}: both transactions go."""
    debit = _named(call)
    forget(call.records, debit)
    return shown.transfer(debit)


def debits(records: Records) -> list[Record]:
    """The paying side of every transfer."""
    sides = [item for item in records.all("transactions") if item["oposite_transaction_id"]]
    return [item for item in sides if item["amount_cents"] < 0]


def make(records: Records, values: Record, stamps: Record) -> Record:
    """Makes both sides; gives the paying one."""
    first, second = records.new_id(), records.new_id()
    base = {**blank(), "id": first, "oposite_transaction_id": second, "category_id": DEFAULT_ID}
    debit = records.put("transactions", _debit(base, values, {**_own(values), **stamps}))
    credit = {
        **base,
        "id": second,
        "oposite_transaction_id": first,
        "account_id": values["credit_account_id"],
    }
    records.put("transactions", {**mirrored(credit, debit), "created_at": debit["created_at"]})
    return debit


def _debit(base: Record, values: Record, own: Record) -> Record:
    return {
        **base,
        **own,
        "amount_cents": -values["amount_cents"],
        "account_id": values["debit_account_id"],
        "oposite_account_id": values["credit_account_id"],
    }


def _own(values: Record) -> Record:
    return {name: values[name] for name in FIELDS if name not in _ACCOUNTS}


def _values(debit: Record) -> Record:
    """A transfer's fields as a POST names them."""
    return {
        **{name: debit[name] for name in FIELDS if name in debit},
        "amount_cents": -debit["amount_cents"],
        "debit_account_id": debit["account_id"],
        "credit_account_id": debit["oposite_account_id"],
    }


def _problems(records: Records, values: Record, errors: Errors) -> Errors:
    found: Errors = {}
    for name in _ACCOUNTS:
        if name not in errors and not records.get("accounts", values[name]):
            found[name] = [UNKNOWN]
    if not found and not errors and values["debit_account_id"] == values["credit_account_id"]:
        found["credit_account_id"] = ["deve ser diferente da conta de débito"]
    if "amount_cents" not in errors and values["amount_cents"] <= 0:
        found["amount_cents"] = ["deve ser maior que 0"]
    return found


def _named(call: Call) -> Record:
    transaction = named(call, "transactions")
    if not transaction["oposite_transaction_id"] or transaction["amount_cents"] >= 0:
        raise refuse(404)
    return transaction


def _other(records: Records, debit: Record) -> Record:
    other = records.get("transactions", debit["oposite_transaction_id"])
    assert other is not None
    return other
