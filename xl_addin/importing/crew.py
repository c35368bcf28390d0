"""The threads that send side by side, and the one that waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait


def started(work: Callable[[], None], name: str) -> Future[None]:
    """A thread at work; done when it has ended.

    Nobody joins it: until Python 3.13, a thread whose join is interrupted counts as ended although it is not
    (CPython 90882), and the row that it sends just then would be called not sent.
    """
    ended: Future[None] = Future()

    def run() -> None:
        try:
            work()
        finally:
            ended.set_result(None)

    threading.Thread(target=run, name=name, daemon=True).start()
    return ended


def wait_for(crew: Sequence[Future[None]], tick: Callable[[], None], stop: Callable[[], None]) -> bool:
    """Waits until all have ended.

    Args:
        crew: Those who were started.
        tick: See `Progress`.
        stop: Called at the first Ctrl-C, so that each finishes the row it has; a second one is raised.

    Returns:
        False when a person interrupted it.
    """
    try:
        _wait(crew, tick)
    except KeyboardInterrupt:
        stop()
        _wait(crew, tick)
        return False
    return True


def _wait(crew: Sequence[Future[None]], tick: Callable[[], None]) -> None:
    """In short turns: on Windows a wait without a limit cannot be interrupted."""
    while wait(crew, 0.2).not_done:
        tick()
