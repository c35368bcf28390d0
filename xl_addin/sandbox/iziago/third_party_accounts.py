"""The bank accounts of third parties: an IBAN, or an account number with the bank's BIC."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque
from xl_addin.sandbox.iziago.answers import BLANK, INVALID, Errors, check, created
from xl_addin.sandbox.iziago.fields import Field, like, read
from xl_addin.sandbox.iziago.sent import body, named
from xl_addin.sandbox.records import Record, Records


def iban(value: Any) -> str | None:
    """An IBAN as machines write it, without spaces, with the right length and checksum."""
    return None if isinstance(value, str) and _valid_iban(value) else "n'est pas un IBAN valide"


def bic(value: Any) -> str | None:
    """A BIC of 8 or 11 signs, in the form that payment files want."""
    pattern = r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?"
    return like(pattern)(value) or (None if BIC(value, allow_invalid=True).is_valid else INVALID)


FIELDS = {
    "iban": Field(iban),
    "accountNumber": Field(like(r"[A-Z0-9][A-Z0-9 /-]{0,33}")),
    "bic": Field(bic),
    "currency": Field(like("[A-Z]{3}"), required=True),
}


def create(call: Call) -> Any:
    """POST /third-parties/{id}/accounts."""
    owner = named(call, "third_parties", opaque.THIRD_PARTY)
    values, errors = read(FIELDS, body(call))
    check(_problems(by_owner(call.records).get(owner["id"], []), values) | errors)
    return created(shown(make(call.records, owner["id"], values)))


def make(records: Records, owner: int, values: Record) -> Record:
    """Keeps a new one."""
    return records.put("third_party_accounts", {"id": records.new_id(), "owner": owner, **values})


def by_owner(records: Records) -> dict[int, list[Record]]:
    """All accounts, by the number of the third party that has them."""
    found = defaultdict(list)
    for account in records.all("third_party_accounts"):
        found[account["owner"]].append(account)
    return found


def shown(account: Record) -> Record:
    """An account; of `iban` and `accountNumber`, one is null."""
    values = {name: account[name] for name in FIELDS}
    return {"id": opaque.shown(opaque.THIRD_PARTY_ACCOUNT, account["id"]), **values}


def _problems(others: list[Record], values: Record) -> Errors:
    """What no field alone can tell."""
    number, code = values["accountNumber"], values["iban"]
    if (number is None) == (code is None):
        return {"iban": ["indiquez soit un IBAN, soit un numéro de compte"]}
    if number is not None and values["bic"] is None:
        return {"bic": [f"{BLANK} avec un numéro de compte"]}
    if code is not None and any(other["iban"] == code for other in others):
        return {"iban": ["existe déjà pour ce tiers"]}
    return {}


def _valid_iban(value: str) -> bool:
    try:
        return str(IBAN(value)) == value
    except SchwiftyException:
        return False
