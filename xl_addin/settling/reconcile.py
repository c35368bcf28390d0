"""Asks the service about operations in doubt.

"There" is believed at once. "Not there" is believed only after a complete listing made once the
service has been quiet about the row for longer than any request may take: until then a request
that is still on its way could arrive behind our back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xl_addin.errors import ServiceError
from xl_addin.journal.keys import is_twin, row_key
from xl_addin.journal.operation import Facts, Operation, was_halted
from xl_addin.journal.records import uptime
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.settlement import QUIET, Settlement, certain_from, clock, moment_of, quiet_of
from xl_addin.settling.undoing import settle_left_undoing
from xl_addin.targets.target import Finder, Receipt, Target
from xl_addin.texts import say

__all__ = ["QUIET", "Reconciler", "Settlement", "settle_all"]


class Reconciler:
    """Settles operations of one target; a failed listing settles nothing."""

    def __init__(self, journal: Journal, target: Target, deadline: float) -> None:
        self._journal = journal
        self._target = target
        self._quiet = quiet_of(deadline)
        self._begin()

    def _begin(self) -> None:
        """New listings. What they lack is certain only for what had been quiet before they were begun."""
        self._finder: Finder | None = self._target.finder()
        self._begun = uptime()

    def settle(self, operation: Operation) -> Settlement:
        """Asks about one operation in doubt, or left undoing, and writes down what is certain."""
        if operation.state is State.UNDOING:
            return settle_left_undoing(self._journal, operation, self._target, self._quiet)
        if is_twin(operation.key):
            key = row_key(operation.key)
            return Settlement(operation, operation.state, say("settle.twin", key=key, id=operation.id))
        if not operation.request:
            return Settlement(operation, operation.state, say("settle.purged", id=operation.id))
        certain = certain_from(self._journal, operation, self._quiet)
        if self._begun < certain <= uptime():
            self._begin()
        if self._finder is None:
            return Settlement(operation, operation.state, say("settle.by_hand", id=operation.id))
        try:
            receipt = self._finder.find(operation.key, operation.request)
        except ServiceError as error:
            return Settlement(operation, operation.state, say("settle.not_listed", reason=error))
        if receipt is not None and self._is_anothers(operation, receipt):
            message = say("settle.anothers", record=receipt.remote_id, id=operation.id)
            return Settlement(operation, operation.state, message)
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
        if was_halted(operation, self._journal.history(operation.id)):
            return Settlement(operation, operation.state, say("settle.halted", id=operation.id))
        if self._begun < certain:
            again_at = moment_of(certain)
            message = say("settle.too_early", time=clock(again_at))
            return Settlement(operation, operation.state, message, again_at)
        return self._moved(operation, State.NOT_SENT, Facts(message=say("settle.absent")))

    def _is_anothers(self, operation: Operation, receipt: Receipt) -> bool:
        """The record is another row's, or another computer's with this key, so it tells nothing of ours."""
        twins = self._journal.twins(operation.key)
        others = self._journal.with_remote_id(operation.scope, receipt.remote_id)
        return any(other.id != operation.id for other in others) or any(
            twin.remote_id == receipt.remote_id for twin in twins
        )

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
    """Settles operations in doubt or left undoing, each with its target; those without one stay so."""
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
