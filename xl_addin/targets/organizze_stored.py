"""What Organizze has of a record, beside what was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from xl_addin.apis.organizze.models import Transaction
from xl_addin.targets.target import Request
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.dates import first_of_month, last_of_month
from xl_addin.values.money import from_cents

TELLING = (
    "description",
    "date",
    "amount_cents",
    "account_id",
    "credit_card_id",
    "debit_account_id",
    "credit_account_id",
)
"""What makes a record another thing than the row."""


def transaction(record: Transaction) -> Request:
    """A transaction, by the names it was sent under."""
    card = record.credit_card_id if record.credit_card_id else None
    return {
        "description": record.description,
        "date": record.date.isoformat(),
        "amount_cents": record.amount_cents,
        "paid": record.paid,
        "notes": record.notes,
        "category_id": record.category_id,
        "credit_card_id": card,
        "account_id": None if card else record.account_id,
    }


def transfer(record: Transaction) -> Request:
    """A transfer, likewise. The answer is the paying side: its amount is negative (assumed)."""
    paying, receiving = record.account_id, record.oposite_account_id
    if record.amount_cents > 0:
        paying, receiving = receiving, paying
    return {
        "debit_account_id": paying,
        "credit_account_id": receiving,
        "amount_cents": abs(record.amount_cents),
        "date": record.date.isoformat(),
        "paid": record.paid,
    }


def differences(sent: Mapping[str, Any], there: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each value the service stored otherwise than it was sent."""
    return tuple(
        say(f"stored.{name}", sent=before, stored=after) for name, before, after in differing(sent, there)
    )


def contrary(
    sent: Mapping[str, Any], there: Mapping[str, Any], names: Collection[str] = TELLING
) -> tuple[str, ...]:
    """Those of the differences that make it another thing (`Receipt.contrary`)."""
    return differences({name: value for name, value in sent.items() if name in names}, there)


def differing(sent: Mapping[str, Any], there: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value sent and value there, for people, of each value that is not the same.

    A value that the answer does not show says nothing and is passed over.
    """
    return [
        (name, _shown(name, value), _shown(name, there[name]))
        for name, value in sent.items()
        if there.get(name) is not None and there[name] != value
    ]


def _shown(name: str, value: Any) -> str:
    if name == "amount_cents":
        return figure(from_cents(value))
    if isinstance(value, bool):
        return say("words.yes" if value else "words.no")
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return str(value)


def widely_around(day: date, today: date) -> tuple[date, date]:
    """The years of a day and of today, one before and one after: the row's date may have been another."""
    return date(min(day, today).year - 1, 1, 1), date(max(day, today).year + 1, 12, 31)


def around(day: date) -> tuple[date, date]:
    """The month of a day and its two neighbours."""
    first = first_of_month(day)
    return first_of_month(first - timedelta(days=1)), last_of_month(last_of_month(day) + timedelta(days=1))
