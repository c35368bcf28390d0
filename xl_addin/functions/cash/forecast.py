"""CASH_FORECAST: what each day to come brings in each currency, and what is there then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from xl_addin.fetching.iziago.forecasts import ahead
from xl_addin.fetching.listing import Column, Kind, Listing, NotKnown, Query, Value
from xl_addin.functions.books import Books
from xl_addin.functions.cash.asked import Absent, asked
from xl_addin.functions.cash.purse import ZERO, Purse
from xl_addin.functions.cash.system import Holding, Outlook
from xl_addin.functions.function import Argument, Takes, table
from xl_addin.texts import say

START = Argument("start", Takes.DAY, told="start_ahead")
UNTIL = Argument("finish", Takes.DAY, told="finish_ahead")
COLUMNS = (
    Column("Date", Kind.DAY, 12),
    Column("Currency", width=10),
    Column("Opening balance", Kind.AMOUNT, 16),
    Column("Inflows", Kind.AMOUNT, 14),
    Column("Outflows", Kind.AMOUNT, 14),
    Column("Closing balance", Kind.AMOUNT, 16),
)
Purses = defaultdict[str, Purse]


@table(
    "CASH_FORECAST", START, UNTIL, of_today=True, example="=CASH_FORECAST(DATE(2026,11,23), DATE(2026,11,25))"
)
def forecast(books: Books, start: date | None, end: date | None) -> Listing:
    """What each day is expected to bring, by currency; default: today and the 90 days after it.

    It starts from today's position. Days before today are no forecast and are left out. Where something of a
    currency could not be brought, all its figures are errors.
    """
    today = books.today()
    first, last = ahead(Query(start=start, end=end), today)
    first = max(first, today)
    if last < today:
        return Listing("Cash forecast", COLUMNS, [], [say("cash.past", day=last)])
    purses = Purses(Purse)
    for system, part in asked(books, lambda system: system.outlook(books, last)).items():
        if isinstance(part, Absent):
            for currency in part.currencies:
                purses[currency].lacks = True
            continue
        _fill(purses, part)
        for note in (*part.notes, *_of_holdings(system.name, part.holdings), *_end(system.name, part, last)):
            books.note(note)
    return Listing("Cash forecast", COLUMNS, list(_rows(purses, first, last)))


def _fill(purses: Purses, part: Outlook) -> None:
    """Puts what a service knows into the purses of its currencies."""
    for holding in part.holdings:
        purse = purses[holding.currency]
        purse.held += holding.amount or ZERO
        purse.lacks |= holding.failed
    for flow in part.flows:
        purses[flow.currency].expect(flow)
    for currency in part.lacking:
        purses[currency].lacks = True


def _of_holdings(system: str, holdings: Iterable[Holding]) -> Iterator[str]:
    """Accounts whose balance is in no figure, or makes figures errors; and that there is no account."""
    if not holdings:
        yield say("cash.no_accounts", system=system)
    for item in holdings:
        if item.failed:
            yield say("cash.account_missing", account=item.account, reason=item.basis)
        elif item.amount is None:
            yield say("cash.not_in_it", account=item.account, reason=item.basis)


def _end(system: str, part: Outlook, last: date) -> Iterator[str]:
    """That the days after the last thing known are flat because nothing is known of them."""
    if part.lacking:
        return
    end = max((flow.day for flow in part.flows), default=None)
    if end is None:
        yield say("cash.nothing_ahead", system=system, day=last)
    elif end < last:
        yield say("cash.ends", system=system, day=end, until=last)


def _rows(purses: dict[str, Purse], first: date, last: date) -> Iterator[tuple[Value, ...]]:
    """A row a day and currency, day by day."""
    by_currency = [
        [(currency, *day) for day in purses[currency].days(first, last)] for currency in sorted(purses)
    ]
    for same_day in zip(*by_currency, strict=True):
        for currency, day, *amounts in same_day:
            yield day, currency, *(NotKnown() if purses[currency].lacks else amount for amount in amounts)
