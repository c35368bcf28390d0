"""Budget and cash forecasting: what is expected to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from xl_addin.fetching.iziago.own_accounts import chosen, label, of_each
from xl_addin.fetching.iziago.source import CURRENCY, IBAN, ID, Source, currency_notes
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.period import check_order
from xl_addin.texts import say

AHEAD = timedelta(days=90)


FORECASTS = (
    Column("Account", width=24),
    Column("Date", Kind.DAY, 12),
    Column("Opening balance", Kind.AMOUNT, 16),
    Column("Inflows", Kind.AMOUNT, 14),
    Column("Outflows", Kind.AMOUNT, 14),
    Column("Closing balance", Kind.AMOUNT, 16),
    CURRENCY,
    IBAN,
)
TRANSACTIONS = (
    Column("Booking date", Kind.DAY, 13),
    Column("Amount", Kind.AMOUNT, 14),
    CURRENCY,
    Column("Description", width=40),
    Column("Account", width=24),
    Column("Confirmed", Kind.YES_NO, 11),
    Column("Value date", Kind.DAY, 12),
    Column("Recurrence", width=13),
    Column("Transaction code", width=16),
    Column("Budget code", width=20),
    IBAN,
    ID,
)


def forecasts(source: Source, query: Query) -> Listing:
    """What each day is expected to bring to each account; default: today and the 90 days after it."""
    forecasting, days = source.client.forecasting, ahead(query, source.today)
    accounts = chosen(forecasting.accounts(), query.account)
    found = of_each(accounts, lambda account: forecasting.statements(account, *days), source.workers)
    rows = [
        (
            label(account),
            item.date,
            item.opening_balance,
            item.inflows,
            item.outflows,
            item.closing_balance,
            item.currency,
            account.iban,
        )
        for account, item in found
    ]
    rows.sort(key=lambda row: (row[0], row[7], row[1]))
    notes = [
        *_begins(days, source.today, [item.date for _, item in found]),
        *currency_notes(item.currency for _, item in found),
    ]
    return Listing("Forecasts", FORECASTS, rows, notes)


def forecast_transactions(source: Source, query: Query) -> Listing:
    """Movements that are expected, by booking date; default: today and the 90 days after it."""
    forecasting, days = source.client.forecasting, ahead(query, source.today)
    accounts = chosen(forecasting.accounts(), query.account)
    found = of_each(accounts, lambda account: forecasting.transactions(account, *days), source.workers)
    found.sort(key=lambda pair: (pair[1].booking_date, label(pair[0])))
    rows = [
        (
            item.booking_date,
            item.amount,
            item.currency,
            item.description,
            label(account),
            item.confirmed,
            item.value_date,
            item.recurrence,
            item.transaction_code,
            item.budget_code,
            account.iban,
            item.id,
        )
        for account, item in found
    ]
    notes = [
        *_begins(days, source.today, [item.booking_date for _, item in found]),
        *currency_notes(item.currency for _, item in found),
    ]
    return Listing("Forecast transactions", TRANSACTIONS, rows, notes)


def ahead(query: Query, today: date) -> tuple[date, date]:
    """First and last day asked for; by itself from today on, since what is behind is no forecast.

    Raises:
        WrongUse: It ends before it starts.
    """
    start = query.start or min(today, query.end or today)
    end = query.end or max(today, start) + AHEAD
    check_order(start, end)
    return start, end


def _begins(asked: tuple[date, date], today: date, found: Iterable[date]) -> list[str]:
    """Why a part of the days asked for has nothing: it is past."""
    first, last = asked
    if first >= today or any(day < today for day in found):
        return []
    return [say("cash.past", day=last) if last < today else say("iziago_lists.begins_today", day=first)]
