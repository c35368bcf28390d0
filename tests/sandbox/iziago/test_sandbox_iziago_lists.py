"""Lists: their pages, their periods, and sums that come out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from plain_iziago import EVER, day

from xl_addin.sandbox.server import Sandbox

ACCOUNT = "acc-9e3779b1"
PERIODS = [
    f"/statements/accounts/{ACCOUNT}/balances",
    f"/statements/accounts/{ACCOUNT}/transactions",
    f"/forecasting/accounts/{ACCOUNT}/statements",
    f"/forecasting/accounts/{ACCOUNT}/transactions",
    "/payments/transfers",
]
LISTS = ["/statements/accounts", "/forecasting/accounts", "/payments/accounts", "/third-parties", *PERIODS]


def exact(answer: Any) -> Any:
    """An answer's JSON with amounts as they were written."""
    return answer.json(parse_float=Decimal)


def amounts(items: list[Any]) -> dict[str, Decimal]:
    """Booking day to what was booked."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        found[item["bookingDate"]] += Decimal(str(item["amount"]))
    return found


@pytest.mark.parametrize("path", LISTS)
def test_pages_make_the_list(reader: Any, path: str) -> None:
    """No record twice, none missing, in the same order whatever the size of a page."""
    whole = reader.items(path, **EVER)
    first = reader.get(path, **EVER)
    assert (first["page"], first["size"], first["total"]) == (1, 50, len(whole))
    assert first["items"] == whole[:50]
    second = reader.get(path, **EVER, page=2, size=7)
    assert (second["page"], second["size"], second["items"]) == (2, 7, whole[7:14])
    assert reader.get(path, **EVER, page=99_999)["items"] == []


def test_there_is_more_than_one_page(reader: Any) -> None:
    """A client that reads one page only misses something."""
    assert reader.get("/third-parties")["total"] > 50
    assert reader.get(PERIODS[1], **EVER)["total"] > 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "0"), ("page", "-1"), ("page", "x"), ("page", "1.0"), ("page", ""), ("page", "9" * 30),
     ("size", "0"), ("size", "201"), ("size", "٣")],
)  # fmt: skip
def test_a_page_that_is_none_is_refused(reader: Any, name: str, value: str) -> None:
    """At most 200 records a page."""
    answer = reader.ask("GET", "/third-parties", params={name: value})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [name])


@pytest.mark.parametrize("path", PERIODS)
def test_a_period_has_two_days(reader: Any, path: str) -> None:
    """Both are asked for, both are days, and the first is not behind the last."""
    for query, wrong in (
        ({}, ["from", "to"]),
        ({"from": day(0)}, ["to"]),
        ({"from": "21/11/2026", "to": day(0)}, ["from"]),
        ({"from": day(0), "to": "2026-02-30"}, ["to"]),
        ({"from": day(1), "to": day(0)}, ["to"]),
    ):
        answer = reader.ask("GET", path, params=query)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, wrong)


@pytest.mark.parametrize("module", ["statements", "forecasting", "payments"])
def test_accounts_have_their_modules_fields(reader: Any, module: str) -> None:
    """The same account has the same id everywhere."""
    fields = {"id", "iban", "name", "currency"} | ({"bic", "bank"} if module != "forecasting" else set())
    known = {item["id"]: item["iban"] for item in reader.items("/statements/accounts")}
    for item in reader.items(f"/{module}/accounts"):
        assert set(item) == fields
        assert known[item["id"]] == item["iban"]


def test_an_account_is_known_where_it_is_enabled(reader: Any) -> None:
    """The savings account is not forecast."""
    savings = reader.account("Livret entreprise")
    assert reader.ask("GET", f"/statements/accounts/{savings}/balances", params=EVER).status_code == 200
    assert reader.ask("GET", f"/forecasting/accounts/{savings}/statements", params=EVER).status_code == 404


def test_amounts_are_written_with_two_decimals(reader: Any) -> None:
    """As numbers, not as texts."""
    for path in PERIODS[:4]:
        for item in exact(reader.ask("GET", path, params={**EVER, "size": 200}))["items"]:
            for name in {"amount", "openingBalance", "inflows", "outflows", "closingBalance"} & set(item):
                assert isinstance(item[name], Decimal)
                assert item[name].as_tuple().exponent == -2


@pytest.mark.parametrize("name", ["Compte courant", "Compte export", "Livret entreprise", "Compte dollars"])
def test_balances_are_what_was_booked(reader: Any, name: str) -> None:
    """A year of days without a gap; each day's balance is the one before and all that was booked."""
    path = f"/statements/accounts/{reader.account(name)}"
    booked = amounts(reader.items(f"{path}/transactions", **EVER))
    balances = reader.items(f"{path}/balances", **EVER)
    assert (balances[0]["date"], balances[-1]["date"], len(balances)) == (day(-365), day(0), 366)
    assert set(booked) <= {item["date"] for item in balances}
    for before, after in itertools.pairwise(balances):
        days = [date.fromisoformat(item["date"]).toordinal() for item in (before, after)]
        assert days[1] - days[0] == 1
        change = Decimal(str(after["amount"])) - Decimal(str(before["amount"]))
        assert change == booked.get(after["date"], 0)
        assert after["currency"] == ("USD" if "dollars" in name else "EUR")


