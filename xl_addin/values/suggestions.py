"""How often similar names are looked for: that takes longer than everything else a wrong name costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_suggestions: ContextVar[Iterator[int] | None] = ContextVar("suggestions", default=None)


@contextmanager
def suggesting(most: int) -> Iterator[None]:
    """In the block, similar names are looked up for so many unknown ones at most; it takes its time."""
    token = _suggestions.set(iter(range(most)))
    try:
        yield
    finally:
        _suggestions.reset(token)


def may_suggest() -> bool:
    """Whether similar names may be looked up for one more unknown one; it counts as one."""
    left = _suggestions.get()
    return left is None or next(left, None) is not None
