"""The folder of `--state`: records and calls outlive the server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from xl_addin.errors import WrongUse
from xl_addin.sandbox.records import Changes, Record

_TABLES = """
create table if not exists records (
    system text, kind text, id integer, body text,
    primary key (system, kind, id)
) without rowid;
create table if not exists calls (number integer primary key, call text not null);
"""


class Disk:
    """A SQLite file that one server holds at a time.

    Raises:
        WrongUse: Another sandbox uses the file, or it is no database.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, timeout=1)
        try:
            self._database.execute("pragma locking_mode = exclusive")
            self._database.execute("pragma journal_mode = wal")
            self._database.execute("pragma synchronous = normal")
            self._database.executescript(f"begin immediate; {_TABLES} commit;")
        except sqlite3.DatabaseError as error:
            self._database.close()
            hint = "Stop the sandbox that uses it, or choose another folder with --state."
            raise WrongUse(f"{path} cannot be used: {error}.", hint=hint) from None

    def records(self, system: str) -> Iterator[tuple[str, int, Record | None]]:
        """Kind, id and record; None for a record that was removed."""
        rows = self._database.execute(
            "select kind, id, body from records where system = ? order by kind, id", (system,)
        )
        for kind, number, body in rows:
            yield kind, number, None if body is None else json.loads(body)

    def calls(self) -> list[dict[str, Any]]:
        """Every call, oldest first."""
        return [
            json.loads(call) for (call,) in self._database.execute("select call from calls order by number")
        ]

    def write(self, changes: Iterable[tuple[str, Changes]], calls: Iterable[dict[str, Any]]) -> None:
        """Keeps what a call changed, all of it or nothing."""
        self._database.execute("begin")
        for system, changed in changes:
            self._database.executemany(
                "insert or replace into records values (?, ?, ?, ?)",
                [(system, *key, _json(record)) for key, record in changed.items()],
            )
        self._database.executemany("insert into calls (call) values (?)", [(_json(call),) for call in calls])
        self._database.execute("commit")

    def clear(self) -> None:
        """Forgets everything."""
        self._database.executescript("begin; delete from records; delete from calls; commit;")

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()


def _json(value: Record | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
