"""CASH_FORECAST: what each day to come brings in each currency, and what is there then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xl_addin.fetching.iziago.forecasts import ahead
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.functions.books import Books
from xl_addin.functions.cash.asked import asked
from xl_addin.functions.cash.system import CashSystem, Flow, Holding
from xl_addin.functions.function import Argument, Takes, table
from xl_addin.texts import say

START, UNTIL = Argument("start", Takes.DAY), Argument("finish", Takes.DAY)
COLUMNS = (
    Column("Date", Kind.DAY, 12),
    Column("Currency", width=10),
    Column("Opening balance", Kind.AMOUNT, 16),
    Column("Inflows", Kind.AMOUNT, 14),
    Column("Outflows", Kind.AMOUNT, 14),
    Column("Closing balance", Kind.AMOUNT, 16),
)
ZERO = Decimal("0.00")


@dataclass(slots=True)
class Purse:
    """All money of one currency.

    Attributes:
        held: Today's position.
        come: What comes, by day.
        go: What goes, by day; above zero.
    """

    held: Decimal = ZERO
    come: defaultdict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    go: defaultdict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))

    def expect(self, flow: Flow) -> None:
        """Money comes, or goes."""
        if flow.amount >= 0:
            self.come[flow.day] += flow.amount
        else:
            self.go[flow.day] -= flow.amount

    def days(self, first: date, last: date) -> Iterator[tuple[date, Decimal, Decimal, Decimal, Decimal]]:
        """Day, opening balance, inflows, outflows, closing balance; what is before the first day is in it."""
        before = [day for day in {*self.come, *self.go} if day < first]
        opening = self.held + sum((self.come[day] - self.go[day] for day in before), ZERO)
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            come, go = self.come.get(day, ZERO), self.go.get(day, ZERO)
            yield day, opening, come, go, opening + come - go
            opening += come - go


@table("CASH_FORECAST", START, UNTIL, example="=CASH_FORECAST(DATE(2026,11,23), DATE(2026,11,25))")
def forecast(books: Books, start: date | None, end: date | None) -> Listing:
    """What each day is expected to bring, by currency; default: today and the 90 days after it.

    It starts from today's position. Days before today are no forecast and are left out.
    """
    today = books.today()
    first, last = ahead(Query(start=start, end=end), today)
    first = max(first, today)
    if last < today:
        return Listing("Cash forecast", COLUMNS, [], [say("cash.past", day=last)])

    def part(system: CashSystem) -> tuple[Iterable[Holding], Iterable[Flow]]:
        return system.opening(books), system.expected(books, last)

    purses = defaultdict[str, Purse](Purse)
    for system, found in asked(books, part).items():
        if found is None:
            books.note(say("cash.without", system=system.name))
            continue
        holdings, flows = found
        for holding in holdings:
            purses[holding.currency].held += holding.amount or ZERO
        for flow in flows:
            purses[flow.currency].expect(flow)
        _say_end(books, system.name, flows, last)
    return Listing("Cash forecast", COLUMNS, list(_rows(purses, first, last)))


def _say_end(books: Books, system: str, flows: Iterable[Flow], last: date) -> None:
    """That the days after the last thing known are flat because nothing is known of them."""
    end = max((flow.day for flow in flows), default=None)
    if end is None:
        books.note(say("cash.nothing_ahead", system=system, day=last))
    elif end < last:
        books.note(say("cash.ends", system=system, day=end, until=last))


def _rows(purses: dict[str, Purse], first: date, last: date) -> Iterator[tuple[Value, ...]]:
    """A row a day and currency, day by day."""
    by_currency = [
        [(currency, *day) for day in purses[currency].days(first, last)] for currency in sorted(purses)
    ]
    for same_day in zip(*by_currency, strict=True):
        for currency, day, *amounts in same_day:
            yield day, currency, *amounts
