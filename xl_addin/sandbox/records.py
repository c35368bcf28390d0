"""One system's records, in memory; what changed waits here until the disk has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
Changes: TypeAlias = dict[tuple[str, int], Record | None]


class Records:
    """Records by kind and id. An id is given out once, even if its record is removed.

    Args:
        first_id: The first id that `new_id` gives.
    """

    def __init__(self, first_id: int) -> None:
        self._first_id = first_id
        self._kinds: dict[str, dict[int, Record]] = {}
        self._next_id = first_id
        self._changes: Changes = {}

    def load(self, rows: Iterable[tuple[str, int, Record | None]]) -> None:
        """Takes over what the disk has; None stands for a record that was removed."""
        for kind, number, record in rows:
            self._next_id = max(self._next_id, number + 1)
            if record is not None:
                self._kinds.setdefault(kind, {})[number] = record

    def __bool__(self) -> bool:
        return any(self._kinds.values())

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind, by id."""
        found = self._kinds.get(kind, {})
        return [found[number] for number in sorted(found)]

    def get(self, kind: str, number: object) -> Record | None:
        """The record with this id; None when there is none, or when it is no id at all."""
        return self._kinds.get(kind, {}).get(number) if type(number) is int else None

    def new_id(self) -> int:
        """An id that no record had before."""
        self._next_id += 1
        return self._next_id - 1

    def put(self, kind: str, record: Record) -> Record:
        """Keeps a record under its `id`, new or changed."""
        number = record["id"]
        self._next_id = max(self._next_id, number + 1)
        self._kinds.setdefault(kind, {})[number] = record
        self._changes[kind, number] = record
        return record

    def remove(self, kind: str, number: int) -> None:
        """Forgets a record."""
        del self._kinds[kind][number]
        self._changes[kind, number] = None

    def clear(self) -> None:
        """Forgets all records and gives ids from the first on again."""
        self._kinds.clear()
        self._changes.clear()
        self._next_id = self._first_id

    def take_changes(self) -> Changes:
        """What changed since the last time this was asked."""
        changes, self._changes = self._changes, {}
        return changes
