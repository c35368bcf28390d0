"""Threads that ask one service: a service that stalls keeps no other one's answers back."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

R = TypeVar("R")


class Crew(Generic[R]):
    """So many threads at most, each only while there is work. They keep no program from ending."""

    def __init__(self, most: int) -> None:
        """Nobody works yet.

        Args:
            most: Threads side by side.
        """
        self._most = most
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Future[R], Callable[[], R]]] = deque()
        self._working = 0
        self._over = False

    def submit(self, work: Callable[[], R]) -> Future[R]:
        """Has something done when its turn comes; after the end it is cancelled at once."""
        future: Future[R] = Future()
        with self._lock:
            over = self._over
            more = not over and self._working < self._most
            if not over:
                self._waiting.append((future, work))
            self._working += more
        if over:
            _cancel(future)
        if more:
            threading.Thread(target=self._work, name="xl-addin", daemon=True).start()
        return future

    def withdraw(self) -> None:
        """Cancels what has not begun, and wakes who waits for it."""
        with self._lock:
            withdrawn = [future for future, _work in self._waiting]
            self._waiting.clear()
        for future in withdrawn:
            _cancel(future)

    def close(self) -> None:
        """Ends it; what has begun is not waited for."""
        with self._lock:
            self._over = True
        self.withdraw()

    def _work(self) -> None:
        while (item := self._next()) is not None:
            future, work = item
            try:
                result = work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def _next(self) -> tuple[Future[R], Callable[[], R]] | None:
        with self._lock:
            if not self._waiting:
                self._working -= 1
                return None
            item = self._waiting.popleft()
            item[0].set_running_or_notify_cancel()
        return item


def _cancel(future: Future[R]) -> None:
    """Who waits for a cancelled future is woken by the second step alone."""
    future.cancel()
    future.set_running_or_notify_cancel()
