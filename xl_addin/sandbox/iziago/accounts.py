"""The company's own accounts. One account has one id, whichever modules it is enabled in (assumed)."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque
from xl_addin.sandbox.iziago.answers import refuse
from xl_addin.sandbox.iziago.pages import page
from xl_addin.sandbox.iziago.sent import named
from xl_addin.sandbox.records import Record, Records
from xl_addin.sandbox.system import Function

FIELDS = {
    "statements": ("id", "iban", "bic", "name", "bank", "currency"),
    "forecasting": ("id", "iban", "name", "currency"),
    "payments": ("id", "iban", "bic", "name", "currency", "bank"),
}
"""What each module shows of an account."""


def index(module: str) -> Function:
    """GET /{module}/accounts: the accounts connected to Ponto, or enabled in the module."""

    def answered(call: Call) -> Any:
        return page(call, enabled(call.records, module), lambda account: shown(account, module))

    return answered


def enabled(records: Records, module: str) -> list[Record]:
    """The accounts that a module has."""
    return [account for account in records.all("accounts") if module in account["modules"]]


def named_in(call: Call, module: str) -> Record:
    """The account in the path.

    Raises:
        Refusal: 404, there is none, or the module does not have it.
    """
    account = named(call, "accounts", opaque.ACCOUNT)
    if module not in account["modules"]:
        raise refuse(404)
    return account


def shown(account: Record, module: str) -> Record:
    """An account as a module shows it."""
    values = {**account, "id": opaque.shown(opaque.ACCOUNT, account["id"])}
    return {name: values[name] for name in FIELDS[module]}
