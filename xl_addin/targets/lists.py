"""A service's lists, several at a time."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial


def fetch_together(names: object, lists: Collection[str]) -> None:
    """Fetches lists that are remembered once fetched, side by side.

    Args:
        names: Has the lists, each as a `cached_property`.
        lists: Which of them.

    Raises:
        ServiceError: One cannot be fetched.
    """
    if not lists:
        return
    with ThreadPoolExecutor(len(lists)) as pool:
        for _ in pool.map(partial(getattr, names), lists):
            continue
