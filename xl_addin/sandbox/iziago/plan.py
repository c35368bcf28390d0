"""What the seeded company's banks booked in a year, and what it expects for the next ninety days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from xl_addin.sandbox.iziago import recurring
from xl_addin.sandbox.iziago.dates import DAY, working_day
from xl_addin.sandbox.records import Record

HISTORY = 365 * DAY
AHEAD = 90 * DAY


class Plan:
    """A year up to today, and what lies ahead.

    Args:
        company: What `company.toml` says.
        random: Decides the amounts of the past; what is ahead is expected at its usual amount.
        today: The last day that was booked.
    """

    def __init__(self, company: Record, random: Random, today: date) -> None:
        self.first = today - HISTORY
        self.today = today
        self.last = today + AHEAD
        self._rules = [*company["flows"], *_sides(company["moves"])]
        self._expected = company["expected"]
        self._random = random

    def booked(self) -> Iterator[Record]:
        """Transactions without an id, rule by rule."""
        for rule in self._rules:
            for day in recurring.days(rule, self.first, self.today):
                yield self._transaction(rule, day)

    def ahead(self) -> Iterator[Record]:
        """Forecast transactions without an id."""
        for rule in self._rules:
            if "budget" in rule:
                for day in recurring.days(rule, self.today + DAY, self.last):
                    yield _forecast(rule, day)
        for once in self._expected:
            yield _forecast(once, working_day(self.today + once["in_days"] * DAY))

    def _transaction(self, rule: Record, day: date) -> Record:
        return {
            "account": rule["account"],
            "bookingDate": day.isoformat(),
            "valueDate": _value_date(rule, day),
            "cents": self._amount(rule),
            "description": rule["description"],
            "counterparty": rule.get("counterparty"),
            "reference": rule["reference"].format(day) if "reference" in rule else None,
        }

    def _amount(self, rule: Record) -> int:
        spread = rule.get("spread", 0) * 100
        cents: int = rule["cents"]
        return cents * (10_000 + self._random.randint(-spread, spread)) // 10_000


def _sides(moves: list[Record]) -> Iterator[Record]:
    """A move between own accounts is two rules: what leaves one account comes into the other."""
    for move in moves:
        common: dict[str, Any] = {**move, "code": "VIR", "counterparty": "Vauzelle & Fils SAS"}
        yield {**common, "account": move["from"], "cents": -move["debit"]}
        yield {**common, "account": move["to"], "cents": move["credit"]}


def _forecast(rule: Record, day: date) -> Record:
    return {
        "account": rule["account"],
        "transactionCode": rule["code"],
        "budgetCode": rule["budget"],
        "bookingDate": day.isoformat(),
        "valueDate": _value_date(rule, day),
        "cents": rule["cents"],
        "description": rule["description"],
        "confirmed": rule.get("confirmed", False),
        "recurrence": rule.get("recurrence"),
    }


def _value_date(rule: Record, day: date) -> str:
    return working_day(day + rule.get("value_days", 0) * DAY).isoformat()
