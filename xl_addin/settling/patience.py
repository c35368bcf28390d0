"""Settles all that is in doubt or half undone, and waits until an absence is certain."""

from __future__ import annotations

from collections.abc import Callable

from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.reconcile import settle_all
from xl_addin.settling.settlement import Settlement
from xl_addin.targets.target import Target

MARGIN = 0.5
"""Seconds after which one may ask again without being a moment too early."""


def settle(
    journal: Journal,
    target_of: Callable[[Operation], Target | None],
    deadline: float,
    pause: Callable[[float], None] | None,
) -> list[Settlement]:
    """Asks the services about every operation in doubt or left undoing.

    Args:
        journal: Whose.
        target_of: Who is asked about an operation.
        deadline: Seconds that a request may take.
        pause: Waits so many seconds; None: what is not certain yet stays in doubt.

    Returns:
        What was found out about each, as it was told last.
    """
    journal.settle_orphans()
    settled = settle_all(journal, _unsettled(journal), target_of, deadline)
    while pause and (early := {item.operation.id: item.again_at for item in settled if item.again_at}):
        pause(max((max(early.values()) - now()).total_seconds(), 0) + MARGIN)
        again = [operation for operation in _unsettled(journal) if operation.id in early]
        done = [item for item in settled if not item.again_at]
        settled = done + settle_all(journal, again, target_of, deadline)
    return settled


def _unsettled(journal: Journal) -> list[Operation]:
    return journal.in_states(State.IN_DOUBT, State.UNDOING)
