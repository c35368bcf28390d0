"""A transfer's two sides: what happens to one happens to the other."""

from __future__ import annotations

from xl_addin.sandbox.records import Record, Records

_COMMON = ("description", "date", "paid", "category_id", "notes", "tags", "updated_at")


def mirrored(other: Record, side: Record) -> Record:
    """The other side of a transfer after one side changed."""
    return {
        **other,
        **{name: side[name] for name in _COMMON},
        "amount_cents": -side["amount_cents"],
        "oposite_account_id": side["account_id"],
    }


def forget(records: Records, transaction: Record) -> None:
    """Removes a transaction; a transfer loses both of its sides."""
    for number in (transaction["id"], transaction["oposite_transaction_id"]):
        if records.get("transactions", number):
            records.remove("transactions", number)
