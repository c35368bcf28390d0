"""All records for `GET /state`, as the API shows them; what belongs to an account says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from xl_addin.sandbox.iziago import (
    accounts,
    answers,
    forecasting,
    grants,
    opaque,
    statements,
    third_parties,
    third_party_accounts,
    transfers,
)
from xl_addin.sandbox.records import Record, Records


def show(records: Records) -> Mapping[str, list[Any]]:
    """Accounts with their modules, and the lists; the client's scopes; never a token."""
    owned = third_party_accounts.by_owner(records)
    shown = {
        "accounts": [_account(account) for account in records.all("accounts")],
        "transactions": _of_accounts(records, "transactions", statements.shown),
        "forecasts": _of_accounts(records, "forecasts", forecasting.shown),
        "transfers": [transfers.shown(item) for item in records.all("transfers")],
        "third_parties": [
            third_parties.shown(owner, owned.get(owner["id"], [])) for owner in records.all("third_parties")
        ],
        "scopes": grants.granted(records),
    }
    plain: dict[str, list[Any]] = msgspec.json.decode(answers.encoded(shown))
    return plain


def _account(account: Record) -> Record:
    return {**accounts.shown(account, "statements"), "modules": account["modules"]}


def _of_accounts(records: Records, kind: str, shown: Callable[[Record, Record], Record]) -> list[Record]:
    owners = {account["id"]: account for account in records.all("accounts")}
    return [
        {"accountId": opaque.shown(opaque.ACCOUNT, item["account"]), **shown(item, owners[item["account"]])}
        for item in records.all(kind)
    ]
