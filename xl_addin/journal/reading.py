"""What lists and cells need of a journal: to read it."""

from __future__ import annotations

from typing import Protocol

from xl_addin.journal.operation import Operation, Step
from xl_addin.journal.states import State


class Reading(Protocol):
    """A journal that is only read; `store.Journal` can more."""

    def all(self) -> list[Operation]:
        """Everything, oldest first."""

    def in_states(self, *states: State) -> list[Operation]:
        """All operations in one of the states, oldest first."""

    def history(self, operation: str) -> list[Step]:
        """What happened to an operation, in order."""
