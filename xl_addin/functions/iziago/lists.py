"""Iziago's lists in cells: those of `xl-addin fetch`, from the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from xl_addin.apis.iziago.caller import Period
from xl_addin.errors import ServiceError
from xl_addin.fetching.iziago.forecasts import ahead
from xl_addin.fetching.iziago.forecasts import forecast_transactions as list_expected
from xl_addin.fetching.iziago.forecasts import forecasts as list_forecasts
from xl_addin.fetching.iziago.gather import Gathered
from xl_addin.fetching.iziago.modules import MODULES, accounts_in
from xl_addin.fetching.iziago.own_accounts import BETWEEN
from xl_addin.fetching.iziago.source import Source
from xl_addin.fetching.iziago.statements import balances as list_balances
from xl_addin.fetching.iziago.statements import transactions as list_booked
from xl_addin.fetching.iziago.third_parties import third_parties as list_outsiders
from xl_addin.fetching.iziago.transfers import lacking, listing
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.period import period
from xl_addin.functions.books import Books
from xl_addin.functions.function import Argument, Takes, table
from xl_addin.functions.iziago.accounts import Accounts
from xl_addin.functions.misnamed import misnamed
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named

MODULE = Argument("in_module", Takes.TEXT)
ACCOUNT = Argument("account", Takes.NAMES, told="accounts_by_iban")
START, UNTIL = Argument("start", Takes.DAY), Argument("finish", Takes.DAY)
START_AHEAD = Argument("start", Takes.DAY, told="start_ahead")
UNTIL_AHEAD = Argument("finish", Takes.DAY, told="finish_ahead")
UNTIL_TO_COME = Argument("finish", Takes.DAY, told="finish_to_come")

_MODULES = Directory(Named(module.name, module.name, also=(module.header,)) for module in MODULES)


@table("IZIAGO_ACCOUNTS", MODULE, example='=IZIAGO_ACCOUNTS("statements", "Name, IBAN, Currency")')
def accounts(books: Books, module: str | None) -> Listing:
    """Every account, or those of one module: statements, forecasting or payments."""
    if module is None:
        return accounts_in(books.iziago.source, MODULES)
    try:
        name = _MODULES.resolve(module).id
    except Unfit as unfit:
        raise misnamed(MODULE.name, unfit) from None
    return accounts_in(books.iziago.source, [item for item in MODULES if item.name == name])


@table(
    "IZIAGO_BALANCES",
    ACCOUNT,
    START,
    UNTIL,
    example='=IZIAGO_BALANCES("Compte courant", DATE(2026,11,16), DATE(2026,11,20), "Date, Balance")',
)
def balances(books: Books, some: Sequence[str] | None, start: date | None, end: date | None) -> Listing:
    """What each account held at the end of each day; default: this month."""
    days = period(Query(start=start, end=end), books.today())
    return _of_accounts(books, books.iziago.stated, some, days, "statements.balances", list_balances)


@table(
    "IZIAGO_TRANSACTIONS",
    ACCOUNT,
    START,
    UNTIL,
    example='=IZIAGO_TRANSACTIONS("Compte courant", DATE(2026,11,1), , "Booking date, Amount, Description")',
)
def transactions(books: Books, some: Sequence[str] | None, start: date | None, end: date | None) -> Listing:
    """What the banks booked, by booking date; default: this month."""
    days = period(Query(start=start, end=end), books.today())
    return _of_accounts(books, books.iziago.stated, some, days, "statements.transactions", list_booked)


@table(
    "IZIAGO_FORECASTS",
    ACCOUNT,
    START_AHEAD,
    UNTIL_AHEAD,
    example='=IZIAGO_FORECASTS("Compte courant", , DATE(2026,11,27), "Date, Inflows, Outflows")',
)
def forecasts(books: Books, some: Sequence[str] | None, start: date | None, end: date | None) -> Listing:
    """What each day is expected to bring; default: today and the 90 days after it."""
    days = ahead(Query(start=start, end=end), books.today())
    return _of_accounts(books, books.iziago.forecast, some, days, "forecasting.statements", list_forecasts)


@table(
    "IZIAGO_FORECAST_TRANSACTIONS",
    ACCOUNT,
    START_AHEAD,
    UNTIL_AHEAD,
    example='=IZIAGO_FORECAST_TRANSACTIONS("Compte courant", , , "Booking date, Amount, Description")',
)
def forecast_transactions(
    books: Books, some: Sequence[str] | None, start: date | None, end: date | None
) -> Listing:
    """Movements that are expected, by booking date; default: today and the 90 days after it."""
    days = ahead(Query(start=start, end=end), books.today())
    known = books.iziago.forecast
    return _of_accounts(books, known, some, days, "forecasting.transactions", list_expected)


@table("IZIAGO_THIRD_PARTIES", example='=IZIAGO_THIRD_PARTIES("Name, IBAN")')
def third_parties(books: Books) -> Listing:
    """Who is paid, and on which accounts."""
    return list_outsiders(books.iziago.source, Query())


@table(
    "IZIAGO_TRANSFERS",
    START,
    UNTIL_TO_COME,
    ACCOUNT,
    example='=IZIAGO_TRANSFERS(DATE(2026,11,1), , , "Execution date, Amount, Creditor")',
)
def transfers(books: Books, start: date | None, end: date | None, some: Sequence[str] | None) -> Listing:
    """Transfers by execution date, and which rows of ours they were; default: this month and all to come."""
    iziago = books.iziago
    source, wanted = iziago.source, _accounts_in_query(iziago.payable, some)
    gathered = Gathered(source, Query(wanted, start, end))
    with suppress(ServiceError):  # the list says of each transfer that its file did not come
        files = [line.id for line in lacking(source, gathered)]
        iziago.client.cached.files_ahead("payments.transfer_file", "transfer", files)
    return listing(source, gathered)


def _of_accounts(
    books: Books,
    accounts: Accounts[Any],
    names: Sequence[str] | None,
    days: tuple[date, date],
    operation: str,
    make: Callable[[Source, Query], Listing],
) -> Listing:
    """A list of some accounts, which are asked for side by side.

    Args:
        books: What it reads from.
        accounts: The module's.
        names: Of the accounts wanted; None means all.
        days: First and last.
        operation: What is asked of each account.
        make: Makes the list from what is then at hand.
    """
    ids = [account.id for account in accounts.some(names)]
    books.iziago.client.cached.ahead(operation, ids, Period(*days))
    return make(books.iziago.source, Query(_accounts_in_query(accounts, names), *days))


def _accounts_in_query(accounts: Accounts[Any], names: Sequence[str] | None) -> str | None:
    """Accounts as a query names them: by id, which only one of them has."""
    return None if names is None else BETWEEN.join(f"#{account.id}" for account in accounts.some(names))
