"""What the seeded shop does on which day, from its description in `shop.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from xl_addin.sandbox.organizze.dates import first_of_month, in_month, last_of_month, later, months_later
from xl_addin.sandbox.records import Record


class Plan:
    """A year of entries, and a month ahead.

    Args:
        shop: What `shop.toml` says.
        random: Decides the amounts.
        today: What is later is not paid.
    """

    def __init__(self, shop: Record, random: Random, today: date) -> None:
        self.first = months_later(first_of_month(today), -12)
        self.last = last_of_month(months_later(first_of_month(today), 1))
        self._shop = shop
        self._random = random
        self._today = today

    def entries(self) -> Iterator[Record]:
        """Transactions and transfers as the API would be sent them."""
        yield from self._weekly()
        yield from self._monthly()
        yield from self._on_cards()
        yield from self._installments()
        yield from self._transfers()

    def _weekly(self) -> Iterator[Record]:
        for entry in self._shop["weekly"]:
            for day in self._days():
                if day.weekday() in entry["days"]:
                    yield self._entry(entry, day)

    def _monthly(self) -> Iterator[Record]:
        for number, entry in enumerate(self._shop["monthly"], start=1):
            for month in self._months():
                recurring = entry.get("recurring", False)
                series = {"recurring": recurring, "group_id": number if recurring else None}
                yield self._entry(entry, in_month(month, entry["day"])) | series

    def _on_cards(self) -> Iterator[Record]:
        for entry in self._shop["cards"]:
            last = in_month(months_later(self._today, -entry.get("ended_months_ago", 0)), self._today.day)
            for month in self._months():
                day = in_month(month, entry["day"])
                if day <= last:
                    yield self._entry(entry, day) | {"paid": False}

    def _installments(self) -> Iterator[Record]:
        for number, entry in enumerate(self._shop["installments"], start=101):
            first = in_month(months_later(self._today, -entry["months_ago"]), entry["day"])
            for index in range(entry["total"]):
                parts = {
                    "total_installments": entry["total"],
                    "installment": index + 1,
                    "group_id": number,
                }
                yield self._entry(entry, later(first, "monthly", index)) | parts | {"paid": False}

    def _transfers(self) -> Iterator[Record]:
        for entry in self._shop["transfers"]:
            for day in self._days():
                if entry.get("weekday") == day.weekday() or entry.get("monthday") == day.day:
                    accounts = {"debit_account_id": entry["debit"], "credit_account_id": entry["credit"]}
                    yield self._entry(entry, day) | accounts

    def _entry(self, entry: Record, day: date) -> Record:
        return {
            "date": day.isoformat(),
            "description": entry["description"],
            "amount_cents": self._amount(entry),
            "category_id": entry.get("category"),
            "account_id": entry.get("account"),
            "credit_card_id": entry.get("card"),
            "paid": day <= self._today,
            "notes": entry.get("notes"),
            "tags": [{"name": tag} for tag in entry.get("tags", ())],
        }

    def _amount(self, entry: Record) -> int:
        spread = entry.get("spread", 0) * 100
        cents: int = entry["cents"]
        return cents * (10_000 + self._random.randint(-spread, spread)) // 10_000

    def _days(self) -> Iterator[date]:
        day = self.first
        while day <= self._today:
            yield day
            day += timedelta(days=1)

    def _months(self) -> Iterator[date]:
        month = self.first
        while month <= self.last:
            yield month
            month = months_later(month, 1)
