"""The statements behind every step, compiled once: the way to the driver cost more than SQLite's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    Update,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import sqlite

from xl_addin.journal.states import State
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


class Question:
    """One that asks for one column, as the driver takes it; what it is given is text."""

    def __init__(self, statement: Select[tuple[str]]) -> None:
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self._text, self._known = str(compiled), dict(compiled.params)

    def run(self, connection: Connection, values: Mapping[str, str]) -> list[str]:
        """Asks; returns all there is of the column."""
        return list(connection.exec_driver_sql(self._text, {**self._known, **values}).scalars())


_columns = operations.c

OPEN: Final = (State.PLANNED, State.SENDING, State.IN_DOUBT, State.UNDOING)
"""What is not settled, in the index's order."""

NAMED: Final = _columns.remote_id != literal_column("''")
REFERRED: Final = _columns.ref != literal_column("''")
UNSETTLED: Final = _columns.state.in_([literal_column(f"'{state}'") for state in OPEN])
"""What three indexes are limited to, as `migrations` writes it.

A query must say so in as many words, or SQLite reads the whole table.
"""

_move = (
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
_others = operations.alias("others")

MOVE: Final = Statement(_move)
"""Moves an operation that is still in the state `before`; a fact that is None leaves what is there."""

MOVE_ALONE: Final = Statement(
    _move.where(
        ~exists().where(
            _others.c.remote_id == bindparam("new_remote_id", type_=_columns.remote_id.type),
            _others.c.remote_id != literal_column("''"),
            *(_others.c[name] == _columns[name] for name in ("system", "host", "company", "template")),
            _others.c.id != _columns.id,
        )
    )
)
"""The same, if no other operation of its scope has the record."""

RECORD: Final = Statement(
    insert(steps), [column.name for column in steps.c if column is not steps.c.sequence]
)
"""Adds a line to an operation's history."""

WITH_RECORD: Final = Question(
    select(_columns.id).where(
        _columns.remote_id == bindparam("record", ""),
        NAMED,
        *(_columns[name] == bindparam(name, "") for name in ("system", "host", "company", "template")),
        _columns.id != bindparam("operation", ""),
    )
)
"""Which other operations of a scope have a record of the service."""
