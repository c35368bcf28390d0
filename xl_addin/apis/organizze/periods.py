"""Long periods: asked for in parts, several at a time, then cut to the days that were wanted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Protocol, TypeVar

from xl_addin.http.session import Params
from xl_addin.values.dates import months

AT_ONCE = 4
"""Parts asked for side by side."""


class Dated(Protocol):
    """What a period's list holds."""

    @property
    def id(self) -> int:
        """The service's id."""

    @property
    def date(self) -> date:
        """The day that counts for the period."""


D = TypeVar("D", bound=Dated)


def listed(ask: Callable[[Params], list[D]], start: date, end: date, *, months_a_part: int) -> list[D]:
    """Everything dated from `start` to `end`, each once, by date and id.

    The service widens what it is asked to whole months, so whole months are what it is asked for.

    Args:
        ask: Asks the service with `start_date` and `end_date`.
        start: First day wanted.
        end: Last day wanted.
        months_a_part: How many months one request covers.

    Raises:
        ServiceError: One of the parts could not be fetched.
    """
    if end < start:
        return []
    parts: list[Params] = [
        {"start_date": first.isoformat(), "end_date": last.isoformat()}
        for first, last in months(start, end, at_once=months_a_part)
    ]
    found = {item.id: item for part in _asked(ask, parts) for item in part if start <= item.date <= end}
    return sorted(found.values(), key=lambda item: (item.date, item.id))


def _asked(ask: Callable[[Params], list[D]], parts: list[Params]) -> list[list[D]]:
    if len(parts) < 2:
        return [ask(part) for part in parts]
    with ThreadPoolExecutor(min(AT_ONCE, len(parts)), thread_name_prefix="organizze") as pool:
        return list(pool.map(ask, parts))
