"""Where a transaction's money is: an account, or a card and with it an invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xl_addin.sandbox.organizze import billing
from xl_addin.sandbox.organizze.answers import BLANK, UNKNOWN, Errors
from xl_addin.sandbox.records import Record, Records


def default_account(records: Records) -> Record | None:
    """The account of a transaction that names none."""
    return next((account for account in records.all("accounts") if account["default"]), None)


def chosen(values: Record, sent: Mapping[str, Any]) -> Record:
    """The values of a PUT: naming a card lets go of the account, and the other way round."""
    if sent.get("credit_card_id") is not None and "account_id" not in sent:
        return {**values, "account_id": None}
    on_card = values["credit_card_id"] is not None and values["credit_card_id"] == values["account_id"]
    if sent.get("account_id") is not None and "credit_card_id" not in sent and not on_card:
        return {**values, "credit_card_id": None}
    return values


def problems(records: Records, values: Record) -> Errors:
    """What is wrong with `account_id` and `credit_card_id`.

    A purchase's `account_id` is its card's id, so the two together are right when they are equal, and
    refused otherwise (assumed).
    """
    account, card = values["account_id"], values["credit_card_id"]
    if card is not None:
        if not records.get("credit_cards", card):
            return {"credit_card_id": [UNKNOWN]}
        return (
            {} if account in (None, card) else {"account_id": ["não pode ser usada com um cartão de crédito"]}
        )
    if account is None:
        return {} if default_account(records) else {"account_id": [BLANK]}
    return {} if records.get("accounts", account) else {"account_id": [UNKNOWN]}


def placed(records: Records, transaction: Record) -> Record:
    """The transaction on its card's invoice, or in its account, or else in the default account."""
    card = records.get("credit_cards", transaction["credit_card_id"])
    if card:
        invoice = billing.open_invoice(records, card, date.fromisoformat(transaction["date"]))
        return {
            **transaction,
            "account_id": card["id"],
            "account_type": "CreditCard",
            "credit_card_invoice_id": invoice["id"],
        }
    account = records.get("accounts", transaction["account_id"]) or default_account(records)
    assert account is not None
    return {
        **transaction,
        "account_id": account["id"],
        "account_type": "Account",
        "credit_card_invoice_id": None,
    }
