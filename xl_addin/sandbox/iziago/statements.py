"""Account statements: what the banks booked, and each day's closing balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque
from xl_addin.sandbox.iziago.accounts import named_in
from xl_addin.sandbox.iziago.dates import DAY
from xl_addin.sandbox.iziago.pages import page
from xl_addin.sandbox.iziago.sent import period
from xl_addin.sandbox.records import Record, Records
from xl_addin.values.money import from_cents

_MODULE = "statements"


def balances(call: Call) -> Any:
    """GET /statements/accounts/{id}/balances: one a day, from the first day known to today."""
    account = named_in(call, _MODULE)
    first, last = period(call)
    days = [
        (day, cents) for day, cents in closing(call.records, account, call.now.date()) if first <= day <= last
    ]
    return page(call, days, lambda found: _balance(account, *found))


def transactions(call: Call) -> Any:
    """GET /statements/accounts/{id}/transactions: by booking date, oldest first."""
    account = named_in(call, _MODULE)
    first, last = (day.isoformat() for day in period(call))
    found = [item for item in of(call.records, account) if first <= item["bookingDate"] <= last]
    return page(call, found, lambda item: shown(item, account))


def of(records: Records, account: Record) -> list[Record]:
    """An account's transactions, by booking date."""
    found = [item for item in records.all("transactions") if item["account"] == account["id"]]
    return sorted(found, key=lambda item: (item["bookingDate"], item["id"]))


def closing(records: Records, account: Record, today: date) -> Iterator[tuple[date, int]]:
    """Each day's closing balance in cents: the opening balance and all that was booked since."""
    booked = Counter[str]()
    for item in of(records, account):
        booked[item["bookingDate"]] += item["cents"]
    day, cents = date.fromisoformat(account["first"]), account["opening"]
    while day <= today:
        cents += booked[day.isoformat()]
        yield day, cents
        day += DAY


def shown(item: Record, account: Record) -> Record:
    """A transaction; its amount is negative when the money leaves."""
    return {
        "id": opaque.shown(opaque.TRANSACTION, item["id"]),
        "bookingDate": item["bookingDate"],
        "valueDate": item["valueDate"],
        "amount": from_cents(item["cents"]),
        "currency": account["currency"],
        "description": item["description"],
        "counterparty": item["counterparty"],
        "reference": item["reference"],
    }


def _balance(account: Record, day: date, cents: int) -> Record:
    return {"date": day.isoformat(), "amount": from_cents(cents), "currency": account["currency"]}
