"""Bank accounts, savings and cash. They carry no balance."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.answers import check
from xl_addin.sandbox.organizze.dates import stamp
from xl_addin.sandbox.organizze.fields import Field, boolean, one_of, read, text, text_or_null
from xl_addin.sandbox.organizze.mirror import forget
from xl_addin.sandbox.organizze.sent import body, named
from xl_addin.sandbox.records import Record, Records

FIELDS = {
    "name": Field(text, required=True),
    "description": Field(text_or_null),
    "archived": Field(boolean, default=False),
    "default": Field(boolean, default=False),
    "type": Field(one_of("checking", "savings", "other"), default="checking"),
}


def index(call: Call) -> Any:
    """GET /accounts."""
    return call.records.all("accounts")


def show(call: Call) -> Any:
    """GET /accounts/{id}."""
    return named(call, "accounts")


def create(call: Call) -> Any:
    """POST /accounts."""
    values, errors = read(FIELDS, body(call))
    check(record(None, values, None, None), errors)
    now = stamp(call.now)
    return _keep(call.records, record(call.records.new_id(), values, now, now))


def update(call: Call) -> Any:
    """PUT /accounts/{id}."""
    account = named(call, "accounts")
    values, errors = read(FIELDS, body(call), account)
    check({**account, **values}, errors)
    return _keep(call.records, {**account, **values, "updated_at": stamp(call.now)})


def delete(call: Call) -> Any:
    """DELETE /accounts/{id}; its transactions go with it (assumed)."""
    account = named(call, "accounts")
    for transaction in call.records.all("transactions"):
        if transaction["account_type"] == "Account" and transaction["account_id"] == account["id"]:
            forget(call.records, transaction)
    call.records.remove("accounts", account["id"])
    return account


def _keep(records: Records, account: Record) -> Record:
    """Keeps an account; a new default takes the place of the old one."""
    if account["default"]:
        for other in records.all("accounts"):
            if other["default"] and other["id"] != account["id"]:
                records.put("accounts", {**other, "default": False})
    return records.put("accounts", account)


def record(number: int | None, values: Record, created: str | None, updated: str | None) -> Record:
    """The document's fields in the document's order."""
    return {
        "id": number,
        "name": values["name"],
        "description": values["description"],
        "archived": values["archived"],
        "created_at": created,
        "updated_at": updated,
        "default": values["default"],
        "type": values["type"],
        "institution_id": None,  # in real answers, not in the document
    }
