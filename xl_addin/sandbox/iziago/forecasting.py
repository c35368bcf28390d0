"""Budget and cash forecasting: what is expected, and each coming day's opening and closing balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque, statements
from xl_addin.sandbox.iziago.accounts import named_in
from xl_addin.sandbox.iziago.dates import DAY
from xl_addin.sandbox.iziago.pages import page
from xl_addin.sandbox.iziago.sent import period
from xl_addin.sandbox.records import Record, Records
from xl_addin.values.money import from_cents

_MODULE = "forecasting"


def forecast(call: Call) -> Any:
    """GET /forecasting/accounts/{id}/statements: one a day, from the first day ahead to the last.

    Inflows and outflows are both positive: closing = opening + inflows - outflows (assumed).
    """
    account = named_in(call, _MODULE)
    first, last = period(call)
    days = [found for found in _days(call.records, account) if first <= found[0] <= last]
    return page(call, days, lambda found: _statement(account, *found))


def transactions(call: Call) -> Any:
    """GET /forecasting/accounts/{id}/transactions: by booking date, soonest first."""
    account = named_in(call, _MODULE)
    first, last = (day.isoformat() for day in period(call))
    found = [item for item in _of(call.records, account) if first <= item["bookingDate"] <= last]
    return page(call, found, lambda item: shown(item, account))


def shown(item: Record, account: Record) -> Record:
    """A forecast transaction; its amount is negative when the money will leave."""
    return {
        "id": opaque.shown(opaque.FORECAST, item["id"]),
        "transactionCode": item["transactionCode"],
        "budgetCode": item["budgetCode"],
        "bookingDate": item["bookingDate"],
        "valueDate": item["valueDate"],
        "amount": from_cents(item["cents"]),
        "currency": account["currency"],
        "description": item["description"],
        "confirmed": item["confirmed"],
        "recurrence": item["recurrence"],
    }


def _of(records: Records, account: Record) -> list[Record]:
    found = [item for item in records.all("forecasts") if item["account"] == account["id"]]
    return sorted(found, key=lambda item: (item["bookingDate"], item["id"]))


def _days(records: Records, account: Record) -> Iterator[tuple[date, int, int, int]]:
    """Day, opening balance, inflows, outflows; it goes on where the booked balance ended."""
    inflows, outflows = Counter[str](), Counter[str]()
    for item in _of(records, account):
        side = inflows if item["cents"] > 0 else outflows
        side[item["bookingDate"]] += abs(item["cents"])
    last_booked = date.fromisoformat(account["last"])
    opening = [cents for _, cents in statements.closing(records, account, last_booked)][-1]
    day, last = last_booked + DAY, date.fromisoformat(account["forecast_last"])
    while day <= last:
        come, go = inflows[day.isoformat()], outflows[day.isoformat()]
        yield day, opening, come, go
        opening, day = opening + come - go, day + DAY


def _statement(account: Record, day: date, opening: int, inflows: int, outflows: int) -> Record:
    return {
        "date": day.isoformat(),
        "openingBalance": from_cents(opening),
        "inflows": from_cents(inflows),
        "outflows": from_cents(outflows),
        "closingBalance": from_cents(opening + inflows - outflows),
        "currency": account["currency"],
    }
