"""Sends planned operations, several at a time, each at most once.

The ladder of one row: SENDING is on disk, then the request leaves, then its answer is written.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
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
from xl_addin.importing.answers import Answers
from xl_addin.importing.carrier import Carrier
from xl_addin.importing.crew import started, wait_for
from xl_addin.importing.entry import Entry, Status
from xl_addin.importing.lanes import Halt, Lane, Row, lanes_of
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.advice import by_hand
from xl_addin.settling.progress import Progress
from xl_addin.targets.target import Receipt, Target
from xl_addin.texts import say
from xl_addin.workbook.claim.held import Held

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
        self._target = target
        self._progress = progress
        self._halt = Halt(threading.Event())
        self._carrier = Carrier(journal, target, progress, self._halt, claim)
        self._answers = Answers(journal)
        self._doubts = 0

    def send_all(self, rows: Sequence[Row], workers: int) -> bool:
        """Sends the rows in order, `workers` lanes side by side. Every row has a status afterwards.

        Raises:
            JournalError: An answer could not be written down; its row says so, and the next run settles it.

        Returns:
            False when a person interrupted it: the rows on their way were finished, the rest not begun.
        """
        lanes = lanes_of(rows, self._halt)
        finished = self._may_begin() and self._send_lanes(lanes, workers)
        for lane in lanes:
            for entry, operation in lane.rows:
                if entry.status is None:
                    self._drop(entry, operation, lane.reason)
        self._answers.wait()
        self._journal.flush()
        return finished

    def _may_begin(self) -> bool:
        """Whether nobody stopped it while the rows were planned and their keys were saved."""
        try:
            self._progress.tick()
        except KeyboardInterrupt:
            self._halt.stop(say("message.interrupted"))
            return False
        return True

    def _send_lanes(self, lanes: Sequence[Lane], workers: int) -> bool:
        """Lane after lane, each by whoever is free; False when a person interrupted it."""
        waiting: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        for lane in lanes:
            waiting.put(lane)
        work = partial(self._work, waiting)
        try:
            crew = [started(work, f"sender-{number}") for number in range(min(workers, len(lanes)))]
            return wait_for(crew, self._progress.tick, self._stop)
        except BaseException:  # nobody waits any more for those who send
            self._stop()
            raise

    def _stop(self) -> None:
        self._halt.stop(say("message.interrupted"))

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
            receipt = self._carrier.carry(lane, operation)
        except ServiceError as error:
            self._fail(lane, entry, operation, error)
        except Exception as error:  # a mistake of ours after the request may have left
            self._doubt(lane, entry, operation, say("message.unexpected", reason=type(error).__name__))
        else:
            self._succeed(lane, entry, operation, receipt)

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
        lane.proven = True
        entry.operation = replace(operation, state=State.SENT, **answered)
        entry.settle(Status.SENT, message)
        doubt = partial(self._double, operation, facts)
        answer = self._journal.answer_soon(operation, facts, doubt)
        self._answers.expect(entry, answer)
        answer.add_done_callback(partial(self._written, entry, operation, doubt))

    def _written(
        self,
        entry: Entry,
        operation: Operation,
        doubt: Callable[[Operation], Facts],
        answer: Future[Operation | None],
    ) -> None:
        """An answer is on disk: a good one, or one with the id that another row has."""
        if answer.exception():
            return
        other = answer.result()
        if other is None:
            self._doubts = 0
            return
        text = doubt(other).message or ""
        entry.operation = replace(operation, state=State.IN_DOUBT, message=text)
        entry.settle(Status.IN_DOUBT, text)
        self._count_doubt()

    def _double(self, operation: Operation, facts: Facts, other: Operation) -> Facts:
        """What is known of a row that was answered with the id of another one's record."""
        reason = say(
            "message.double_id", record=facts.remote_id or "", row=other.place.row, workbook=other.place.path
        )
        return Facts(message=self._doubtful(operation, f"{reason} {facts.message}".rstrip()))

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
        self._count_doubt()

    def _count_doubt(self) -> None:
        self._doubts += 1
        if self._doubts >= DOUBTS_IN_A_ROW:
            self._halt.stop(say("message.stopped", reason=say("message.many_doubts")))

    def _doubtful(self, operation: Operation, reason: str) -> str:
        """That it is not known whether a row arrived, and how that can be found out."""
        asked = self._target.finder() is not None
        advice = say("message.ask_service") if asked else by_hand(operation)
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
        facts = Facts.of_error(text, error) if error else Facts(message=text)
        self._answers.expect(entry, self._journal.step_soon(operation.id, State.SENDING, state, facts))
        entry.settle(status, text)

    def _drop(self, entry: Entry, operation: Operation, reason: str) -> None:
        """A row whose turn never came."""
        self._journal.step_soon(operation.id, State.PLANNED, State.NOT_SENT, Facts(message=reason))
        entry.settle(Status.NOT_SENT, reason)
