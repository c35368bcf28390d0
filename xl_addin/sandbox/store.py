"""What the sandbox's services remember: records by system and kind, in memory or in a folder."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Tables = dict[str, dict[int, Record]]


class Store:
    """One system's records by kind and id. Each change is on disk before the call is answered."""

    def __init__(self, system: str, file: Path | None, seed: Mapping[str, list[Record]]) -> None:
        """Opens the store.

        Args:
            system: "organizze", ...
            file: The SQLite file, None to remember nothing.
            seed: What a new store holds, by kind.
        """
        self.system = system
        self._seed = seed
        self._file = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS records "
            "(system, kind, id INTEGER, record, PRIMARY KEY (system, kind, id))"
        )
        self.tables: Tables = {kind: {} for kind in seed}
        self._last: dict[str, int] = {}
        rows = self._file.execute(
            "SELECT kind, id, record FROM records WHERE system = ? ORDER BY id", (system,)
        )
        known = False
        for kind, number, record in rows:
            self.tables.setdefault(kind, {})[number] = json.loads(record)
            self._last[kind] = number
            known = True
        if not known:
            self.reset()

    def reset(self) -> None:
        """Back to the seed."""
        self._file.execute("BEGIN")
        self._file.execute("DELETE FROM records WHERE system = ?", (self.system,))
        self.tables = {kind: {} for kind in self._seed}
        self._last.clear()
        for kind, records in self._seed.items():
            for record in records:
                self.put(kind, json.loads(json.dumps(record)))
        self._file.execute("COMMIT")

    def put(self, kind: str, record: Record) -> Record:
        """Keeps a record under its id."""
        self.tables[kind][record["id"]] = record
        self._last[kind] = max(self._last.get(kind, 0), record["id"])
        text = json.dumps(record, ensure_ascii=False)
        row = (self.system, kind, record["id"], text)
        self._file.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", row)
        return record

    def drop(self, kind: str, number: int) -> Record:
        """Forgets a record and returns it."""
        row = (self.system, kind, number)
        self._file.execute("DELETE FROM records WHERE system = ? AND kind = ? AND id = ?", row)
        return self.tables[kind].pop(number)

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind, by id."""
        return [self.tables[kind][number] for number in sorted(self.tables[kind])]

    def new_id(self, kind: str) -> int:
        """The next free id; real ones are beyond 2^31."""
        return self._last.get(kind, 3_109_870_000) + 1

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
