"""Between the journal's rows and its dataclasses."""

from __future__ import annotations

import time
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from xl_addin.journal.boot import boot
from xl_addin.journal.operation import Batch, Facts, Operation, Place, Scope, Step
from xl_addin.journal.states import State

_SCOPE = [each.name for each in fields(Scope)]
_PLACE = [each.name for each in fields(Place)]
_FLAT = [each.name for each in fields(Operation) if each.name not in ("scope", "place")]

MOVED = ("key", "state", "remote_id", "number", "link", "more", "message", "changed_at", "sent_at")
"""What of an operation changes when it moves on."""


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def uptime() -> float:
    """Seconds that this computer has been running: the same clock for all programs, and nobody sets it."""
    return time.monotonic()


def to_operation(row: RowMapping) -> Operation:
    """An operation from its row in `operations`."""
    return Operation(
        id=row["id"],
        scope=Scope(row["system"], row["host"], row["company"], row["template"]),
        key=row["key"],
        content=row["content"],
        look=row["look"],
        ref=row["ref"],
        typed=row["typed"],
        request=row["request"],
        place=Place(row["guid"], row["path"], row["sheet"], row["row"]),
        batch=row["batch"],
        state=State(row["state"]),
        remote_id=row["remote_id"],
        number=row["number"],
        link=row["link"],
        more=row["more"],
        message=row["message"],
        planned_at=_zoned(row["planned_at"]),
        changed_at=_zoned(row["changed_at"]),
        sent_at=_zoned(row["sent_at"]),
    )


def with_moves(operation: Operation, row: RowMapping) -> Operation:
    """The operation with what its row says now of all that changes when it moves on (`MOVED`)."""
    return replace(
        operation,
        key=row["key"],
        state=State(row["state"]),
        remote_id=row["remote_id"],
        number=row["number"],
        link=row["link"],
        more=row["more"],
        message=row["message"],
        changed_at=_zoned(row["changed_at"]),
        sent_at=_zoned(row["sent_at"]),
    )


def to_row(operation: Operation) -> dict[str, Any]:
    """The values of an operation for `operations`; a new one is dated now."""
    moment = _bare(now())
    row = {name: getattr(operation, name) for name in _FLAT}
    row.update({name: getattr(operation.scope, name) for name in _SCOPE})
    row.update({name: getattr(operation.place, name) for name in _PLACE})
    row["state"] = operation.state.value
    row["planned_at"] = _bare(operation.planned_at) or moment
    row["changed_at"] = _bare(operation.changed_at) or moment
    row["sent_at"] = _bare(operation.sent_at)
    return row


def to_batch(row: RowMapping) -> Batch:
    """A batch from its row in `batches`."""
    return Batch(**{**row, "started_at": _zoned(row["started_at"])})


def batch_row(batch: Batch) -> dict[str, Any]:
    """The values of a batch for `batches`."""
    return {**asdict(batch), "started_at": _bare(batch.started_at)}


def to_step(row: RowMapping) -> Step:
    """A line of history from its row in `steps`."""
    facts = Facts(message=row["message"], status=row["status"], answer=row["answer"])
    at = row["at"].replace(tzinfo=UTC)
    states = State(row["before"]), State(row["after"])
    return Step(row["operation"], at, *states, facts, row["uptime"], row["boot"] or "")


def step_row(step: Step) -> dict[str, Any]:
    """The values of a line of history for `steps`; this journal learns of it now."""
    return {
        "operation": step.operation,
        "at": _bare(step.at),
        "before": step.before.value,
        "after": step.after.value,
        "status": step.facts.status,
        "message": step.facts.message or "",
        "answer": step.facts.answer,
        "uptime": uptime(),
        "boot": boot(),
    }


def changes_of(facts: Facts) -> dict[str, Any]:
    """What a step's facts change in `operations`, as `statements.MOVE` takes it."""
    return {
        "new_message": facts.message,
        "new_remote_id": facts.remote_id,
        "new_number": facts.number,
        "new_link": facts.link,
        "new_more": facts.more,
        "new_sent_at": _bare(facts.sent_at),
    }


def _zoned(moment: datetime | None) -> datetime | None:
    """SQLite keeps no zone: what is in the journal is UTC."""
    return moment.replace(tzinfo=UTC) if moment else None


def _bare(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
