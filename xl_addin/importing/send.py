"""Sends planned operations, several at a time, each at most once.

The ladder of one row: SENDING is on disk, then the request leaves, then its answer is written.
It leaves again only when it certainly did not arrive (no connection) or was certainly not acted on
(429 with Retry-After); every other break leaves the row in doubt.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Any

from xl_addin.errors import (
    IssuerRefused,
    JournalError,
    NothingSent,
    Refused,
    ServiceError,
    TooManyRequests,
    Unauthorized,
)
from xl_addin.importing.entry import Entry, Status
from xl_addin.importing.lanes import Halt, Lane, Row, lanes_of
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.pauses import Pauses
from xl_addin.settling.progress import Progress
from xl_addin.targets.target import Receipt, Target
from xl_addin.texts import say
from xl_addin.workbook.claim import Held

CONNECT_TRIES = 3
PATIENCE = 900.0
"""Seconds of waiting that a service may ask of one row, altogether."""
ANSWER_KEPT = 20_000
"""Characters of an answer that the journal keeps."""
DOUBTS_IN_A_ROW = 20
"""So many lost answers without one good one between them, and nothing more is sent."""


class Sender:
    """Sends the rows of one workbook to one target."""

    def __init__(
        self, journal: Journal, target: Target, progress: Progress, claim: Held | None = None
    ) -> None:
        """Sends nothing by itself.

        Args:
            journal: Where each step is written down first.
            target: Where the rows go.
            progress: Told of each row.
            claim: That to the workbook: once it is lost, another computer may be sending the same rows.
        """
        self._journal = journal
        self._claim = claim
        self._target = target
        self._progress = progress
        self._stopped = threading.Event()
        self._halt = Halt(self._stopped)
        self._doubts = 0
        self._lost: list[tuple[Entry, Future[bool]]] = []

    def send_all(self, rows: Sequence[Row], workers: int) -> bool:
        """Sends the rows in order, `workers` lanes side by side. Every row has a status afterwards.

        Raises:
            JournalError: An answer could not be written down; its row says so, and the next run settles it.

        Returns:
            False when a person interrupted it: the rows on their way were finished, the rest not begun.
        """
        lanes = lanes_of(rows, self._halt)
        waiting: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        for lane in lanes:
            waiting.put(lane)
        threads = [
            threading.Thread(target=self._work, args=(waiting,), name=f"sender-{number}", daemon=True)
            for number in range(min(workers, len(lanes)))
        ]
        for thread in threads:
            thread.start()
        finished = self._join(threads)
        for lane in lanes:
            for entry, operation in lane.rows:
                if entry.status is None:
                    self._drop(entry, operation, lane.reason)
        self._await_answers()
        self._journal.flush()
        return finished

    def _await_answers(self) -> None:
        """Returns once every answer is on disk; a row whose answer is not says so."""
        with suppress(JournalError):
            self._journal.flush()
        lost = ""
        for entry, answer in self._lost:
            try:
                self._journal.confirm(answer)
            except JournalError as error:
                lost = say("message.not_written_down", reason=error)
                entry.message = f"{entry.message} {lost}".lstrip()
        if lost:
            raise JournalError(lost)

    def _join(self, threads: list[threading.Thread]) -> bool:
        """Waits. The first Ctrl-C lets the senders finish the row they have; a second one is raised."""
        try:
            _join(threads)
        except KeyboardInterrupt:
            self._halt.stop(say("message.interrupted"))
            _join(threads)
            return False
        return True

    def _work(self, waiting: queue.SimpleQueue[Lane]) -> None:
        while not self._halt.stopped:
            try:
                lane = waiting.get_nowait()
            except queue.Empty:
                return
            for entry, operation in lane.rows:
                if lane.stopped:
                    break
                self._send_safely(lane, entry, operation)
                self._progress.advance()

    def _send_safely(self, lane: Lane, entry: Entry, operation: Operation) -> None:
        try:
            self._send(lane, entry, operation)
        except JournalError as error:  # the row's beginning is not on disk, so no byte of it left
            self._halt.stop(str(error))
            entry.settle(Status.NOT_SENT, str(error))
        except Exception as error:  # a mistake of ours
            self._halt.stop(str(error))
            entry.settle(Status.IN_DOUBT, self._doubtful(operation, str(error)))

    def _send(self, lane: Lane, entry: Entry, operation: Operation) -> None:
        if not self._journal.step(operation.id, State.PLANNED, State.SENDING):
            entry.settle(Status.NOT_SENT, say("message.busy_elsewhere"))
            return
        try:
            receipt = self._until_answered(lane, operation)
        except ServiceError as error:
            self._fail(lane, entry, operation, error)
        except Exception as error:  # a mistake of ours after the request may have left
            self._doubt(lane, entry, operation, say("message.unexpected", reason=type(error).__name__))
        else:
            self._succeed(lane, entry, operation, receipt)

    def _until_answered(self, lane: Lane, operation: Operation) -> Receipt:
        """Sends, and sends again only what certainly was not acted on."""
        patience, tries, pauses = PATIENCE, 0, Pauses()
        while True:
            self._keep_the_claim()
            try:
                return self._target.send(operation.request)
            except NothingSent:
                tries += 1
                wait = 2.0 ** (tries - 1)
                if tries >= CONNECT_TRIES:
                    raise
            except TooManyRequests as error:
                if error.retry_after is None or error.retry_after > patience:
                    raise
                wait = max(error.retry_after, pauses.next())
                patience -= wait
                self._journal.note(
                    operation.id, State.SENDING, Facts(message=str(error), status=error.status)
                )
            if not self._pause(wait) or lane.stopped:
                raise NothingSent(say("message.interrupted"))

    def _keep_the_claim(self) -> None:
        """Stops everything once the workbook is not ours any more.

        Raises:
            NothingSent: It is not.
        """
        if self._claim is not None and not self._claim.still_ours():
            self._halt.stop(say("message.claim_lost"))
            raise NothingSent(say("message.claim_lost"))

    def _pause(self, seconds: float) -> bool:
        """Waits; False when the import is stopped meanwhile."""
        self._progress.waiting(seconds)
        stopped = self._stopped.wait(seconds)
        self._progress.waiting(0)
        return not stopped

    def _succeed(self, lane: Lane, entry: Entry, operation: Operation, receipt: Receipt) -> None:
        message = " ".join(receipt.differences)
        answered: dict[str, Any] = {
            "remote_id": receipt.remote_id,
            "number": receipt.number,
            "link": receipt.link,
            "more": dict(receipt.more),
            "sent_at": now(),
        }
        facts = Facts(message=message, **answered)
        self._answered(entry, self._journal.step_soon(operation.id, State.SENDING, State.SENT, facts))
        self._doubts = 0
        lane.proven = True
        entry.operation = replace(operation, state=State.SENT, **answered)
        entry.settle(Status.SENT, message)

    def _fail(self, lane: Lane, entry: Entry, operation: Operation, error: ServiceError) -> None:
        if isinstance(error, NothingSent | TooManyRequests):
            key = "message.no_connection" if isinstance(error, NothingSent) else "message.refused_to_wait"
            text = lane.reason or say(key, reason=error)
            self._settle(entry, operation, Status.NOT_SENT, State.NOT_SENT, text, error)
            if not lane.stopped:  # else it is this row that was stopped, by what concerns its lane alone
                self._halt.stop(text)
        elif isinstance(error, Refused):
            self._settle(entry, operation, Status.REJECTED, State.REJECTED, str(error), error)
            if isinstance(error, Unauthorized):
                lane.stop_login(say("message.stopped", reason=error))
            elif isinstance(error, IssuerRefused):
                lane.stop(say("message.stopped", reason=error))
        else:
            self._doubt(lane, entry, operation, str(error), error)

    def _doubt(
        self,
        lane: Lane,
        entry: Entry,
        operation: Operation,
        reason: str,
        error: ServiceError | None = None,
    ) -> None:
        text = self._doubtful(operation, reason)
        self._settle(entry, operation, Status.IN_DOUBT, State.IN_DOUBT, text, error)
        if not lane.proven:  # the lane's first row was to show that the service takes them
            lane.stop(say("message.stopped", reason=text))
        self._doubts += 1
        if self._doubts >= DOUBTS_IN_A_ROW:
            self._halt.stop(say("message.stopped", reason=say("message.many_doubts")))

    def _doubtful(self, operation: Operation, reason: str) -> str:
        """That it is not known whether a row arrived, and how that can be found out."""
        by_hand = self._target.finder() is None
        advice = say("settle.by_hand", id=operation.id) if by_hand else say("message.ask_service")
        return say("message.doubt", reason=reason, advice=advice)

    def _settle(
        self,
        entry: Entry,
        operation: Operation,
        status: Status,
        state: State,
        text: str,
        error: ServiceError | None,
    ) -> None:
        facts = Facts(
            message=text,
            status=error.status if error else None,
            answer=error.answer[:ANSWER_KEPT] if error else "",
        )
        self._answered(entry, self._journal.step_soon(operation.id, State.SENDING, state, facts))
        entry.settle(status, text)

    def _answered(self, entry: Entry, step: Future[bool]) -> None:
        """Of the answers, only those that do not reach the disk are kept."""
        step.add_done_callback(lambda done: self._lost.append((entry, done)) if done.exception() else None)

    def _drop(self, entry: Entry, operation: Operation, reason: str) -> None:
        """A row whose turn never came."""
        self._journal.step_soon(operation.id, State.PLANNED, State.NOT_SENT, Facts(message=reason))
        entry.settle(Status.NOT_SENT, reason)


def _join(threads: list[threading.Thread]) -> None:
    """Joins in short turns: on Windows a join without a limit cannot be interrupted."""
    for thread in threads:
        while thread.is_alive():
            thread.join(0.2)
