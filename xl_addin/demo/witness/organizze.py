"""What Organizze has of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from xl_addin.demo.witness.witness import Facts, Record, State, Witness
from xl_addin.targets.organizze import key_of
from xl_addin.values.money import to_cents


def _amount(values: Mapping[str, Any]) -> tuple[Decimal, str]:
    return values["amount"], "BRL"


def _transaction(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    on_card = values["credit_card"] is not None
    default = next(item["name"] for item in state["accounts"] if item["default"])
    payer = record["credit_card_id"] if on_card else record["account_id"]
    meant: Facts = {
        "amount": to_cents(values["amount"]),
        "date": values["date"].isoformat(),
        "description": values["description"],
        "account": values["credit_card"] or values["account"] or default,
    }
    stored: Facts = {
        "amount": record["amount_cents"],
        "date": record["date"],
        "description": record["description"],
        "account": _name(state["credit_cards" if on_card else "accounts"], payer),
    }
    return meant, stored


def _transfer(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    """As `_transaction`; the record is the paying half."""
    meant: Facts = {
        "amount": to_cents(values["amount"]),
        "date": values["date"].isoformat(),
        "paying account": values["from_account"],
        "receiving account": values["to_account"],
    }
    stored: Facts = {
        "amount": -record["amount_cents"],
        "date": record["date"],
        "paying account": _name(state["accounts"], record["account_id"]),
        "receiving account": _name(state["accounts"], record["oposite_account_id"]),
    }
    return meant, stored


def _name(records: Iterable[Record], number: int) -> str:
    return next((str(record["name"]) for record in records if record["id"] == number), "")


def _key_in_tags(record: Record) -> str:
    return next((tag["name"][3:] for tag in record.get("tags") or () if tag["name"].startswith("xl:")), "")


def _parts(values: Mapping[str, Any]) -> int | None:
    """A purchase in installments is several records, a recurring one however many there are by now."""
    if values["installments"]:
        return int(values["installments"])
    return None if values["repeat"] else 1


WITNESSES = {
    "organizze_transactions": Witness(
        "organizze",
        "transactions",
        _amount,
        _transaction,
        key=lambda record: key_of(record.get("notes")),
        parts=_parts,
    ),
    "organizze_transfers": Witness("organizze", "transfers", _amount, _transfer, key=_key_in_tags),
}
