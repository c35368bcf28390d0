"""What a transfer must be to be taken: each field, and what no field alone can tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.sandbox.iziago.answers import UNKNOWN, Errors
from xl_addin.sandbox.iziago.creditors import Creditor
from xl_addin.sandbox.iziago.fields import Field, amount, day, like, one_of, text
from xl_addin.sandbox.records import Record

FIELDS = {
    "debtorAccountId": Field(text(40), required=True),
    "creditorAccountId": Field(text(40), required=True),
    "executionDate": Field(day, required=True),
    "amount": Field(amount, required=True),
    "currency": Field(like("[A-Z]{3}"), required=True),
    "reason": Field(text(140)),
    "type": Field(one_of("SEPA", "DOMESTIC", "INTERNATIONAL"), required=True),
    "subtype": Field(one_of("ORDINARY", "TREASURY", "SALARY"), required=True),
    "endToEndId": Field(text(35), required=True),
}
_LARGEST_SEPA = Decimal("999999999.99")
"""The most that one SEPA transfer can carry, by the rulebook of the European Payments Council."""


def problems(values: Record, debtor: Record | None, creditor: Creditor | None, today: date) -> Errors:
    """Field to what is wrong with it; a field that is no good in itself has its own words elsewhere."""
    found: Errors = {}
    if debtor is None:
        found["debtorAccountId"] = [UNKNOWN]
    if creditor is None:
        found["creditorAccountId"] = [UNKNOWN]
    elif values["creditorAccountId"] == values["debtorAccountId"]:
        found["creditorAccountId"] = ["doit être différent du compte débiteur"]
    elif creditor.own and values["subtype"] != "TREASURY":
        found["subtype"] = ["doit être TREASURY entre deux comptes de l'entreprise"]
    if isinstance(values["executionDate"], str) and values["executionDate"] < today.isoformat():
        found["executionDate"] = ["est passée"]
    return found | (_no_sepa(values, debtor, creditor) if values["type"] == "SEPA" else {})


def _no_sepa(values: Record, debtor: Record | None, creditor: Creditor | None) -> Errors:
    found: Errors = {}
    if values["currency"] != "EUR":
        found["currency"] = ["doit être EUR pour un virement SEPA"]
    if debtor and debtor["currency"] != "EUR":
        found["debtorAccountId"] = ["doit être un compte en EUR pour un virement SEPA"]
    if creditor and creditor.iban is None:
        found["creditorAccountId"] = ["doit avoir un IBAN pour un virement SEPA"]
    if _exceeds(values["amount"], _LARGEST_SEPA):
        found["amount"] = ["dépasse le plafond d'un virement SEPA"]
    return found


def _exceeds(value: Any, largest: Decimal) -> bool:
    return type(value) in (int, Decimal) and value > largest
