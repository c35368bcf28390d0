"""What CASH_POSITION and CASH_FORECAST do not know: an error or a word, never a silent zero."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cells_desk import Desk
from run_day import TODAY

from xl_addin import frames
from xl_addin.apis.organizze.models import TransactionDraft
from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.connect import organizze
from xl_addin.functions.cells import ERROR_MARK, for_excel

Opening = Callable[..., Desk]

NO_IZIAGO = {"XL_ADDIN_IZIAGO_BASE_URL": "", "XL_ADDIN_IZIAGO_CLIENT_ID": ""}
DAY = timedelta(days=1)
FIGURES = ("Opening balance", "Inflows", "Outflows", "Closing balance")


def shown(desk: Desk, name: str, column: str, of: str) -> set[str]:
    """What a column's cells show for a currency or an account, by name, in JSON."""
    header, *rows = desk.value(name)
    by_header = [dict(zip(header, row, strict=True)) for row in rows]
    return {str(line[column]) for line in by_header if of in line.values()}


def test_one_account_that_fails_takes_no_other_with_it(desk: Desk) -> None:
    """Its balance is an error with the reason; the others stand, and sums over it are errors."""
    [first, *others] = desk.state("iziago", "accounts")
    desk.sandbox.add_fault("error-500", 1.0, f"GET /iziago/v1/statements/accounts/{first['id']}/balances")
    name = first["name"]
    assert shown(desk, "CASH_POSITION", "Balance", name) == {"#N/A"}
    for account in others:
        assert shown(desk, "CASH_POSITION", "Balance", account["name"]) != {"#N/A"}
    assert f"The balance of {name} is not known" in desk.why("CASH_POSITION")
    assert "500" in desk.why("CASH_POSITION")
    excel = [row[3] for row in for_excel(desk.outcome("CASH_POSITION"))]
    assert excel.count(f"{ERROR_MARK}2042") == 1
    for column in FIGURES:
        assert shown(desk, "CASH_FORECAST", column, "EUR") == {"#N/A"}
        assert "#N/A" not in shown(desk, "CASH_FORECAST", column, "USD") | shown(
            desk, "CASH_FORECAST", column, "BRL"
        )
    assert f"The balance of {name} is not known" in desk.why("CASH_FORECAST")


def test_in_a_notebook_what_is_missing_warns(desk: Desk, tmp_path: Path, monkeypatch: Any) -> None:
    """A figure that could not be brought is none, and a warning says so: pandas would add up without it."""
    first = desk.state("iziago", "accounts")[0]
    desk.sandbox.add_fault("error-500", 1.0, f"GET /iziago/v1/statements/accounts/{first['id']}/balances")
    monkeypatch.setenv("XL_ADDIN_HOME", str(tmp_path / "notebook"))
    with closing(frames), pytest.warns(frames.Missing, match=f"The balance of {first['name']} is not known"):
        frame = frames.cash_position()
    assert frame.balance[frame.account == first["name"]].tolist() == [None]


def test_a_service_that_fails_makes_its_currencies_errors(desk: Desk) -> None:
    """SUMIFS of reais over either table is #N/A, not the part that happens to be there; euros stand."""
    desk.sandbox.add_fault("error-500", 1.0, "GET /organizze/rest/v2/accounts")
    assert shown(desk, "CASH_POSITION", "Balance", "BRL") == {"#N/A"}
    assert shown(desk, "CASH_FORECAST", "Closing balance", "BRL") == {"#N/A"}
    assert "#N/A" not in shown(desk, "CASH_POSITION", "Balance", "EUR")
    assert "#N/A" not in shown(desk, "CASH_FORECAST", "Closing balance", "EUR")
    told = desk.why("CASH_FORECAST")
    assert "Organizze is missing" in told
    assert "today's balances, transactions to come" not in told
    assert "Iziago: the last known balances" in told


