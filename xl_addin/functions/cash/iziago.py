"""Iziago's part: balances by statement, and what it forecasts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from xl_addin.apis.iziago.caller import Period
from xl_addin.apis.iziago.models import Account, Balance, ForecastAccount
from xl_addin.errors import ServiceError, XlAddinError
from xl_addin.fetching.iziago.own_accounts import label
from xl_addin.functions.as_of import as_of
from xl_addin.functions.books import Books
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cash.system import CashSystem, Flow, Holding, Outlook
from xl_addin.functions.iziago.balance import last_known
from xl_addin.functions.reasons import reason
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.iban import compact

A_DAY = timedelta(days=1)
OLD: Final = timedelta(days=4)
"""A statement is older than it should be after that: a long weekend has none."""

Found = Balance | ServiceError | None
"""An account's last balance, why it could not be brought, or that none is known."""


def _is_set_up(settings: Settings) -> bool:
    return bool(settings.iziago.base_url and settings.iziago.client_id.strip())


def _currencies(books: Books) -> Collection[str]:
    """Of the accounts of either module; one of them may be closed to this login."""
    found: set[str] = set()
    failure: XlAddinError | None = None
    for accounts in (books.iziago.stated, books.iziago.forecast):
        try:
            found |= {account.currency for account in accounts.all()}
        except XlAddinError as error:
            failure = failure or error
    if failure and not found:
        raise failure
    return found


def _position(books: Books, day: date | None) -> list[Holding]:
    accounts = books.iziago.stated.all()
    found = _balances(books, accounts, day)
    return [_holding(account, found[account.id]) for account in accounts]


def _holding(account: Account, found: Found) -> Holding:
    name, currency = label(account), account.currency
    if isinstance(found, ServiceError):
        why = say("cash.not_brought", reason=reason(found))
        return Holding(name, currency, None, None, why, failed=True)
    if found is None:
        return Holding(name, currency, None, None, say("cash.no_statement"))
    return Holding(name, currency, found.amount, found.date, say("cash.statement"))


def _balances(books: Books, accounts: Sequence[Account], day: date | None) -> dict[str, Found]:
    """Each account's last balance by its id; one that cannot be brought takes no other with it."""
    iziago, today = books.iziago, books.today()
    with suppress(ServiceError, NotYet):
        last_known(iziago, accounts, day or today, today)  # side by side

    def of(account: Account) -> Found:
        try:
            return as_of(books, day, lambda on: last_known(iziago, [account], on, today)[account.id])
        except ServiceError as failure:
            return failure

    return {account.id: of(account) for account in accounts}


def _outlook(books: Books, until: date) -> Outlook:
    """Today's balances, and what is forecast for the days after each: what is booked is no forecast."""
    accounts, forecast, today = books.iziago.stated.all(), books.iziago.forecast.all(), books.today()
    found = _balances(books, accounts, today)
    made = Outlook([_holding(account, found[account.id]) for account in accounts])
    made.notes.append(say("cash.iziago_counts"))
    for item in made.holdings:
        if item.day and item.day < today - OLD:
            made.notes.append(say("cash.old_statement", account=item.account, day=item.day))
    starts = _starts(made, accounts, forecast, found, today)
    _expect(books, made, {account: start for account, start in starts.items() if start <= until}, until)
    return made


def _starts(
    made: Outlook,
    stated: Sequence[Account],
    forecast: Iterable[ForecastAccount],
    found: Mapping[str, Found],
    today: date,
) -> dict[ForecastAccount, date]:
    """Each account's first day that its forecast counts: after its last statement; without one, tomorrow."""
    starts = {}
    for account in forecast:
        same = next((item for item in stated if _is_same(item, account)), None)
        known = found[same.id] if same else None
        if isinstance(known, ServiceError):
            continue  # its currency lacks the balance as well
        if same is None:
            made.notes.append(say("cash.no_opening", account=label(account)))
        starts[account] = (known.date if known else today) + A_DAY
    return starts


def _expect(books: Books, made: Outlook, starts: Mapping[ForecastAccount, date], until: date) -> None:
    """What each account's forecast has from its day on; what comes and what goes are kept apart."""
    if not starts:
        return
    client, first = books.iziago.client, min(starts.values())
    with suppress(ServiceError):
        ids = [account.id for account in starts]
        client.cached.ahead("forecasting.statements", ids, Period(first, until))
    for account, start in starts.items():
        try:
            items = client.forecasting.statements(account.id, first, until)
        except ServiceError as failure:
            made.lacking.add(account.currency)
            told = say("cash.forecast_missing", account=label(account), reason=reason(failure))
            made.notes.append(told)
            continue
        for item in items:
            if item.date >= start:
                made.flows.append(Flow(item.date, item.currency, item.inflows))
                made.flows.append(Flow(item.date, item.currency, -abs(item.outflows)))


def _is_same(stated: Account, forecast: ForecastAccount) -> bool:
    """Whether two modules mean one account: by IBAN and currency, by id where an IBAN is not known."""
    if stated.iban and forecast.iban:
        return (compact(stated.iban), stated.currency) == (compact(forecast.iban), forecast.currency)
    return stated.id == forecast.id


IZIAGO = CashSystem("Iziago", _is_set_up, _currencies, _position, _outlook)
