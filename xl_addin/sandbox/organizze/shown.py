"""The faces of a transaction: what a list shows is more than what a single answer shows."""

from __future__ import annotations

from xl_addin.sandbox.records import Record

_ON_INVOICE = (
    "id",
    "description",
    "date",
    "paid",
    "amount_cents",
    "total_installments",
    "installment",
    "recurring",
    "account_id",
    "account_type",
    "category_id",
    "contact_id",
    "notes",
    "attachments_count",
    "created_at",
    "updated_at",
)


def listed(transaction: Record) -> Record:
    """In a list: with `account_type`, and with fields of real answers that the document does not have."""
    return transaction


def single(transaction: Record) -> Record:
    """As the answer to one transaction's get, create, update or delete: `account_type` is left out.

    `tags` are there only when there are any, as in the samples.
    """
    hidden = {"account_type"} if transaction["tags"] else {"account_type", "tags"}
    return {name: value for name, value in transaction.items() if name not in hidden}


def on_invoice(transaction: Record) -> Record:
    """In a card invoice: what the sample has and nothing more."""
    return {name: transaction[name] for name in _ON_INVOICE}


def transfer(debit: Record) -> Record:
    """As a transfer: the paying side, with its tags even if there are none (assumed)."""
    return {name: value for name, value in debit.items() if name != "account_type"}
