"""CASH_POSITION: what every account holds."""

from __future__ import annotations

from datetime import date

from xl_addin.fetching.iziago.source import currency_notes
from xl_addin.fetching.listing import Column, Kind, Listing, Value
from xl_addin.functions.books import Books
from xl_addin.functions.cash.asked import asked
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


@table("CASH_POSITION", DAY, example='=CASH_POSITION(DATE(2026,11,20), "Account, Currency, Balance")')
def position(books: Books, day: date | None) -> Listing:
    """Each account's balance at the end of a day, over all services that are set up; default: today."""
    rows: list[tuple[Value, ...]] = []
    parts = asked(books, lambda system: system.position(books, day or books.today()))
    for system, holdings in parts.items():
        if holdings is None:
            rows.append((system.name, "", "", None, None, say("cash.not_reached")))
            continue
        rows += [
            (system.name, item.account, item.currency, item.amount, item.day, item.basis) for item in holdings
        ]
    return Listing("Cash position", COLUMNS, rows, currency_notes(str(row[2]) for row in rows))
