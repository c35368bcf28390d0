"""Does things several at a time, and stops well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from xl_addin.fetching.system import Bar

Item = TypeVar("Item")
Result = TypeVar("Result")

TURN = 0.2
"""Seconds between two looks at who is done: on Windows a wait without a limit cannot be interrupted."""


def several(
    items: Sequence[Item], work: Callable[[Item], Result], workers: int, bar: Bar | None = None
) -> list[Result]:
    """What the work makes of each, in order.

    The first that raises ends it, and so does Ctrl-C: what has begun is done to its end, nothing else begins.

    Args:
        items: What there is to do.
        work: Is called in threads.
        workers: How many at a time; one does it in the caller's own thread.
        bar: Told of each.
    """
    if bar:
        bar.begin(len(items))
    if workers == 1 and not bar:
        return [work(item) for item in items]
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        try:
            _watch(futures, bar)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() for future in futures]


def _watch(futures: Sequence[Future[Any]], bar: Bar | None) -> None:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=TURN)
        for future in done:
            future.result()
            if bar:
                bar.advance()
