"""Commits steps in groups: with eight senders, one fsync serves eight rows."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, Engine

Work = Callable[[Connection], Any]

GROUP = 64
"""At most so many steps share a transaction, so that none waits long."""


class Writer:
    """One thread that does all writing of a process; whoever waits for a future waits for its fsync."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="journal-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> Future[Any]:
        """Queues a piece of work; its future is done once the work is on disk."""
        future: Future[Any] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Writes what is queued and ends the thread."""
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first, *self._waiting()]
            self._commit([item for item in group if item is not None])
            if None in group:
                return

    def _waiting(self) -> list[tuple[Work, Future[Any]] | None]:
        """What else is queued at this moment, up to a group."""
        waiting: list[tuple[Work, Future[Any]] | None] = []
        while len(waiting) < GROUP - 1 and None not in waiting:
            try:
                waiting.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return waiting

    def _commit(self, group: list[tuple[Work, Future[Any]]]) -> None:
        """One transaction for the group. One work's failure undoes that work alone, not its neighbours'."""
        outcomes: list[tuple[Future[Any], Any, Exception | None]] = []
        try:
            with self._engine.begin() as connection:
                for work, future in group:
                    outcomes.append((future, *_attempt(connection, work)))
        except Exception as error:  # the disk is full, the file is gone: nobody's step is on disk
            outcomes = [(future, None, error) for _, future in group]
        for future, result, failure in outcomes:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(failure)


def _attempt(connection: Connection, work: Work) -> tuple[Any, Exception | None]:
    savepoint = connection.begin_nested()
    try:
        result = work(connection)
    except Exception as error:
        savepoint.rollback()
        return None, error
    savepoint.commit()
    return result, None
