"""Transactions that repeat: how one becomes several, and which ones a change reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from xl_addin.sandbox.organizze.dates import later
from xl_addin.sandbox.records import Record, Records

_OWN = {"date", "paid"}


def spread(records: Records, record: Record, values: Record, today: date) -> Iterator[Record]:
    """The transactions that one POST makes.

    Installments: `total` of them, a period apart, each with the amount that was sent; whether it is the
    total's or each one's the document does not say (assumed). A recurrence: to the end of the current year,
    and at least the first (assumed). Only the first can be paid (assumed).
    """
    installments, recurrence = values["installments_attributes"], values["recurrence_attributes"]
    if not installments and not recurrence:
        yield record
        return
    common = {**record, "group_id": records.new_id(), "recurring": bool(recurrence)}
    periodicity = (installments or recurrence)["periodicity"]
    total = installments["total"] if installments else 1
    for number, day in _days(date.fromisoformat(record["date"]), periodicity):
        if (number >= total) if installments else (number and day > date(today.year, 12, 31)):
            return
        yield {
            **common,
            "date": day.isoformat(),
            "paid": record["paid"] and number == 0,
            "installment": number + 1 if installments else 1,
            "total_installments": total,
        }


def reached(records: Records, transaction: Record, reach: Record) -> list[Record]:
    """The transaction, and the later ones (`update_future`) or all (`update_all`) of its series."""
    series = transaction["group_id"]
    if series is None or not any(reach.values()):
        return [transaction]
    found = [item for item in records.all("transactions") if item["group_id"] == series]
    if reach["update_all"]:
        return found
    return [item for item in found if (item["date"], item["id"]) >= (transaction["date"], transaction["id"])]


def shared(changes: Record) -> Record:
    """What a change does to the others of a series: each keeps its own date and payment (assumed)."""
    return {name: value for name, value in changes.items() if name not in _OWN}


def _days(first: date, periodicity: str) -> Iterator[tuple[int, date]]:
    return ((number, later(first, periodicity, number)) for number in count())
