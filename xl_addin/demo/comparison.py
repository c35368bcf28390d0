"""Holds the workbooks against what the service really has, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xl_addin.errors import XlAddinError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.targets.organizze import mark
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
        cents: Sum of their amounts.
    """

    rows: int
    cents: int


def compare(paths: Iterable[Path], state: Mapping[str, list[Record]]) -> Comparison:
    """Compares every sent row with the sandbox's own records.

    Args:
        paths: The workbooks.
        state: Organizze's part of the sandbox's `GET /state`.

    Raises:
        Mismatch: Names the first row that differs, or the record that nobody sent.
    """
    compared: list[int] = []
    keys: set[str] = set()
    for path in paths:
        book = read(path)
        assert book.sheet is not None
        records = state["transfers" if book.sheet.table == "Transfers" else "transactions"]
        for entry in book.entries:
            if entry.sheet_status == Status.SENT:
                compared.append(_compare(book, entry, records))
                keys.add(entry.key)
    strays = [key for key in _marks(state) if key not in keys]
    if strays:
        raise Mismatch(say("demo.stray", keys=", ".join(strays)))
    return Comparison(len(compared), sum(compared))


def _compare(book: Book, entry: Entry, records: Iterable[Record]) -> int:
    """The row's cents, when the service has the row exactly once and as it stands in the sheet."""
    marked = [record for record in records if _has_mark(record, entry.key)]
    found = [record for record in marked if str(record["id"]) == entry.sheet_id]
    place = f"{book.path.name} {entry.row}"
    if len(found) != 1:
        raise Mismatch(say("demo.not_there", place=place, id=entry.sheet_id, count_found=len(found)))
    parts = entry.values.get("installments") or 1
    repeats = entry.values.get("repeat") is not None
    if len(marked) != parts and not repeats:
        raise Mismatch(say("demo.twice", place=place, count_found=len(marked)))
    cents = to_cents(entry.values["amount"])
    stored = found[0]["amount_cents"]
    if (abs(stored) if book.sheet and book.sheet.table == "Transfers" else stored) != cents:
        raise Mismatch(say("demo.other_amount", place=place, sheet=cents, service=stored))
    if str(found[0]["date"]) != entry.values["date"].isoformat():
        raise Mismatch(
            say("demo.other_date", place=place, sheet=entry.values["date"], service=found[0]["date"])
        )
    return cents


def _has_mark(record: Record, key: str) -> bool:
    tags = {tag["name"] for tag in record.get("tags") or ()}
    return mark(key) in tags or str(record.get("notes") or "").endswith(f"[{mark(key)}]")


def _marks(state: Mapping[str, list[Record]]) -> set[str]:
    """The keys of every mark that the service has."""
    texts = [str(item.get("notes") or "") for item in state["transactions"]]
    texts += [f"[{tag['name']}]" for item in state["transfers"] for tag in item.get("tags") or ()]
    return {text[:-1].rpartition("[xl:")[2] for text in texts if "[xl:" in text and text.endswith("]")}
