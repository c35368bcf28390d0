"""Commits steps in groups: with eight senders, one fsync serves eight rows."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

Work = Callable[[Connection], Any]
_Item = tuple[Work, Future[Any]]

GROUP = 64
"""At most so many steps share a transaction, so that none waits long."""


class Writer:
    """One thread that does all writing of a process; whoever waits for a future waits for its fsync."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="journal-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> Future[Any]:
        """Queues a piece of work; its future is done once the work is on disk.

        The work may be called a second time, after a neighbour in its group failed and undid the
        transaction they shared: it keeps nothing outside the connection.

        Raises:
            RuntimeError: The writer is closed, so the future would never be done.
        """
        future: Future[Any] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("the journal is closed")
            self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Writes what is queued and ends the thread."""
        with self._closing:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            group, last = self._group(first)
            self._commit(group)
            if last:
                return

    def _group(self, first: _Item) -> tuple[list[_Item], bool]:
        """An item and what else is queued at this moment, and whether that was the last of all."""
        group = [first]
        while len(group) < GROUP:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                break
            if item is None:
                return group, True
            group.append(item)
        return group, False

    def _commit(self, group: list[_Item]) -> None:
        """One transaction for the group; when one work fails, each is done by itself."""
        try:
            with self._engine.begin() as connection:
                results = [work(connection) for work, _ in group]
        except OperationalError as error:  # the disk is full, the file is gone: nobody's step is on disk
            _fail(group, error)
        except Exception as error:
            if len(group) == 1:
                _fail(group, error)
            else:
                for item in group:
                    self._commit([item])
        else:
            for (_, future), result in zip(group, results, strict=True):
                future.set_result(result)


def _fail(group: list[_Item], error: Exception) -> None:
    for _, future in group:
        future.set_exception(error)
