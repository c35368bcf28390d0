"""A service's lists, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 8
"""Questions that a service is asked at a time."""


def fetch_together(names: object, lists: Collection[str]) -> None:
    """Fetches lists that are remembered once fetched, side by side.

    Args:
        names: Has the lists, each as a `cached_property`.
        lists: Which of them.

    Raises:
        ServiceError: One cannot be fetched.
    """
    ask_together([partial(getattr, names, name) for name in lists])


def ask_together(questions: Sequence[Callable[[], T]]) -> list[T]:
    """Asks side by side; the answers stand in the questions' order.

    Raises:
        Exception: What the first of them raised that failed, once all have ended.
    """
    if not questions:
        return []
    with ThreadPoolExecutor(min(len(questions), AT_ONCE)) as pool:
        return [answer.result() for answer in [pool.submit(question) for question in questions]]
