"""The two statements behind every step, built once: building them anew cost more than running them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, func, insert, update

from xl_addin.journal.tables import operations, steps

_columns = operations.c

MOVE: Final = (
    update(operations)
    .where(_columns.id == bindparam("operation"), _columns.state == bindparam("before"))
    .values(
        state=bindparam("after"),
        changed_at=bindparam("at"),
        **{
            name: func.coalesce(bindparam(f"new_{name}", type_=_columns[name].type), _columns[name])
            for name in ("message", "remote_id", "number", "link", "more", "sent_at")
        },
    )
)
"""Moves an operation that is still in the state `before`; a fact that is None leaves what is there."""

RECORD: Final = insert(steps)
"""Adds a line to an operation's history."""
