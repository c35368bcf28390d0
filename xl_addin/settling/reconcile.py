"""Asks the service about operations in doubt.

"There" is believed at once. "Not there" is believed only after a complete listing made once the
service has been quiet about the row for longer than any request may take: until then a request
that is still on its way could arrive behind our back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from xl_addin.errors import ServiceError
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.targets.target import Finder, Target
from xl_addin.texts import say

QUIET = 1.25
"""Deadlines that must pass in silence: a request may take one, queues inside the service some more."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was found out about one operation.

    Attributes:
        operation: As it was before.
        state: Its state now.
        message: For people.
        again_at: When asking again will tell more; None when nothing is gained by waiting.
    """

    operation: Operation
    state: State
    message: str
    again_at: datetime | None = None


class Reconciler:
    """Settles operations of one target; a failed listing settles nothing."""

    def __init__(self, journal: Journal, target: Target, deadline: float) -> None:
        self._journal = journal
        self._target = target
        self._quiet = timedelta(seconds=deadline * QUIET + 1)
        self._begin()

    def _begin(self) -> None:
        """New listings. What they lack is certain only for what had been quiet before they were begun."""
        self._finder: Finder | None = self._target.finder()
        self._begun = now()

    def settle(self, operation: Operation) -> Settlement:
        """Asks about one operation in doubt and writes what is certain into the journal."""
        again_at = (operation.changed_at or now()) + self._quiet
        if self._begun < again_at <= now():
            self._begin()
        if self._finder is None:
            return Settlement(operation, operation.state, say("settle.by_hand", id=operation.id))
        try:
            receipt = self._finder.find(operation.key, operation.request)
        except ServiceError as error:
            return Settlement(operation, operation.state, say("settle.not_listed", reason=error))
        if receipt is not None:
            message = " ".join((say("settle.found"), *receipt.differences))
            facts = Facts(
                message=message,
                remote_id=receipt.remote_id,
                number=receipt.number,
                link=receipt.link,
                more=dict(receipt.more),
                sent_at=operation.changed_at,
            )
            return self._moved(operation, State.SENT, facts)
        if self._begun < again_at:
            clock = f"{again_at.astimezone():%H:%M:%S}"
            return Settlement(operation, operation.state, say("settle.too_early", time=clock), again_at)
        return self._moved(operation, State.NOT_SENT, Facts(message=say("settle.absent")))

    def _moved(self, operation: Operation, after: State, facts: Facts) -> Settlement:
        if self._journal.step(operation.id, operation.state, after, facts):
            return Settlement(operation, after, facts.message or "")
        current = self._journal.get(operation.id)  # somebody else settled it meanwhile
        return Settlement(operation, current.state, current.message)


def settle_all(
    journal: Journal,
    operations: Iterable[Operation],
    target_of: Callable[[Operation], Target | None],
    deadline: float,
) -> list[Settlement]:
    """Settles operations in doubt, each with its target; those without one are left as they are."""
    reconcilers: dict[int, Reconciler] = {}
    settled = []
    for operation in operations:
        target = target_of(operation)
        if target is None:
            message = say("settle.other_company", host=operation.scope.host, company=operation.scope.company)
            settled.append(Settlement(operation, operation.state, message))
            continue
        if id(target) not in reconcilers:
            reconcilers[id(target)] = Reconciler(journal, target, deadline)
        settled.append(reconcilers[id(target)].settle(operation))
    return settled
