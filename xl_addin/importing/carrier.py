"""Carries a planned request to its service, where nobody else may be sending the same rows.

A request leaves again only when it certainly did not arrive (no connection) or was certainly not acted on
(429 with Retry-After). Every other break is for whoever asked: the row is in doubt then.
"""

from __future__ import annotations

from xl_addin.errors import NothingSent, TooManyRequests
from xl_addin.importing.lanes import Halt, Lane
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.progress import Progress
from xl_addin.settling.repeats import Repeats
from xl_addin.targets.target import Receipt, Target
from xl_addin.texts import say
from xl_addin.workbook.claim.held import Held


class Carrier:
    """Carries the rows of one workbook to one target; called from many threads."""

    def __init__(
        self, journal: Journal, target: Target, progress: Progress, halt: Halt, claim: Held | None
    ) -> None:
        """Carries nothing by itself.

        Args:
            journal: Where a wait is noted.
            target: Where the rows go.
            progress: Told of waits.
            halt: That of all rows: it ends waits.
            claim: That to the workbook: once it is lost, another computer may be sending the same rows.
        """
        self._journal = journal
        self._target = target
        self._progress = progress
        self._halt = halt
        self._claim = claim

    def carry(self, lane: Lane, operation: Operation) -> Receipt:
        """Sends, and sends again only what certainly was not acted on.

        Raises:
            ServiceError: Of the last try; NothingSent too where it was stopped before one.
            JournalError: A wait could not be noted.
        """
        repeats = Repeats()
        while True:
            self._keep_the_claim()
            if lane.stopped:  # while this row's beginning was written down
                raise NothingSent(say("message.interrupted"))
            try:
                return self._target.send(operation.request)
            except (NothingSent, TooManyRequests) as error:
                pause = repeats.pause_after(error)
                if pause is None:
                    raise
                if isinstance(error, TooManyRequests):
                    self._note(operation, error)
            if not self._pause(pause) or lane.stopped:
                raise NothingSent(say("message.interrupted"))

    def _keep_the_claim(self) -> None:
        """Stops everything once the workbook is not ours any more.

        Raises:
            NothingSent: It is not.
        """
        if self._claim is not None and not self._claim.still_ours():
            self._halt.stop(say("message.claim_lost"))
            raise NothingSent(say("message.claim_lost"))

    def _note(self, operation: Operation, error: TooManyRequests) -> None:
        self._journal.note(operation.id, State.SENDING, Facts(message=str(error), status=error.status))

    def _pause(self, seconds: float) -> bool:
        """Waits; False when the import is stopped meanwhile."""
        self._progress.waiting(seconds)
        stopped = self._halt.wait(seconds)
        self._progress.waiting(0)
        return not stopped
