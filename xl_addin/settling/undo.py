"""Takes back what was sent: only records that are still as they were sent, each asked about first (ADR 11).

The ladder of one operation: `undoing` is on disk, then the DELETE leaves, then its answer is written. A
refusal leads back to `sent`. After a lost answer it stays `undoing`, and the service is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from xl_addin.errors import (
    FateUnknown,
    JournalError,
    NotFound,
    NothingSent,
    Refused,
    ServiceError,
    TooManyRequests,
)
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.brake import Brake
from xl_addin.settling.progress import Progress
from xl_addin.settling.prospects import NOT_THERE, Prospect, look
from xl_addin.settling.repeats import Repeats
from xl_addin.settling.settlement import Settlement
from xl_addin.settling.side_by_side import side_by_side
from xl_addin.settling.undoing import moved, settle_undoing, twins
from xl_addin.targets.target import Undoer
from xl_addin.texts import say


class Undo:
    """Deletes the records of a batch; whoever makes it holds the right to (`Runs.undoing`)."""

    def __init__(self, journal: Journal, quiet: timedelta, watch: Progress) -> None:
        self._journal = journal
        self._quiet = quiet
        self._watch = watch
        self._brake = Brake()

    def take_back(self, prospects: Iterable[Prospect], workers: int) -> tuple[list[Settlement], bool]:
        """Takes back what can be; each record is looked at once more just before.

        Returns:
            What became of each, and whether a person interrupted it: those on their way were finished.

        Raises:
            JournalError: Nothing can be written down, so nothing more was deleted.
        """
        possible = [item for item in prospects if not item.reason]
        return side_by_side(self._take_back, possible, workers, self._brake.pull, self._watch.tick)

    def _take_back(self, prospect: Prospect) -> Settlement:
        if self._brake.pulled:
            return Settlement(prospect.operation, prospect.operation.state, self._brake.why)
        try:
            return self._until_answered(prospect)
        except JournalError as error:
            self._brake.pull(str(error))
            raise
        finally:
            self._watch.advance()

    def _until_answered(self, prospect: Prospect) -> Settlement:
        """Deletes, and deletes again only what certainly was not acted on."""
        operation, undoer = prospect.operation, prospect.undoer
        assert undoer is not None
        repeats = Repeats()
        while True:
            if reason := look(prospect, self._brake).reason:
                return Settlement(operation, operation.state, reason)
            settled, error = self._attempt(operation, undoer)
            if error is None:
                return settled
            pause = repeats.pause_after(error)
            if pause is None:
                self._brake.pull(settled.message)
            if pause is None or not self._pause(pause):
                return settled

    def _attempt(self, operation: Operation, undoer: Undoer) -> tuple[Settlement, ServiceError | None]:
        """One DELETE at most; with the error where a wait may help."""
        begun = Facts(message=say("undo.under_way"))
        if not self._journal.step(operation.id, State.SENT, State.UNDOING, begun):
            current = self._journal.get(operation.id)
            return Settlement(operation, current.state, current.message), None
        for twin in twins(self._journal, operation, State.SENT):  # one record: it goes, or stays, for both
            self._journal.step(twin.id, State.SENT, State.UNDOING, begun)
        try:
            undoer.take_back(operation.remote_id, operation.request)
        except (NothingSent, TooManyRequests) as error:
            return self._back(operation, error), error
        except (FateUnknown, NotFound) as error:
            return self._ask(operation, undoer, error), None
        except Refused as error:
            self._brake.pull_after(error)
            return self._back(operation, error), None
        return moved(self._journal, operation, State.UNDONE, Facts(message=say("undo.done"))), None

    def _back(self, operation: Operation, error: ServiceError) -> Settlement:
        """It was certainly not deleted."""
        facts = Facts.of_error(say("undo.refused", reason=error), error)
        return moved(self._journal, operation, State.SENT, facts)

    def _ask(self, operation: Operation, undoer: Undoer, error: ServiceError) -> Settlement:
        """It may have been deleted: that is written down, and the service is asked."""
        facts = Facts.of_error(str(error), error)
        self._journal.note(operation.id, State.UNDOING, facts)
        return settle_undoing(self._journal, operation, undoer, self._quiet)

    def _pause(self, seconds: float) -> bool:
        """Waits; False when the undo is stopped meanwhile."""
        self._watch.waiting(seconds)
        going_on = self._brake.wait(seconds)
        self._watch.waiting(0)
        return going_on


def exit_code(states: Sequence[State], *, interrupted: bool) -> int:
    """0 none is there any more; 1 some are; 3 of some that is not known; 130 interrupted."""
    if interrupted:
        return 130
    if {State.IN_DOUBT, State.UNDOING} & {*states}:
        return 3
    return 0 if {*states} <= {*NOT_THERE} else 1
