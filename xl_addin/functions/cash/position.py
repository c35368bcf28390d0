"""CASH_POSITION: what every account holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xl_addin.fetching.iziago.source import currency_notes
from xl_addin.fetching.listing import Column, Kind, Listing, NotKnown, Value
from xl_addin.functions.books import Books
from xl_addin.functions.cash.asked import Absent, asked
from xl_addin.functions.cash.system import Holding
from xl_addin.functions.function import Argument, Takes, table
from xl_addin.texts import say

DAY = Argument("day", Takes.DAY)
COLUMNS = (
    Column("System", width=12),
    Column("Account", width=24),
    Column("Currency", width=10),
    Column("Balance", Kind.AMOUNT, 16),
    Column("As of", Kind.DAY, 12),
    Column("Basis", width=30),
)
Row = tuple[Value, ...]


@table("CASH_POSITION", DAY, example='=CASH_POSITION(DATE(2026,11,20), "Account, Currency, Balance")')
def position(books: Books, day: date | None) -> Listing:
    """Each account's balance at the end of a day, over all services that are set up; default: today."""
    rows: list[Row] = []
    for system, part in asked(books, lambda system: system.position(books, day)).items():
        if isinstance(part, Absent):
            basis = say("cash.not_brought", reason=part.reason)
            rows += [
                (system.name, "", currency, NotKnown(), NotKnown(), basis)
                for currency in sorted(part.currencies)
            ]
            continue
        if not part:
            books.note(say("cash.no_accounts", system=system.name))
        rows += [(system.name, *_row(item)) for item in part]
    notes = currency_notes(str(row[2]) for row in rows)
    return Listing("Cash position", COLUMNS, rows, [*_failed(rows), *notes])


def _row(item: Holding) -> Row:
    figures: Row = (NotKnown(), NotKnown()) if item.failed else (item.amount, item.day)
    return item.account, item.currency, *figures, item.basis


def _failed(rows: list[Row]) -> Iterator[str]:
    """The accounts whose balance is an error, with the reasons."""
    for _system, account, _currency, amount, _day, basis in rows:
        if isinstance(amount, NotKnown) and account:
            yield say("cash.account_missing", account=account, reason=basis)
