"""What a property of many rows is, row by row, in as few questions as Excel's answers allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """Rows, one-based and inclusive."""

    first: int
    last: int


def spans(rows: Span, ask: Callable[[Span], T | None], least: int = 1) -> Iterator[tuple[Span, T | None]]:
    """Parts of the rows from top to bottom, and what each of them has in common.

    Args:
        rows: All of them.
        ask: What rows have in common; None where they differ, as Excel says it. Those are halved.
        least: So few rows are left together, though they differ.
    """
    waiting = [rows]
    while waiting:
        part = waiting.pop()
        common = ask(part)
        if common is not None or part.last - part.first < least:
            yield part, common
            continue
        middle = (part.first + part.last) // 2
        waiting += [Span(middle + 1, part.last), Span(part.first, middle)]
