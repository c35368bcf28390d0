"""IZIAGO_BALANCE: what an account held at the end of a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from altering_proxy import Proxy
from cells_desk import Desk, desk_with
from run_day import TODAY, service_day
from treasurer import CURRENT, CURRENT_IBAN, EXPORT, Treasurer

from xl_addin.values.dates import first_of_month

DOLLARS = "Compte dollars"
NONE_THERE = b'{"items": [], "total": 0}'
SOME_DAY = first_of_month(TODAY) - timedelta(days=40)
LAST_DAY_BEFORE = first_of_month(SOME_DAY) - timedelta(days=1)


@pytest.fixture
def distant(proxy: Proxy, treasurer: Treasurer) -> Iterator[Desk]:
    """A sheet that speaks through the proxy."""
    with desk_with(treasurer.settings(), treasurer.sandbox) as desk:
        yield desk


def without(body: bytes, month: bytes) -> bytes:
    """An answer without a month's balances, of which it says nothing."""
    answer = json.loads(body)
    items = [item for item in answer["items"] if not item["date"].encode().startswith(month)]
    gone = len(answer["items"]) - len(items)
    return json.dumps({**answer, "items": items, "total": answer["total"] - gone}).encode()


def booked(desk: Desk, name: str, start: date, end: date) -> Decimal:
    """What was booked on an account after a day, up to and with another one."""
    [account] = [item for item in desk.state("iziago", "accounts") if item["name"] == name]
    return sum(
        (
            Decimal(str(item["amount"]))
            for item in desk.state("iziago", "transactions")
            if item["accountId"] == account["id"] and str(start) < item["bookingDate"] <= str(end)
        ),
        Decimal(),
    )


def test_two_balances_differ_by_what_was_booked_between(desk: Desk) -> None:
    """Between any two days an account's balance moves by exactly its transactions; today is the default."""
    before, after = desk.value("IZIAGO_BALANCE", CURRENT, SOME_DAY), desk.value("IZIAGO_BALANCE", CURRENT)
    assert Decimal(after) - Decimal(before) == booked(desk, CURRENT, SOME_DAY, TODAY)
    assert before != after


def test_a_column_of_accounts_is_one_formula(desk: Desk) -> None:
    """A range of accounts makes a column: one request each, blank for blank, an error where it belongs."""
    column = [[CURRENT], [None], [DOLLARS], ["Nobody's"], [CURRENT_IBAN]]
    shown = desk.value("IZIAGO_BALANCE", column, SOME_DAY)
    alone = [desk.value("IZIAGO_BALANCE", name, SOME_DAY) for name in (CURRENT, DOLLARS)]
    assert shown == [[alone[0]], [None], [alone[1]], ["#N/A"], [alone[0]]]
    assert len(desk.calls("iziago", "/balances")) == 2
    assert len(desk.calls("iziago", "/statements/accounts?")) == 1


def test_a_row_of_days_over_a_column_of_accounts(desk: Desk) -> None:
    """A whole rectangle of balances is one formula, and each account's months are asked for once."""
    days = [SOME_DAY, SOME_DAY + timedelta(days=1), SOME_DAY + timedelta(days=2)]
    shown = desk.value("IZIAGO_BALANCE", [[CURRENT], [EXPORT]], [days])
    assert [len(row) for row in shown] == [3, 3]
    assert len(desk.calls("iziago", "/balances")) == 2


def test_month_ends_of_a_year_are_a_request_a_half_year(desk: Desk) -> None:
    """Two accounts over ten ends of months are asked for by half-years, in a range and one by one."""
    ends = [SOME_DAY.replace(day=1) - timedelta(days=1)]
    while len(ends) < 10:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    halves = {(day.year, day.month > 6) for day in ends}
    shown = desk.value("IZIAGO_BALANCE", [[CURRENT], [EXPORT]], [ends])
    assert len(desk.calls("iziago", "/balances")) == 2 * len(halves)
    alone = [[desk.value("IZIAGO_BALANCE", name, day) for day in ends] for name in (CURRENT, EXPORT)]
    assert alone == shown
    assert len({*shown[0]}) == len(ends)
    assert len(desk.calls("iziago", "/balances")) == 2 * len(halves)


def test_where_a_day_has_none_the_last_one_before_counts(distant: Desk, proxy: Proxy) -> None:
    """A month without statements shows the end of the month before, and XL_ADDIN_WHY says which day."""
    month = f"{SOME_DAY:%Y-%m}-".encode()
    proxy.alter = lambda path, body: body if "/balances" not in path else without(body, month)
    shown = distant.value("IZIAGO_BALANCE", CURRENT, SOME_DAY)
    assert shown == distant.value("IZIAGO_BALANCE", CURRENT, LAST_DAY_BEFORE)
    told = distant.why("IZIAGO_BALANCE", CURRENT, SOME_DAY)
    assert f"this is the balance of {LAST_DAY_BEFORE}, the last one known" in told
    assert "last one known" not in distant.why("IZIAGO_BALANCE", CURRENT, LAST_DAY_BEFORE)


def test_a_balance_that_nobody_knows_is_no_zero(distant: Desk, proxy: Proxy) -> None:
    """An account without any statement shows #N/A, never zero."""
    proxy.alter = lambda path, body: NONE_THERE if "/balances" in path else body
    assert distant.value("IZIAGO_BALANCE", CURRENT) == "#N/A"
    assert f"No balance of {CURRENT} is known" in distant.why("IZIAGO_BALANCE", CURRENT)


def test_a_day_to_come_shows_the_last_known(desk: Desk) -> None:
    """Nobody knows the balance of next year's day: it is today's, and said to be."""
    later, known = TODAY + timedelta(days=400), min(TODAY, service_day("iziago"))
    assert desk.value("IZIAGO_BALANCE", CURRENT, later) == desk.value("IZIAGO_BALANCE", CURRENT)
    assert f"this is the balance of {known}" in desk.why("IZIAGO_BALANCE", CURRENT, later)


def test_without_an_answer_there_is_an_error(desk: Desk) -> None:
    """A service that is down shows #N/A with the reason, and is not asked by each of forty cells."""
    desk.sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/statements")
    for _ in range(40):
        assert desk.value("IZIAGO_BALANCE", CURRENT) == "#N/A"
    assert "500" in desk.why("IZIAGO_BALANCE", CURRENT)
    asked = len(desk.calls("iziago", "/accounts"))
    desk.value("IZIAGO_BALANCE", CURRENT)
    assert len(desk.calls("iziago", "/accounts")) == asked


def test_a_secret_that_is_missing_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without credentials a cell shows #N/A and says how to give them."""
    monkeypatch.delenv("XL_ADDIN_IZIAGO_CLIENT_SECRET")
    assert desk.value("IZIAGO_BALANCE", CURRENT) == "#N/A"
    assert "xl-addin credentials set iziago" in desk.why("IZIAGO_BALANCE", CURRENT)
