"""The seeded company: a wine merchant in Lyon, its four accounts and those it deals with."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from xl_addin.sandbox.iziago import grants, third_parties, third_party_accounts
from xl_addin.sandbox.iziago.credentials import SCOPES
from xl_addin.sandbox.iziago.plan import Plan
from xl_addin.sandbox.records import Record, Records


def fill(records: Records, seed: int, today: date) -> None:
    """Fills empty records; the same seed and day give the same records. There are no transfers yet."""
    company = _read("company.toml")
    plan = Plan(company, Random(seed), today)  # noqa: S311 - repeatable on purpose
    records.put("company", {"id": grants.COMPANY, "name": company["name"], "scopes": list(SCOPES)})
    for account in company["accounts"]:
        records.put("accounts", {**account, **_days(plan)})
    _fill_third_parties(records, _read("third_parties.toml")["third_parties"])
    for item in sorted(plan.booked(), key=lambda item: str(item["bookingDate"])):
        records.put("transactions", {"id": records.new_id(), **item})
    forecast = {account["id"] for account in company["accounts"] if "forecasting" in account["modules"]}
    for item in sorted(plan.ahead(), key=lambda item: str(item["bookingDate"])):
        if item["account"] in forecast:
            records.put("forecasts", {"id": records.new_id(), **item})


def _days(plan: Plan) -> Record:
    """The first and last day booked, and the last one forecast."""
    return {
        "first": plan.first.isoformat(),
        "last": plan.today.isoformat(),
        "forecast_last": plan.last.isoformat(),
    }


def _fill_third_parties(records: Records, entries: list[Record]) -> None:
    for entry in entries:
        owner = third_parties.make(records, {name: entry.get(name) for name in third_parties.FIELDS})
        for account in entry["accounts"]:
            values = {name: account.get(name) for name in third_party_accounts.FIELDS}
            third_party_accounts.make(records, owner["id"], values)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