def test_a_forecast_that_fails_is_no_quiet_month(desk: Desk) -> None:
    """Where one account's forecast cannot be brought, its currency's figures are errors."""
    account = next(item for item in desk.state("iziago", "accounts") if item["currency"] == "USD")
    fault = f"GET /iziago/v1/forecasting/accounts/{account['id']}/statements"
    desk.sandbox.add_fault("error-500", 1.0, fault)
    assert shown(desk, "CASH_FORECAST", "Closing balance", "USD") == {"#N/A"}
    assert "#N/A" not in shown(desk, "CASH_FORECAST", "Closing balance", "EUR")
    assert f"The forecast of {account['name']} could not be brought" in desk.why("CASH_FORECAST")


def test_an_old_statement_is_told_with_its_day(opening: Opening) -> None:
    """Who opens with a balance of ten days ago reads so, account by account; yesterday's is no news."""
    assert "The last statement of" not in opening().why("CASH_FORECAST")
    desk = opening(today=lambda: TODAY + 10 * DAY)
    days = {
        line["Account"]: line["As of"] for line in desk.lines("CASH_POSITION") if line["System"] == "Iziago"
    }
    told = desk.why("CASH_FORECAST")
    assert days
    for account, day in days.items():
        assert f"The last statement of {account} is of {day}" in told


def test_an_account_without_a_balance_is_in_no_figure_and_told(opening: Opening) -> None:
    """Half a year without a statement is no zero: each account is named as not counted."""
    desk = opening(today=lambda: TODAY + 200 * DAY)
    told = desk.why("CASH_FORECAST")
    for account in desk.state("iziago", "accounts"):
        assert f"What {account['name']} holds today is not known and in no figure" in told


def test_a_told_balance_hides_nothing_overdue(opening: Opening) -> None:
    """An unpaid bill from before the day that `balance set` named is still owed, and still told."""
    desk = opening(**NO_IZIAGO)
    party = desk.books.organizze.party
    with organizze.client(desk.books.settings) as client:
        account = next(item for item in client.accounts.list() if item.name == "Cofre")
        late = TransactionDraft(
            description="Luz", date=TODAY - 9 * DAY, amount_cents=-43210, account_id=account.id, paid=False
        )
        client.transactions.create(late)
    told = "of Cofre from before today is not paid (-432.10)"
    assert told in desk.why("CASH_FORECAST")
    anchor = Anchor(party.company, party.host, account.id, Decimal("1000.00"), TODAY - DAY)
    Anchors(desk.books.settings.home).put(anchor)
    assert told in desk.why("CASH_FORECAST")


def test_no_account_is_no_zero(opening: Opening) -> None:
    """A service that shows no account is said, so that nobody takes an opening zero for a balance."""
    desk = opening(**NO_IZIAGO)
    with organizze.client(desk.books.settings) as client:
        for account in client.accounts.list():
            client.accounts.delete(account.id)
    for name in ("CASH_POSITION", "CASH_FORECAST"):
        assert "Organizze shows no account that is not archived" in desk.why(name)


def test_on_the_first_of_a_month_todays_balance_stays(opening: Opening) -> None:
    """With the services down since midnight, today's balances are yesterday's and say so."""
    last, now = date(TODAY.year, 12, 31), [time.time()]
    today = [last]
    desk = opening(today=lambda: today[0], clock=lambda: now[0])
    formulas: tuple[tuple[Any, ...], ...] = (
        ("ORGANIZZE_BALANCE", "Bradesco CC"),
        ("IZIAGO_BALANCE", "Compte courant"),
        ("CASH_POSITION",),
    )
    before = [desk.value(*formula) for formula in formulas]
    today[0], now[0] = last + DAY, now[0] + 36_000
    desk.sandbox.add_fault("error-500", 1.0, "GET /organizze/rest/v2/transactions")
    desk.sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/statements")
    assert [desk.value(*formula) for formula in formulas] == before
    for formula in formulas:
        assert "this is the balance at the end of that day" in desk.why(*formula)
        assert f"What came after {last} could not be brought" in desk.why(*formula)
    today[0] += 4 * DAY
    assert desk.value(*formulas[0]) == desk.value(*formulas[1]) == "#N/A"
    assert desk.value("ORGANIZZE_BALANCE", "Bradesco CC", last + DAY) == "#N/A"
    assert desk.value("IZIAGO_BALANCE", "Compte courant", last + DAY) == "#N/A"
