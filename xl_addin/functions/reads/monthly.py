"""Movements month by month: the unit in which they are asked for and kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from xl_addin.errors import WrongUse
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question, Siblings
from xl_addin.functions.reads.freshness import of_month
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month, last_of_month, months

D = TypeVar("D")

MONTHS_A_REQUEST = 3
"""Quarters of the calendar, so that the same months are always asked for together."""
MONTHS_A_HALF = 6
LONG_AGO = 2
"""Years after which a year is asked for as one: nobody looks at single months of it any more."""
MOST_MONTHS = 12
"""In one request, where months are short or come by pages."""
MOST_YEARS = 50
"""A longer period is a slip of the finger, and would be thousands of requests."""


def check_length(start: date, end: date) -> None:
    """Refuses a period that is a slip of the finger.

    Raises:
        WrongUse: It is longer than anybody means.
    """
    if end.year - start.year > MOST_YEARS:
        raise WrongUse(say("cells.long_period", start=start, end=end, years=MOST_YEARS))


def _itself(record: D) -> D:
    return record


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
        quarters: A month is asked with the others of its quarter: they are mostly wanted next. One of long
            ago with those of its year. Otherwise up to twelve that are wanted are asked for together.
        halves: A month is asked with the others of its half-year that have begun: of a record a day they are
            one page.
        id: Which record it is, wherever it moves to; None where that is not known.
        key: What tells a stray from the records of its own month, which may have it too.
    """

    what: str
    kind: Any
    ask: Callable[[date, date], Sequence[D]]
    day: Callable[[D], date | None] = attrgetter("date")
    strays: bool = False
    quarters: bool = False
    halves: bool = False
    id: Callable[[D], Hashable] | None = None
    key: Callable[[D], Hashable] = _itself

    @property
    def months(self) -> Siblings[list[D]] | None:
        """Among what its records move."""
        return Siblings(self.what, self._ids_of_month) if self.id else None

    def _ids_of_month(self, what: str, found: Sequence[D]) -> Collection[Hashable]:
        """Of the records that are a month's own; strays are another one's."""
        last, id_of = _last_day(what), self.id
        return [id_of(record) for record in found if self.is_of(record, last)] if id_of else ()

    def is_of(self, record: D, last: date) -> bool:
        """Whether a record belongs to the month that ends on this day."""
        day = self.day(record)
        return day is not None and (day.year, day.month) == (last.year, last.month)

    def within(self, record: D, start: date, end: date) -> bool:
        """Whether a record is of these days, or says nothing of them."""
        day = self.day(record)
        return day is None or start <= day <= end

    def once(self, found: Sequence[tuple[date, list[D]]]) -> list[tuple[date, list[D]]]:
        """Months by their last days, without the strays that another one of them has as well."""
        known = {self.key(item) for last, month in found for item in month if self.is_of(item, last)}
        kept = []
        for last, month in found:
            own = [item for item in month if self.is_of(item, last) or self.key(item) not in known]
            known.update(map(self.key, own))
            kept.append((last, own))
        return kept

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
        """The records from `start` to `end`, each once, in the months' order; see `each`."""
        lasts = [last for _, last in months(start, end)]
        found = list(zip(lasts, self.months(series, start, end), strict=True))
        if series.strays:
            found = series.once(found)
        return [item for _, month in found for item in month if series.within(item, start, end)]

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
        batches = [
            batch for series, own in zip(some, questions, strict=True) for batch in self._batches(series, own)
        ]

        def fetch(missing: Sequence[Question[list[D]]]) -> list[list[D]]:
            series = by_what[_what(missing[0])]
            days = sorted(_day(question) for question in missing)
            found = series.sorted_into(series.ask(first_of_month(days[0]), days[-1]), days)
            by_day = dict(zip(days, found, strict=True))
            return [by_day[_day(question)] for question in missing]

        def along(batch: Sequence[Question[list[D]]]) -> list[Question[list[D]]]:
            series = by_what[_what(batch[0])]
            around = [self._question(series, last) for last in self._around(series, _day(batch[-1]))]
            return [one for one in around if one not in batch]

        found = iter(self.cache.ask(batches, fetch, along))
        return [[next(found) for _ in lasts] for _ in some]

    def _batches(
        self, series: Series[D], own: Sequence[Question[list[D]]]
    ) -> Iterator[Sequence[Question[list[D]]]]:
        """Months in order, as they are asked for together."""
        if series.quarters:
            for _, group in groupby(own, key=lambda question: self._unit(_day(question))):
                yield list(group)
        else:
            for start in range(0, len(own), MOST_MONTHS):
                yield own[start : start + MOST_MONTHS]

    def _around(self, series: Series[D], day: date) -> list[date]:
        """The last days of the months that are asked for with a month, its own among them."""
        if series.quarters:
            return [last for _, last in months(*self._unit(day))]
        if series.halves:
            first = date(day.year, 1 if day.month <= MONTHS_A_HALF else MONTHS_A_HALF + 1, 1)
            last = min(max(day, self.today()), first.replace(month=first.month + MONTHS_A_HALF - 1))
            return [one for _, one in months(first, last)]
        return []

    def _unit(self, day: date) -> tuple[date, date]:
        """First and last day of its quarter, or of its year where that is long ago."""
        if self.today().year - day.year >= LONG_AGO:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        first = date(day.year, day.month - (day.month - 1) % MONTHS_A_REQUEST, 1)
        return first, last_of_month(first.replace(month=first.month + MONTHS_A_REQUEST - 1))

    def _question(self, series: Series[D], last: date) -> Question[list[D]]:
        what, fresh_for = f"{series.what} {last}", of_month(last, self.today())
        return Question(self.scope, what, series.kind, fresh_for, series.months)


def _what(question: Question[Any]) -> str:
    """The series that a question is about."""
    return question.what.rpartition(" ")[0]


def _day(question: Question[Any]) -> date:
    """The last day of the month that a question is about."""
    return _last_day(question.what)


def _last_day(what: str) -> date:
    return date.fromisoformat(what.rpartition(" ")[2])
