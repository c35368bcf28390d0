"""Holds the workbooks against what the service really has, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xl_addin.errors import XlAddinError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.schema.organizze_transfers import OrganizzeTransfers
from xl_addin.targets.mark import mark
from xl_addin.texts import say
from xl_addin.values.money import to_cents

Record = Mapping[str, Any]


class Mismatch(XlAddinError):
    """The service has something else than the workbook says."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared without a difference.

    Attributes:
        rows: Rows that were compared.
    """

    rows: int


def compare(paths: Iterable[Path], state: Mapping[str, list[Record]]) -> Comparison:
    """Compares every sent row with the sandbox's own records.

    Args:
        paths: The workbooks.
        state: Organizze's part of the sandbox's `GET /state`.

    Raises:
        Mismatch: Names the first row that differs, or the record that nobody sent.
    """
    rows = 0
    keys: set[str] = set()
    for path in paths:
        book = read(path)
        for entry in book.entries:
            if entry.sheet_status == Status.SENT:
                _compare(book, entry, state)
                rows += 1
                keys.add(entry.key)
    strays = [key for key in _marks(state) if key not in keys]
    if strays:
        raise Mismatch(say("demo.stray", keys=", ".join(strays)))
    return Comparison(rows)


def _compare(book: Book, entry: Entry, state: Mapping[str, list[Record]]) -> None:
    """Refuses a row that the service does not have exactly once and as it stands in the sheet."""
    transfer = book.sheet is OrganizzeTransfers
    marked = [
        item for item in state["transfers" if transfer else "transactions"] if _has_mark(item, entry.key)
    ]
    found = [record for record in marked if str(record["id"]) == entry.sheet_id]
    place = f"{book.path.name} {entry.row}"
    if len(found) != 1:
        raise Mismatch(say("demo.not_there", place=place, id=entry.sheet_id, count_found=len(found)))
    parts = entry.values.get("installments") or 1
    if len(marked) != parts and entry.values.get("repeat") is None:
        raise Mismatch(say("demo.twice", place=place, count_found=len(marked)))
    meant, stored = (_transfer if transfer else _transaction)(entry.values, found[0], state)
    for what, value in meant.items():
        if stored[what] != value:
            raise Mismatch(say("demo.differs", place=place, what=what, sheet=value, service=stored[what]))


Facts = dict[str, object]


def _transaction(
    values: Mapping[str, Any], record: Record, state: Mapping[str, list[Record]]
) -> tuple[Facts, Facts]:
    """What the row means, and what the service has."""
    on_card = values["credit_card"] is not None
    default = next(item["name"] for item in state["accounts"] if item["default"])
    payer = record["credit_card_id"] if on_card else record["account_id"]
    meant = {
        "amount": to_cents(values["amount"]),
        "date": values["date"].isoformat(),
        "description": values["description"],
        "account": values["credit_card"] or values["account"] or default,
    }
    stored = {
        "amount": record["amount_cents"],
        "date": record["date"],
        "description": record["description"],
        "account": _name(state["credit_cards" if on_card else "accounts"], payer),
    }
    return meant, stored


def _transfer(
    values: Mapping[str, Any], record: Record, state: Mapping[str, list[Record]]
) -> tuple[Facts, Facts]:
    """As `_transaction`; the record is the paying half."""
    meant = {
        "amount": to_cents(values["amount"]),
        "date": values["date"].isoformat(),
        "paying account": values["from_account"],
        "receiving account": values["to_account"],
    }
    stored = {
        "amount": -record["amount_cents"],
        "date": record["date"],
        "paying account": _name(state["accounts"], record["account_id"]),
        "receiving account": _name(state["accounts"], record["oposite_account_id"]),
    }
    return meant, stored


def _name(records: Iterable[Record], number: int) -> str:
    return next((str(record["name"]) for record in records if record["id"] == number), "")


def _has_mark(record: Record, key: str) -> bool:
    tags = {tag["name"] for tag in record.get("tags") or ()}
    return mark(key) in tags or str(record.get("notes") or "").endswith(f"[{mark(key)}]")


def _marks(state: Mapping[str, list[Record]]) -> set[str]:
    """The keys of every mark that the service has."""
    texts = [str(item.get("notes") or "") for item in state["transactions"]]
    texts += [f"[{tag['name']}]" for item in state["transfers"] for tag in item.get("tags") or ()]
    return {text[:-1].rpartition("[xl:")[2] for text in texts if "[xl:" in text and text.endswith("]")}
