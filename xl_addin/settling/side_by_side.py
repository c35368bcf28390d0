"""The same work for many operations, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(
    work: Callable[[T], R],
    items: Iterable[T],
    workers: int,
    stop: Callable[[], None],
    tick: Callable[[], None] = lambda: None,
) -> tuple[list[R], bool]:
    """Does the work for each item; the results stand in the items' order.

    Args:
        work: Called in threads. After `stop` it finishes what it has begun and begins nothing.
        items: What it is done for.
        workers: How many at a time.
        stop: Called at the first Ctrl-C; a second one is raised.
        tick: See `Progress`.

    Returns:
        The results, and whether a person interrupted it.

    Raises:
        Exception: What the work raised first, once everything has ended.
    """
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        interrupted = False
        while True:
            try:
                while wait(futures, 0.2).not_done:  # in short turns: Windows cannot interrupt a long wait
                    tick()
                break
            except KeyboardInterrupt:
                if interrupted:
                    raise
                interrupted = True
                stop()
    return [future.result() for future in futures], interrupted
