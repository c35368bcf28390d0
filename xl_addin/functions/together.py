"""The cells of a range: what all of them want is asked for side by side before any of it is waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.trace import Trace, current, tracing

R = TypeVar("R")

TURNS: Final = 6
"""How often it is computed at most: names are asked for first, then months, then the months before them."""


def together(cache: Cache, compute: Callable[[], R]) -> R:
    """The result, computed without waiting until nothing that it wants is on its way any more.

    Args:
        cache: Which brings what is wanted.
        compute: Makes all the results of a range; is called again when something has come.
    """
    outer = current()
    for _ in range(TURNS):
        trace = Trace(hurried=True)
        with tracing(trace):
            result = compute()
        if outer.hurried or not trace.waiting:
            break
        cache.wait()
    outer.include(trace)
    return result
