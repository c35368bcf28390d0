"""What Iziago has of a row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xl_addin.demo.witness.witness import Facts, Record, State, Witness
from xl_addin.values.iban import compact


def _amount(values: Mapping[str, Any]) -> tuple[Decimal, str]:
    return values["amount"], values["currency"]


def _transfer(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    debtor = next(item for item in state["accounts"] if item["id"] == record["debtorAccountId"])
    parties = [item for item in state["third_parties"] if _has(item, record["creditorAccountId"])]
    creditors = {text for item in parties for text in (item["name"], item["identifier"])}
    creditors |= {item["name"] for item in state["accounts"] if item["id"] == record["creditorAccountId"]}
    meant: Facts = {
        "amount": f"{values['amount']:.2f}",
        "currency": values["currency"],
        "execution date": values["execution_date"].isoformat(),
        "reason": values["reason"],
        "debtor account": True,
        "creditor": True,
    }
    stored: Facts = {
        "amount": f"{record['amount']:.2f}",
        "currency": record["currency"],
        "execution date": record["executionDate"],
        "reason": record["reason"],
        "debtor account": values["debtor_account"] in (debtor["name"], debtor["iban"]),
        "creditor": values["creditor"] in creditors,
    }
    return meant, stored


def _has(party: Record, account_id: str) -> bool:
    return any(account["id"] == account_id for account in party["accounts"])


def _third_party(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    numbers = [account["iban"] or account["accountNumber"] for account in record["accounts"]]
    account = compact(values["account"] or "")
    meant: Facts = {"name": values["name"], "country": values["country"], "accounts": 1 if account else 0}
    stored: Facts = {
        "name": record["name"],
        "country": record["country"],
        "accounts": numbers.count(account) if account else len(numbers),
    }
    return meant, stored


def _key(record: Record) -> str:
    mark, _, key = str(record["endToEndId"]).partition(":")
    return key if mark == "xl" else ""


WITNESSES = {
    "iziago_transfers": Witness("iziago", "transfers", _amount, _transfer, key=_key),
    "iziago_third_parties": Witness("iziago", "third_parties", None, _third_party),
}
