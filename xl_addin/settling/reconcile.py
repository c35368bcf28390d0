"""Asks the service about operations in doubt.

"There" is believed at once. "Not there" is believed only after a complete listing made once the
service has been quiet about the row for longer than any request may take: until then a request
that is still on its way could arrive behind our back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from xl_addin.errors import ServiceError
from xl_addin.journal.keys import is_twin, row_key
from xl_addin.journal.operation import Facts, Operation, was_halted
from xl_addin.journal.records import uptime
from xl_addin.journal.states import LIVE, NEVER_THERE, State
from xl_addin.journal.store import Journal
from xl_addin.settling.advice import by_hand, named
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
        if why := _cannot_be_asked_about(operation):
            return _stays(operation, why)
        certain = certain_from(self._journal, operation, self._quiet)
        if self._begun < certain <= uptime():
            self._begin()
        if self._finder is None:
            return _stays(operation, by_hand(operation))
        try:
            receipt = self._finder.find(operation.key, operation.request)
        except ServiceError as error:
            return _stays(operation, say("settle.not_listed", reason=error))
        return self._there(operation, receipt) if receipt else self._not_there(operation, certain)

    def _there(self, operation: Operation, receipt: Receipt) -> Settlement:
        """The service has its record, unless that is somebody else's."""
        if message := self._is_anothers(operation, receipt.remote_id):
            return _stays(operation, message)
        facts = Facts(
            message=" ".join((say("settle.found"), *receipt.differences)),
            remote_id=receipt.remote_id,
            number=receipt.number,
            link=receipt.link,
            more=dict(receipt.more),
            sent_at=operation.changed_at,
        )
        return self._moved(operation, State.SENT, facts)

    def _not_there(self, operation: Operation, certain: float) -> Settlement:
        """The service lacks it: believed from a moment on, never of what another computer may send yet."""
        history = self._journal.history(operation.id)
        if was_halted(operation, history):
            over = any(step.after in NEVER_THERE for step in history)
            key = "settle.halted_and_over" if over else "settle.halted"
            return _stays(operation, say(key, id=operation.id))
        if self._begun < certain:
            again_at = moment_of(certain)
            return _stays(operation, say("settle.too_early", time=clock(again_at)), again_at)
        return self._moved(operation, State.NOT_SENT, Facts(message=say("settle.absent")))

    def _is_anothers(self, operation: Operation, record: str) -> str:
        """That the record is another row's, or another computer's with this key; empty where it is not."""
        for other in self._journal.with_record(operation, record):
            if other.state in LIVE and row_key(other.key) != row_key(operation.key):
                row, workbook = other.place.row, other.place.path
                return say(
                    "settle.another_rows",
                    record=record,
                    id=operation.id,
                    named=named(operation),
                    row=row,
                    workbook=workbook,
                )
            if other.state in LIVE or is_twin(other.key):
                return say("settle.anothers", record=record, id=operation.id, named=named(operation))
        return ""

    def _moved(self, operation: Operation, after: State, facts: Facts) -> Settlement:
        if self._journal.step(operation.id, operation.state, after, facts):
            return Settlement(operation, after, facts.message or "")
        current = self._journal.get(operation.id)  # somebody else settled it meanwhile
        return Settlement(operation, current.state, current.message)


def _cannot_be_asked_about(operation: Operation) -> str:
    """Why; empty where it can: a twin shares its row's key, a purged operation has no request any more."""
    if is_twin(operation.key):
        return say("settle.twin", key=row_key(operation.key), id=operation.id, named=named(operation))
    return "" if operation.request else say("settle.purged", id=operation.id, named=named(operation))


def _stays(operation: Operation, message: str, again_at: datetime | None = None) -> Settlement:
    return Settlement(operation, operation.state, message, again_at)


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
