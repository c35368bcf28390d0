"""A journal of an older version is brought to today's, whichever step it stood at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rows import WAY_TO, plan

from xl_addin.journal.boot import boot
from xl_addin.journal.migrations import MIGRATIONS
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

WHERE = ("organizze", "api.organizze.com.br", "ana@example.com", "organizze_transactions")
MOMENT = "2026-01-02 10:00:00"
ROW = {
    "id": "bcdfghjn",
    **dict(zip(("system", "host", "company", "template"), WHERE, strict=True)),
    **{"key": "k2345678", "content": "x", "look": "y", "ref": "", "typed": "{}", "request": "{}"},
    **{"guid": "guid", "path": "b.xlsx", "sheet": "Sheet", "row": 2, "batch": "bcdfghjk"},
    **{"state": "in_doubt", "remote_id": "", "number": "", "link": "", "message": "lost"},
    **{"planned_at": MOMENT, "changed_at": MOMENT},
}
BATCH = {
    **{"id": "bcdfghjk", "run": "bcdfghjm", "path": "b.xlsx", "system": WHERE[0], "host": WHERE[1]},
    **{"company": WHERE[2], "production": 1, "started_at": MOMENT},
}
STEP = {
    **{"operation": "bcdfghjn", "at": MOMENT, "before": "sending", "after": "in_doubt"},
    **{"message": "lost", "answer": ""},
}


def old_journal(file: Path, version: int) -> None:
    """A journal as a version of the past wrote it, with one row in doubt."""
    with closing(sqlite3.connect(file)) as raw, raw:
        for statement in (each for step in MIGRATIONS[:version] for each in step):
            raw.execute(statement)
        raw.execute(f"PRAGMA user_version = {version}")
        for table, values in (("batches", BATCH), ("operations", ROW), ("steps", STEP)):
            columns = ", ".join(f'"{name}"' for name in values)
            blanks = ", ".join("?" * len(values))
            raw.execute(f"INSERT INTO {table} ({columns}) VALUES ({blanks})", tuple(values.values()))  # noqa: S608 - a test's own names


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_an_old_journal_goes_on(tmp_path: Path, version: int) -> None:
    """An update loses no row, no doubt and no line of history, and what comes next stands beside them."""
    file = tmp_path / "journal.db"
    old_journal(file, version)
    with Journal(f"sqlite:///{file.as_posix()}") as journal:
        [found] = journal.in_states(State.IN_DOUBT)
        [step] = journal.history(found.id)
        assert (found.id, found.key, found.message, found.more) == ("bcdfghjn", "k2345678", "lost", {})
        assert (step.after, step.uptime, step.boot) == (State.IN_DOUBT, None, "")
        assert journal.step(found.id, State.IN_DOUBT, State.NOT_SENT)
        last = journal.history(found.id)[-1]
        assert last.uptime is not None
        assert last.boot == boot()
        [row] = plan(journal, "gone", ["k2345678"])
        for before, after in zip((State.PLANNED, *WAY_TO[State.SENT]), WAY_TO[State.SENT], strict=False):
            assert journal.step(row.id, before, after)
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
