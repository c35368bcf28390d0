"""Long periods, asked for in parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionDraft
from xl_addin.apis.organizze.periods import listed
from xl_addin.errors import ServiceError
from xl_addin.http.session import Params


@dataclass(frozen=True)
class Item:
    """Something dated."""

    id: int
    date: date


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@settings(max_examples=50)
@given(
    days=st.lists(DAYS, max_size=30),
    start=DAYS,
    length=st.integers(0, 800),
    months_a_part=st.sampled_from([1, 3, 12]),
)
def test_nothing_is_lost_and_nothing_is_double(
    days: list[date], start: date, length: int, months_a_part: int
) -> None:
    """However long the period, each transaction in it is there once, by date, and none outside it."""
    items = [Item(number, day) for number, day in enumerate(days, start=1)]
    end = start + timedelta(days=length)

    def ask(period: Params) -> list[Item]:
        first, last = (date.fromisoformat(str(period[name])) for name in ("start_date", "end_date"))
        assert first.day == 1
        assert (last + timedelta(days=1)).day == 1
        return [item for item in items if first <= item.date <= last]

    wanted = sorted((item for item in items if start <= item.date <= end), key=lambda i: (i.date, i.id))
    assert listed(ask, start, end, months_a_part=months_a_part) == wanted


def test_a_record_in_two_parts_counts_once() -> None:
    """A service that lists a record in two months does not make it two."""
    ask = {"2026-01-01": [Item(7, date(2026, 1, 31))], "2026-02-01": [Item(7, date(2026, 1, 31))]}
    start, end = date(2026, 1, 1), date(2026, 2, 28)
    assert len(listed(lambda period: ask[str(period["start_date"])], start, end, months_a_part=1)) == 1


def test_an_empty_period_asks_nothing() -> None:
    """A period that ends before it begins has no days."""
    asked: list[Params] = []
    assert listed(_remember(asked), date(2026, 2, 2), date(2026, 2, 1), months_a_part=1) == []
    assert asked == []


def _remember(asked: list[Params]) -> Any:
    def ask(period: Params) -> list[Item]:
        asked.append(period)
        return []

    return ask


@pytest.fixture
def year(client: Organizze) -> list[int]:
    """Ids of three transactions: the days before, in and after a span that begins and ends within months."""
    days = (date(2026, 1, 14), date(2026, 1, 15), date(2026, 10, 20))
    return [client.transactions.create(TransactionDraft(description="x", date=day)).id for day in days]


def test_the_days_asked_for_are_the_days_given(client: Organizze, sandbox: Any, year: list[int]) -> None:
    """The service widens to whole months; a person who asks from the 15th to the 20th gets those days."""
    found = [item.id for item in client.transactions.list(date(2026, 1, 15), date(2026, 10, 20))]
    assert year[0] not in found
    assert {year[1], year[2]} <= set(found)
    calls = [call["path"] for call in sandbox.state()["calls"] if call["method"] == "GET"]
    assert sorted(path.partition("?")[2] for path in calls) == [
        "start_date=2026-01-01&end_date=2026-03-31",
        "start_date=2026-04-01&end_date=2026-06-30",
        "start_date=2026-07-01&end_date=2026-09-30",
        "start_date=2026-10-01&end_date=2026-10-31",
    ]


def test_a_part_that_fails_fails_the_whole(client: Organizze, sandbox: Any) -> None:
    """A list with a hole is not a list: one month that cannot be fetched is an error, not an empty month."""
    sandbox.add_fault("error-500", 1.0, "GET /organizze/rest/v2/transactions?start_date=2026-04-01")
    with pytest.raises(ServiceError):
        client.transactions.list(date(2026, 1, 1), date(2026, 12, 31))
