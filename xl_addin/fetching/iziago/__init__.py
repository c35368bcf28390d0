"""Iziago's lists, each a function from a query to a listing, and the files it lets download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xl_addin.fetching.iziago.files import files
from xl_addin.fetching.iziago.forecasts import forecast_transactions, forecasts
from xl_addin.fetching.iziago.modules import accounts
from xl_addin.fetching.iziago.source import Source
from xl_addin.fetching.iziago.statements import balances, transactions
from xl_addin.fetching.iziago.third_parties import third_parties
from xl_addin.fetching.iziago.transfers import transfers
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.system import Bar

__all__ = ["DOWNLOADS", "LISTS", "Source"]

LISTS: dict[str, Callable[[Source, Query], Listing]] = {
    "accounts": accounts,
    "balances": balances,
    "transactions": transactions,
    "forecasts": forecasts,
    "forecast_transactions": forecast_transactions,
    "third_parties": third_parties,
    "transfers": transfers,
}
DOWNLOADS: dict[str, Callable[[Source, Query, Path, Bar], Listing]] = {"files": files}
