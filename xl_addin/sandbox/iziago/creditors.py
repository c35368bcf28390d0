"""Who a transfer pays: a third party's account, or another account of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from xl_addin.sandbox.iziago import grants, opaque
from xl_addin.sandbox.records import Record, Records

MODULE = "payments"


@dataclass(frozen=True, slots=True)
class Creditor:
    """An account to pay to.

    Attributes:
        name: Whose it is.
        iban: None for an account that has a number only.
        account_number: None for an account that has an IBAN.
        bic: Its bank; may be None beside an IBAN.
        own: Whether it is one of the company's own.
    """

    name: str
    iban: str | None
    account_number: str | None
    bic: str | None
    own: bool


def debtor(records: Records, text: object) -> Record | None:
    """The own account with this id, if it is enabled in the payments module."""
    account = records.get("accounts", opaque.number(opaque.ACCOUNT, text))
    return account if account and MODULE in account["modules"] else None


def creditor(records: Records, text: object) -> Creditor | None:
    """The account with this id, a third party's or an own one."""
    own = debtor(records, text)
    if own:
        return Creditor(grants.company_name(records), own["iban"], None, own["bic"], own=True)
    account = records.get("third_party_accounts", opaque.number(opaque.THIRD_PARTY_ACCOUNT, text))
    owner = account and records.get("third_parties", account["owner"])
    if not account or not owner:
        return None
    return Creditor(owner["name"], account["iban"], account["accountNumber"], account["bic"], own=False)
