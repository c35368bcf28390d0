"""Third parties: who is paid and who pays."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque, third_party_accounts
from xl_addin.sandbox.iziago.answers import check, created
from xl_addin.sandbox.iziago.countries import COUNTRIES
from xl_addin.sandbox.iziago.fields import Field, like, one_of, read, text
from xl_addin.sandbox.iziago.pages import page
from xl_addin.sandbox.iziago.sent import body
from xl_addin.sandbox.records import Record, Records

FIELDS = {
    "group": Field(text(70)),
    "country": Field(one_of(*COUNTRIES), required=True),
    "type": Field(one_of("COMPANY", "INDIVIDUAL"), required=True),
    "name": Field(text(140), required=True),  # as many as a payment file holds
    "identifier": Field(text(35)),
    "email": Field(like(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
}


def index(call: Call) -> Any:
    """GET /third-parties: each with its accounts."""
    accounts = third_party_accounts.by_owner(call.records)
    owners = call.records.all("third_parties")
    return page(call, owners, lambda owner: shown(owner, accounts.get(owner["id"], [])))


def create(call: Call) -> Any:
    """POST /third-parties. Two may have the same name: sending one twice makes two."""
    values, errors = read(FIELDS, body(call))
    check(errors)
    return created(shown(make(call.records, values), []))


def make(records: Records, values: Record) -> Record:
    """Keeps a new one."""
    return records.put("third_parties", {"id": records.new_id(), **values})


def shown(owner: Record, accounts: list[Record]) -> Record:
    """A third party with its accounts."""
    return {
        **owner,
        "id": opaque.shown(opaque.THIRD_PARTY, owner["id"]),
        "accounts": [third_party_accounts.shown(account) for account in accounts],
    }
