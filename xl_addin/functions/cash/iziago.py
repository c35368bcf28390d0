"""Iziago's part: balances by statement, and what it forecasts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from xl_addin.apis.iziago.caller import Period
from xl_addin.apis.iziago.models import Account, ForecastAccount
from xl_addin.fetching.iziago.own_accounts import label
from xl_addin.functions.books import Books
from xl_addin.functions.cash.system import CashSystem, Flow, Holding
from xl_addin.functions.iziago.balance import last_known
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.iban import compact

A_DAY = timedelta(days=1)


def _is_set_up(settings: Settings) -> bool:
    return bool(settings.iziago.base_url and settings.iziago.client_id.strip())


def _position(books: Books, day: date) -> list[Holding]:
    accounts = books.iziago.stated.all()
    known = last_known(books.iziago, accounts, day, books.today())
    return [
        Holding(label(account), account.currency, balance.amount, balance.date, say("cash.statement"))
        if (balance := known[account.id])
        else Holding(label(account), account.currency, None, None, say("cash.no_statement"))
        for account in accounts
    ]


def _opening(books: Books) -> list[Holding]:
    books.note(say("cash.iziago_counts"))
    return _position(books, books.today())


def _expected(books: Books, until: date) -> list[Flow]:
    """What is forecast for the days after each account's last statement: what is booked is no forecast."""
    iziago, today = books.iziago, books.today()
    accounts = iziago.forecast.all()
    starts = {account.id: day + A_DAY for account, day in _last_booked(books, accounts, today)}
    first = min(starts.values(), default=until)
    if first > until:
        return []
    iziago.client.cached.ahead("forecasting.statements", starts, Period(first, until))
    return [
        Flow(item.date, item.currency, item.inflows - abs(item.outflows))
        for account, start in starts.items()
        for item in iziago.client.forecasting.statements(account, first, until)
        if item.date >= start
    ]


def _last_booked(
    books: Books, forecast: Iterable[ForecastAccount], today: date
) -> Iterable[tuple[ForecastAccount, date]]:
    """Each account with the day of its last statement; with today where it has none."""
    stated = books.iziago.stated.all()
    known = last_known(books.iziago, stated, today, today)
    for account in forecast:
        same = next((item for item in stated if _is_same(item, account)), None)
        balance = known[same.id] if same else None
        if balance is None:
            books.note(say("cash.no_opening", account=label(account)))
        yield account, balance.date if balance else today


def _is_same(stated: Account, forecast: ForecastAccount) -> bool:
    """Whether two modules mean one account: by IBAN and currency, by id where an IBAN is not known."""
    if stated.iban and forecast.iban:
        return (compact(stated.iban), stated.currency) == (compact(forecast.iban), forecast.currency)
    return stated.id == forecast.id


IZIAGO = CashSystem("Iziago", _is_set_up, _position, _opening, _expected)
