"""The cells of a range: what all of them want is asked for side by side before any of it is waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.trace import Trace, current, tracing
from xl_addin.values.suggestions import suggesting

R = TypeVar("R")

FEW: Final = 10
"""Wrong names in a range for which similar ones are looked up: that takes longer than everything else."""
TURNS: Final = 6
"""How often it is computed at most: names are asked for first, then months, then the months before them."""


def together(cache: Cache, compute: Callable[[], R]) -> R:
    """The result, computed without waiting until nothing that it wants is on its way any more.

    It ends where nothing came, and where the calculation has used up its time: what came until then is in it.

    Args:
        cache: Which brings what is wanted.
        compute: Makes all the results of a range; is called again when something has come.
    """
    outer = current()
    may_wait = not outer.hurried
    for _ in range(TURNS):
        arrived, trace = cache.arrived, Trace(hurried=True, turn={})
        with tracing(trace), suggesting(FEW):
            result = compute()
        if not (may_wait and trace.waiting):
            break
        may_wait = cache.wait()
        if cache.arrived == arrived:
            break
    outer.include(trace)
    return result
