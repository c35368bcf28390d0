"""Account statements: what the banks report."""

from __future__ import annotations

from xl_addin.fetching.iziago.own_accounts import chosen, label, of_each
from xl_addin.fetching.iziago.source import CURRENCY, IBAN, ID, Source, currency_notes
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.period import period

BALANCES = (
    Column("Account", width=24),
    Column("Date", Kind.DAY, 12),
    Column("Balance", Kind.AMOUNT, 16),
    CURRENCY,
    IBAN,
)
TRANSACTIONS = (
    Column("Booking date", Kind.DAY, 13),
    Column("Amount", Kind.AMOUNT, 14),
    CURRENCY,
    Column("Description", width=40),
    Column("Counterparty", width=28),
    Column("Account", width=24),
    Column("Value date", Kind.DAY, 12),
    Column("Reference", width=20),
    IBAN,
    ID,
)


def balances(source: Source, query: Query) -> Listing:
    """What each account held at the end of each day; default: this month."""
    statements, days = source.client.statements, period(query, source.today)
    accounts = chosen(statements.accounts(), query.account)
    found = of_each(accounts, lambda account: statements.balances(account, *days), source.workers)
    rows = [(label(account), item.date, item.amount, item.currency, account.iban) for account, item in found]
    rows.sort(key=lambda row: (row[0], row[4], row[1]))
    return Listing("Balances", BALANCES, rows, currency_notes(item.currency for _, item in found))


def transactions(source: Source, query: Query) -> Listing:
    """What was booked on all accounts or on one, by booking date; default: this month."""
    statements, days = source.client.statements, period(query, source.today)
    accounts = chosen(statements.accounts(), query.account)
    found = of_each(accounts, lambda account: statements.transactions(account, *days), source.workers)
    found.sort(key=lambda pair: (pair[1].booking_date, label(pair[0])))
    rows = [
        (
            item.booking_date,
            item.amount,
            item.currency,
            item.description,
            item.counterparty,
            label(account),
            item.value_date,
            item.reference,
            account.iban,
            item.id,
        )
        for account, item in found
    ]
    return Listing("Transactions", TRANSACTIONS, rows, currency_notes(item.currency for _, item in found))
