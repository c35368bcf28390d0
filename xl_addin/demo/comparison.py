"""Holds the workbooks against what the services really have, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xl_addin.demo.witness import izi, iziago, organizze
from xl_addin.demo.witness.witness import Record, State, Witness
from xl_addin.errors import XlAddinError
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.texts import say

WITNESSES = organizze.WITNESSES | iziago.WITNESSES | izi.WITNESSES


class Mismatch(XlAddinError):
    """A service has something else than the workbook says."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared without a difference.

    Attributes:
        rows: Sheet rows that were compared.
    """

    rows: int


def compare(paths: Iterable[Path], state: Mapping[str, Any]) -> Comparison:
    """Compares every sent row with the sandbox's own records.

    Args:
        paths: The workbooks.
        state: The sandbox's `GET /state`.

    Raises:
        Mismatch: Names the first row that differs, or the record that nobody sent.
    """
    rows = 0
    sent: dict[str, list[Entry]] = defaultdict(list)
    for path in paths:
        book = read(path)
        assert book.sheet is not None
        witness = WITNESSES[book.sheet.template]
        for entry in book.entries:
            if entry.sheet_status == Status.SENT and entry.after is None:
                _compare(book, entry, witness, state[witness.system])
                rows += len(entry.all_rows)
                sent[book.sheet.template].append(entry)
    for template, entries in sent.items():
        _find_strays(WITNESSES[template], entries, state)
    return Comparison(rows)


def _compare(book: Book, entry: Entry, witness: Witness, state: State) -> None:
    """Refuses a row that the service does not have exactly once and as it stands in the sheet."""
    marked = [item for item in state[witness.kind] if witness.key is None or witness.key(item) == entry.key]
    found = [record for record in marked if str(record["id"]) == entry.sheet_id]
    place = f"{book.path.name} {entry.row}"
    if len(found) != 1:
        raise Mismatch(say("demo.not_there", place=place, id=entry.sheet_id, count_found=len(found)))
    parts = witness.parts(entry.values)
    if witness.key is not None and parts is not None and len(marked) != parts:
        raise Mismatch(say("demo.twice", place=place, count_found=len(marked)))
    meant, stored = witness.facts(entry.values, found[0], state)
    for what, value in meant.items():
        if stored[what] != value:
            raise Mismatch(say("demo.differs", place=place, what=what, sheet=value, service=stored[what]))


def _find_strays(witness: Witness, entries: Iterable[Entry], state: Mapping[str, Any]) -> None:
    """Refuses a record that is one of ours and of no row."""
    records: list[Record] = state[witness.system][witness.kind]
    strays: list[str] = []
    if witness.key is not None:
        keys = {entry.key for entry in entries}
        strays = [key for record in records if (key := witness.key(record)) and key not in keys]
    elif witness.from_rows_alone:
        ids = {entry.sheet_id for entry in entries}
        strays = [str(record["id"]) for record in records if str(record["id"]) not in ids]
    if strays:
        raise Mismatch(say("demo.stray", keys=", ".join(strays)))
