"""Movements month by month: the unit in which they are asked for and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from xl_addin.errors import WrongUse
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import of_month
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month, last_of_month, months

D = TypeVar("D")

MONTHS_A_REQUEST = 3
"""Quarters of the calendar, so that the same months are always asked for together."""
MOST_YEARS = 50
"""A longer period is a slip of the finger, and would be thousands of requests."""


def check_length(start: date, end: date) -> None:
    """Refuses a period that is a slip of the finger.

    Raises:
        WrongUse: It is longer than anybody means.
    """
    if end.year - start.year > MOST_YEARS:
        raise WrongUse(say("cells.long_period", start=start, end=end, years=MOST_YEARS))


@dataclass(frozen=True, slots=True)
class Series(Generic[D]):
    """Records of one list, such as an account's.

    Attributes:
        what: Which records, such as "transactions".
        kind: A month's records as msgspec reads them, such as `list[Transaction]`.
        ask: Asks the service for whole months, first and last day.
        day: Which day a record belongs to; None where it does not say.
        strays: What comes for other days than those asked for is kept with the nearest month: nobody knows
            which of a record's days the service goes by. Otherwise it is left out.
        quarters: A month is asked with the others of its quarter: they are mostly wanted next.
    """

    what: str
    kind: Any
    ask: Callable[[date, date], Sequence[D]]
    day: Callable[[D], date | None] = attrgetter("date")
    strays: bool = False
    quarters: bool = False

    def within(self, record: D, start: date, end: date) -> bool:
        """Whether a record is of these days, or says nothing of them."""
        day = self.day(record)
        return day is None or start <= day <= end

    def sorted_into(self, found: Sequence[D], months: Sequence[date]) -> list[list[D]]:
        """What came, by the months asked for, which are given by their last days."""
        first, last = first_of_month(months[0]), months[-1]
        by_month: dict[date, list[D]] = {month: [] for month in months}
        for record in found:
            day = self.day(record) or first
            if self.strays:
                day = min(max(day, first), last)
            if (month := last_of_month(day)) in by_month:
                by_month[month].append(record)
        return list(by_month.values())


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

    def months(self, series: Series[D], start: date, end: date) -> list[list[D]]:
        """The records of each month that `start` to `end` touches, whole months; see `each`."""
        return self.each([series], start, end)[0]

    def between(self, series: Series[D], start: date, end: date) -> list[D]:
        """The records from `start` to `end`, in the months' order; see `each`."""
        found = self.months(series, start, end)
        return [item for month in found for item in month if series.within(item, start, end)]

    def each(self, some: Sequence[Series[D]], start: date, end: date) -> list[list[list[D]]]:
        """Each series' records of each month that `start` to `end` touches; several are asked side by side.

        Raises:
            WrongUse: The period is longer than anybody means.
            NotYet: As `Cache.ask`, like the others.
            XlAddinError: Likewise.
        """
        check_length(start, end)
        lasts = [last for _, last in months(start, end)]
        by_what = {series.what: series for series in some}
        questions = [[self._question(series, last) for last in lasts] for series in some]
        batches = [list(group) for own in questions for _, group in groupby(own, key=_quarter)]

        def fetch(missing: Sequence[Question[list[D]]]) -> list[list[D]]:
            series = by_what[_what(missing[0])]
            days = sorted(_day(question) for question in missing)
            found = series.sorted_into(series.ask(first_of_month(days[0]), days[-1]), days)
            by_day = dict(zip(days, found, strict=True))
            return [by_day[_day(question)] for question in missing]

        def along(batch: Sequence[Question[list[D]]]) -> list[Question[list[D]]]:
            series = by_what[_what(batch[0])]
            lasts = _months_of_quarter(_day(batch[0])) if series.quarters else ()
            return [one for last in lasts if (one := self._question(series, last)) not in batch]

        found = iter(self.cache.ask(batches, fetch, along))
        return [[next(found) for _ in lasts] for _ in some]

    def _question(self, series: Series[D], last: date) -> Question[list[D]]:
        return Question(self.scope, f"{series.what} {last}", series.kind, of_month(last, self.today()))


def _what(question: Question[Any]) -> str:
    """The series that a question is about."""
    return question.what.rpartition(" ")[0]


def _day(question: Question[Any]) -> date:
    """The last day of the month that a question is about."""
    return date.fromisoformat(question.what.rpartition(" ")[2])


def _months_of_quarter(day: date) -> list[date]:
    """The last days of the months of a day's quarter."""
    first = date(day.year, day.month - (day.month - 1) % MONTHS_A_REQUEST, 1)
    return [last_of_month(first.replace(month=first.month + index)) for index in range(MONTHS_A_REQUEST)]


def _quarter(question: Question[Any]) -> tuple[int, int]:
    day = _day(question)
    return day.year, (day.month - 1) // MONTHS_A_REQUEST
