"""Takes out of the journal what is no longer needed (ADR 11).

What keeps rows from being sent twice stays: each operation's id, scope, key, hashes, state and remote id.
So does all about what the service has: by its typed values a row is recognised, by its request a record is
compared, listed and taken back, and the service has the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.journal.tables import operations, steps
from xl_addin.texts import say

NOT_THERE = (State.REJECTED, State.NOT_SENT, State.UNDONE)
SETTLED = (*NOT_THERE, State.SENT)


@dataclass(frozen=True, slots=True)
class Purged:
    """How much is, or was, to be taken out.

    Attributes:
        contents: Operations whose typed values, request, Ref and messages go: they are not in the service.
        answers: Lines of history whose kept answer goes.
    """

    contents: int
    answers: int


def count(journal: Journal, before: datetime) -> Purged:
    """What `purge` would take out; changes nothing."""
    return journal.transact(lambda connection: _count(connection, before))


def purge(journal: Journal, before: datetime) -> Purged:
    """Empties what was settled before a moment, so that the file holds nothing of it any more.

    What is in doubt or under way stays whole, however old it is.

    Raises:
        JournalError: The journal cannot be written, or others have it open for too long.
    """

    def work(connection: Connection) -> Purged:
        found = _count(connection, before)
        old = select(operations.c.id).where(_empty_able(before))
        connection.execute(
            update(steps).where(steps.c.operation.in_(old)).values(message="", answer="", status=None)
        )
        connection.execute(update(steps).where(_answered(before)).values(answer=""))
        emptied = {
            "typed": {},
            "request": {},
            "more": {},
            "ref": "",
            "link": "",
            "message": say("purge.done"),
        }
        connection.execute(update(operations).where(_empty_able(before)).values(emptied))
        return found

    done = journal.transact(work)
    journal.compact()
    return done


def _count(connection: Connection, before: datetime) -> Purged:
    contents = select(func.count()).select_from(operations).where(_empty_able(before))
    answers = select(func.count()).select_from(steps).where(_answered(before))
    return Purged(connection.execute(contents).scalar_one(), connection.execute(answers).scalar_one())


def _empty_able(before: datetime) -> ColumnElement[bool]:
    """Settled before the moment, not there, and not yet emptied."""
    return and_(_settled(before, NOT_THERE), operations.c.request != {})


def _answered(before: datetime) -> ColumnElement[bool]:
    old = select(operations.c.id).where(_settled(before, SETTLED))
    return and_(steps.c.answer != "", steps.c.operation.in_(old))


def _settled(before: datetime, states: tuple[State, ...]) -> ColumnElement[bool]:
    moment = before.astimezone(UTC).replace(tzinfo=None)
    return and_(operations.c.state.in_([state.value for state in states]), operations.c.changed_at < moment)
