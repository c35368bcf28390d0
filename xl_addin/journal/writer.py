"""Commits steps in groups: with eight senders, one fsync serves eight rows."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

TURN = 0.2
"""Seconds of one wait: on Windows a long one cannot be interrupted."""

T = TypeVar("T")

Work = Callable[[Connection], Any]

GROUP = 64
"""At most so many steps share a transaction, so that none waits long."""
LINGER = 0.005
"""Seconds for which a step that nobody waits for stays open to others. A sender has an answer written and
then its next row's beginning, at once: the two share a commit."""


@dataclass(frozen=True, slots=True)
class _Item:
    work: Work
    urgent: bool
    future: Future[Any] = field(default_factory=Future)


class Writer:
    """All writing of a process, over one connection that is its own, one transaction at a time.

    Who waits for a step writes it himself, with all that others have queued: no other thread has to wake
    up before the row may leave. What nobody waits for is written by a thread. So is what the main thread
    waits for: Ctrl-C ends its work anywhere, and others' steps would end with it.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._queue: deque[_Item] = deque()
        self._turn = threading.Lock()
        self._bell = threading.Event()
        self._closing = threading.Lock()
        self._closed = False
        self._ended: Future[None] = Future()
        threading.Thread(target=self._serve, name="journal-writer", daemon=True).start()

    def submit(self, work: Work, *, urgent: bool = True) -> Future[Any]:
        """Queues a piece of work; its future is done once the work is on disk.

        The work may be called a second time, after a neighbour in its group failed and undid the
        transaction they shared: it keeps nothing outside the connection.

        Args:
            work: What is done, in a transaction.
            urgent: Somebody waits for it; else it may linger.

        Raises:
            RuntimeError: The writer is closed, so the future would never be done.
        """
        item = self._queued(work, urgent)
        self._bell.set()
        return item.future

    def do(self, work: Callable[[Connection], T]) -> T:
        """Does a piece of work as `submit` tells, and returns once it is on disk, with what came of it.

        Raises:
            Exception: What the work raised, or the commit.
        """
        if threading.current_thread() is threading.main_thread():
            waited: T = self.submit(work).result()
            return waited
        item = self._queued(work, urgent=True)
        with self._turn:
            while not item.future.done():
                self._commit(self._taken())
        done: T = item.future.result()
        return done

    def close(self) -> None:
        """Writes what is queued and ends the thread; Ctrl-C is heard once that is done.

        A thread's own `join` would not do: interrupted, it calls a living thread ended (CPython 90882).

        Raises:
            KeyboardInterrupt: A person interrupted it; everything is on disk all the same.
        """
        with self._closing:
            self._closed = True
        self._bell.set()
        interrupted = _outlasted(self._ended)
        with self._turn:
            self._connection.close()
        if interrupted:
            raise KeyboardInterrupt

    def _queued(self, work: Work, urgent: bool) -> _Item:
        item = _Item(work, urgent)
        with self._closing:
            if self._closed:
                raise RuntimeError("the journal is closed")
            self._queue.append(item)
        return item

    def _serve(self) -> None:
        try:
            self._write_all()
        finally:
            self._ended.set_result(None)

    def _write_all(self) -> None:
        while self._queue or not self._closed:
            self._bell.wait()
            self._bell.clear()
            if not any(item.urgent for item in list(self._queue)):
                time.sleep(LINGER)
            with self._turn:
                while self._queue:
                    self._commit(self._taken())

    def _taken(self) -> list[_Item]:
        """What is queued at this moment, oldest first; only who has the turn may ask."""
        return [self._queue.popleft() for _ in range(min(GROUP, len(self._queue)))]

    def _commit(self, group: list[_Item]) -> None:
        """One transaction for the group; when one work fails, each is done by itself."""
        try:
            with self._connection.begin():
                results = [item.work(self._connection) for item in group]
        except OperationalError as error:  # the disk is full, the file is gone: nobody's step is on disk
            _fail(group, error)
        except Exception as error:
            if len(group) == 1:
                _fail(group, error)
            else:
                for item in group:
                    self._commit([item])
        else:
            for item, result in zip(group, results, strict=True):
                item.future.set_result(result)


def _outlasted(ended: Future[None]) -> bool:
    """Waits for the end, whoever interrupts; whether somebody did."""
    interrupted = False
    while not ended.done():
        try:
            wait([ended], TURN)
        except KeyboardInterrupt:
            interrupted = True
    return interrupted


def _fail(group: list[_Item], error: Exception) -> None:
    for item in group:
        item.future.set_exception(error)