@pytest.mark.parametrize("name", ["Compte courant", "Compte export", "Compte dollars"])
def test_forecasts_go_on_where_the_balance_ended(reader: Any, name: str) -> None:
    """Ninety days; each opens where the one before closed and moves by what is expected."""
    number = reader.account(name)
    opening = Decimal(str(reader.items(f"/statements/accounts/{number}/balances", **EVER)[-1]["amount"]))
    expected = amounts(reader.items(f"/forecasting/accounts/{number}/transactions", **EVER))
    days = reader.items(f"/forecasting/accounts/{number}/statements", **EVER)
    assert (days[0]["date"], days[-1]["date"], len(days)) == (day(1), day(90), 90)
    assert set(expected) <= {item["date"] for item in days}
    for item in days:
        values = {key: Decimal(str(value)) for key, value in item.items() if key not in ("date", "currency")}
        assert values["openingBalance"] == opening
        assert values["inflows"] >= 0
        assert values["outflows"] >= 0
        assert values["inflows"] - values["outflows"] == expected.get(item["date"], 0)
        opening += values["inflows"] - values["outflows"]
        assert values["closingBalance"] == opening


def test_a_period_cuts_on_both_ends(reader: Any) -> None:
    """Both days are in it."""
    path = f"/statements/accounts/{ACCOUNT}"
    period = {"from": day(-40), "to": day(-10)}
    days = [item["date"] for item in reader.items(f"{path}/balances", **period)]
    assert (days[0], days[-1], len(days)) == (day(-40), day(-10), 31)
    every = reader.items(f"{path}/transactions", **EVER)
    cut = [item for item in every if day(-40) <= item["bookingDate"] <= day(-10)]
    assert reader.items(f"{path}/transactions", **period) == cut
    assert reader.get(f"{path}/balances", **{"from": day(1), "to": day(9)})["items"] == []


def test_transactions_have_their_fields(reader: Any) -> None:
    """Oldest first, each with an id of its own."""
    found = reader.items(f"/statements/accounts/{ACCOUNT}/transactions", **EVER)
    assert set(found[0]) == {
        "id", "bookingDate", "valueDate", "amount", "currency", "description", "counterparty", "reference",
    }  # fmt: skip
    assert len({item["id"] for item in found}) == len(found)
    assert [item["bookingDate"] for item in found] == sorted(item["bookingDate"] for item in found)
    assert all(item["valueDate"] >= item["bookingDate"] for item in found)


def test_forecast_transactions_have_their_fields(reader: Any) -> None:
    """Some are confirmed, some come again and some do not."""
    found = reader.items(f"/forecasting/accounts/{ACCOUNT}/transactions", **EVER)
    assert set(found[0]) == {
        "id", "transactionCode", "budgetCode", "bookingDate", "valueDate", "amount", "currency",
        "description", "confirmed", "recurrence",
    }  # fmt: skip
    assert {item["confirmed"] for item in found} == {True, False}
    assert {None, "weekly", "monthly", "quarterly"} <= {item["recurrence"] for item in found}
    assert {item["budgetCode"] for item in found} >= {"SALAIRES", "TVA", "LOYER", "VENTES-CAVE"}
    costs = [item for item in found if item["budgetCode"] in {"SALAIRES", "TVA", "LOYER"}]
    assert all(item["amount"] < 0 for item in costs)
    assert all(item["bookingDate"] > day(0) for item in found)


def test_the_state_shows_what_the_api_shows(reader: Any, serving_sandbox: Sandbox) -> None:
    """So that a test may count without asking for pages; there are no transfers yet."""
    state = serving_sandbox.state()["iziago"]
    assert state["third_parties"] == reader.items("/third-parties")
    assert state["transfers"] == []
    assert len(state["accounts"]) == 4
    own = [item for item in state["transactions"] if item.pop("accountId") == ACCOUNT]
    assert own == reader.items(f"/statements/accounts/{ACCOUNT}/transactions", **EVER)
