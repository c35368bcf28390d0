"""The two statements behind every step, compiled once: the way to the driver cost more than SQLite's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Insert, Update, bindparam, func, insert, update
from sqlalchemy.dialects import sqlite

from xl_addin.journal.tables import operations, steps

_DIALECT: Final = sqlite.dialect(paramstyle="named")


class Statement:
    """One that changes rows, as the driver takes it; its values are written as its columns say.

    Args:
        statement: The statement.
        names: What is given at each run; all its bound values unless told.
    """

    def __init__(self, statement: Insert | Update, names: Sequence[str] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=names)
        self._text = str(compiled)
        kinds = {name: bound.type.dialect_impl(_DIALECT) for name, bound in compiled.binds.items()}
        writers = {name: kind.bind_processor(_DIALECT) for name, kind in kinds.items()}
        self._writers = {name: writer for name, writer in writers.items() if writer is not None}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Runs it; returns how many rows it changed."""
        written = {name: writer(values[name]) for name, writer in self._writers.items()}
        return connection.exec_driver_sql(self._text, {**values, **written}).rowcount


_columns = operations.c

MOVE: Final = Statement(
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

RECORD: Final = Statement(
    insert(steps), [column.name for column in steps.c if column is not steps.c.sequence]
)
"""Adds a line to an operation's history."""
