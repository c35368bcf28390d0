"""Movements month by month: the unit in which they are asked for and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Protocol, TypeVar

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import of_month
from xl_addin.values.dates import first_of_month, last_of_month, months

MONTHS_A_REQUEST = 3
"""Quarters of the calendar, so that the same months are always asked for together."""


class Dated(Protocol):
    """What a month holds."""

    @property
    def date(self) -> date:
        """The day it belongs to."""


D = TypeVar("D", bound=Dated)


class Monthly:
    """Records by month, from the cache.

    Attributes:
        cache: Where months are kept.
        scope: Of whom they are.
        today: Says which months are past.
    """

    def __init__(self, cache: Cache, scope: str, today: Callable[[], date]) -> None:
        self.cache = cache
        self.scope = scope
        self.today = today

    def months(
        self, what: str, kind: Any, start: date, end: date, ask: Callable[[date, date], Sequence[D]]
    ) -> list[list[D]]:
        """The records of each month that `start` to `end` touches, whole months.

        Args:
            what: Which records, such as "transactions".
            kind: A month's records as msgspec reads them, such as `list[Transaction]`.
            start: First day wanted.
            end: Last day wanted.
            ask: Asks the service for whole months, first and last day.

        Raises:
            NotYet: As `Cache.ask`, like the others.
            XlAddinError: Likewise.
        """
        questions = [self._question(what, kind, last) for _, last in months(start, end)]
        batches = [list(group) for _, group in groupby(questions, key=_quarter)]

        def fetch(missing: Sequence[Question[list[D]]]) -> list[list[D]]:
            days = [_day(question) for question in missing]
            found = ask(first_of_month(days[0]), days[-1])
            return [[item for item in found if first_of_month(day) <= item.date <= day] for day in days]

        return self.cache.ask(batches, fetch)

    def between(
        self, what: str, kind: Any, start: date, end: date, ask: Callable[[date, date], Sequence[D]]
    ) -> list[D]:
        """The records from `start` to `end`, in the months' order; arguments as `months`."""
        found = self.months(what, kind, start, end, ask)
        return [item for month in found for item in month if start <= item.date <= end]

    def _question(self, what: str, kind: Any, last: date) -> Question[Any]:
        return Question(self.scope, f"{what} {last}", kind, of_month(last, self.today()))


def _day(question: Question[Any]) -> date:
    """The last day of the month that a question is about."""
    return last_of_month(date.fromisoformat(question.what.rpartition(" ")[2]))


def _quarter(question: Question[Any]) -> tuple[int, int]:
    day = _day(question)
    return day.year, (day.month - 1) // MONTHS_A_REQUEST
