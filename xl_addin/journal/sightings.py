"""When this journal first saw the keys of other computers: their requests may still be on the way."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from xl_addin.journal.boot import boot
from xl_addin.journal.records import uptime
from xl_addin.journal.store import Journal, pieces
from xl_addin.journal.tables import sightings


def first_seen(journal: Journal, keys: Iterable[str]) -> dict[str, float]:
    """When keys were seen first, as `uptime` counts; a key that is new is noted now.

    What was noted before this computer was started anew, or on another one, is noted anew.

    Raises:
        JournalError: The journal cannot be written.
    """
    here, running, wanted = boot(), uptime(), pieces(keys)

    def work(connection: Connection) -> dict[str, float]:
        for some in wanted:
            new = insert(sightings).values([{"key": key, "boot": here, "uptime": running} for key in some])
            stale = (sightings.c.boot != here) | (sightings.c.uptime > running)
            again = {"boot": new.excluded.boot, "uptime": new.excluded.uptime}
            connection.execute(new.on_conflict_do_update(index_elements=["key"], set_=again, where=stale))
        queries = (select(sightings).where(sightings.c.key.in_(some)) for some in wanted)
        rows = (row for query in queries for row in connection.execute(query).mappings())
        return {row["key"]: row["uptime"] for row in rows}

    return journal.transact(work) if wanted else {}
