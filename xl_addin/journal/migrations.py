"""The journal's schema, step by step. A step and its record are one transaction.

A step that has been released is never edited: a person's journal may stand at any of them.
"""

from __future__ import annotations

from sqlalchemy import Connection

from xl_addin.errors import JournalError
from xl_addin.texts import say

_FIRST = (
    """
    CREATE TABLE batches (
        id TEXT PRIMARY KEY,
        run TEXT NOT NULL,
        path TEXT NOT NULL,
        system TEXT NOT NULL,
        host TEXT NOT NULL,
        company TEXT NOT NULL,
        production BOOLEAN NOT NULL,
        started_at TIMESTAMP NOT NULL
    )
    """,
    """
    CREATE TABLE operations (
        sequence INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        system TEXT NOT NULL,
        host TEXT NOT NULL,
        company TEXT NOT NULL,
        template TEXT NOT NULL,
        "key" TEXT NOT NULL,
        content TEXT NOT NULL,
        look TEXT NOT NULL,
        ref TEXT NOT NULL,
        typed TEXT NOT NULL,
        request TEXT NOT NULL,
        guid TEXT NOT NULL,
        path TEXT NOT NULL,
        sheet TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        batch TEXT NOT NULL REFERENCES batches (id),
        state TEXT NOT NULL,
        remote_id TEXT NOT NULL,
        number TEXT NOT NULL,
        link TEXT NOT NULL,
        message TEXT NOT NULL,
        planned_at TIMESTAMP NOT NULL,
        changed_at TIMESTAMP NOT NULL,
        sent_at TIMESTAMP
    )
    """,
    # The index that makes sending twice impossible, whatever the program above it believes.
    """
    CREATE UNIQUE INDEX one_live_operation ON operations (system, host, company, template, "key")
    WHERE state IN ('planned', 'sending', 'sent', 'in_doubt', 'undoing')
    """,
    'CREATE INDEX operations_by_key ON operations ("key")',
    "CREATE INDEX operations_by_look ON operations (look)",
    "CREATE INDEX operations_by_ref ON operations (ref) WHERE ref <> ''",
    """
    CREATE INDEX unsettled_operations ON operations (state)
    WHERE state IN ('planned', 'sending', 'in_doubt', 'undoing')
    """,
    """
    CREATE TABLE steps (
        sequence INTEGER PRIMARY KEY,
        operation TEXT NOT NULL REFERENCES operations (id),
        at TIMESTAMP NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        status INTEGER,
        message TEXT NOT NULL,
        answer TEXT NOT NULL
    )
    """,
    "CREATE INDEX steps_by_operation ON steps (operation)",
)

_MORE_RESULTS = ("ALTER TABLE operations ADD COLUMN more TEXT NOT NULL DEFAULT '{}'",)

_UPTIME = ("ALTER TABLE steps ADD COLUMN uptime REAL",)

_SIGHTINGS = ('CREATE TABLE sightings ("key" TEXT PRIMARY KEY, boot TEXT NOT NULL, uptime REAL NOT NULL)',)

_BOOT = ("ALTER TABLE steps ADD COLUMN boot TEXT",)

_REMOTE_IDS = ("CREATE INDEX operations_by_remote_id ON operations (remote_id) WHERE remote_id <> ''",)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _MORE_RESULTS,
    _UPTIME,
    _SIGHTINGS,
    _BOOT,
    _REMOTE_IDS,
)


def migrate(connection: Connection) -> None:
    """Brings the journal to the newest step; the caller holds the write transaction.

    Raises:
        JournalError: The journal was written by a newer xl-addin.
    """
    at = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if at > len(MIGRATIONS):
        raise JournalError(say("journal.newer"), hint=say("journal.newer_hint"))
    for number, statements in enumerate(MIGRATIONS[at:], start=at + 1):
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
