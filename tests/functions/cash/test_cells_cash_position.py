"""CASH_POSITION: what every account of every service holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cells_desk import Desk
from run_day import TODAY, service_day

from xl_addin.apis.organizze.models import TransactionDraft
from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.connect import organizze

Opening = Callable[..., Desk]

NO_IZIAGO = {"XL_ADDIN_IZIAGO_BASE_URL": "", "XL_ADDIN_IZIAGO_CLIENT_ID": ""}
NO_ORGANIZZE = {"XL_ADDIN_ORGANIZZE_EMAIL": ""}


def systems(desk: Desk) -> set[str]:
    """The services that have a row."""
    return {line["System"] for line in desk.lines("CASH_POSITION")}


def test_each_account_has_its_own_functions_balance(desk: Desk) -> None:
    """On any day the table says of each account what ORGANIZZE_BALANCE and IZIAGO_BALANCE say of it."""
    for day in (TODAY, TODAY - timedelta(days=75)):
        for line in desk.lines("CASH_POSITION", day):
            alone = desk.value(f"{line['System'].upper()}_BALANCE", line["Account"], day)
            assert Decimal(alone) == line["Balance"], line
            assert line["As of"] == (min(day, service_day("iziago")) if line["System"] == "Iziago" else day)
    names = {item["name"] for item in desk.state("organizze", "accounts") if not item["archived"]}
    names |= {item["name"] for item in desk.state("iziago", "accounts")}
    assert {line["Account"] for line in desk.lines("CASH_POSITION")} == names


def test_currencies_are_never_added_up(desk: Desk) -> None:
    """Each row has its currency, there is no total, and the reader is told why."""
    by_currency = {(line["System"], line["Currency"]) for line in desk.lines("CASH_POSITION")}
    assert by_currency == {("Organizze", "BRL"), ("Iziago", "EUR"), ("Iziago", "USD")}
    assert "several currencies (BRL, EUR, USD); they are not added up" in desk.why("CASH_POSITION")


def test_where_a_balance_comes_from_is_said(opening: Opening) -> None:
    """A statement, a balance that somebody read in the app, or a count from zero: the row tells which."""
    bases = {line["System"]: line["Basis"] for line in opening().lines("CASH_POSITION")}
    assert bases["Iziago"] == "bank statement"
    assert bases["Organizze"].startswith("from zero on")


def test_a_service_that_nobody_set_up_is_left_out(opening: Opening) -> None:
    """Who uses one service sees that one, with no word about the other, which is asked for nothing."""
    alone = opening(**NO_IZIAGO)
    assert systems(alone) == {"Organizze"}
    assert not alone.outcome("CASH_POSITION").stale
    assert not alone.calls("iziago")
    assert systems(opening(**NO_ORGANIZZE)) == {"Iziago"}
    nothing = opening(**NO_IZIAGO, **NO_ORGANIZZE)
    assert nothing.value("CASH_POSITION") == "#N/A"
    assert "Neither Organizze nor Iziago is set up" in nothing.why("CASH_POSITION")


def test_without_a_services_currencies_there_is_no_table(opening: Opening, away: dict[str, str]) -> None:
    """Never a silent zero: a sum of euros over a table without Iziago would be one, so the cell is #N/A."""
    desk = opening(**away)
    for name in ("CASH_POSITION", "CASH_FORECAST"):
        assert desk.value(name) == "#N/A"
        assert "Iziago is missing" in desk.why(name)
        assert "accepts no connection" in desk.why(name)


def test_when_nobody_answers_it_is_an_error(opening: Opening, away: dict[str, str]) -> None:
    """With nothing to show the cell is #N/A, not an empty table."""
    desk = opening(**away, **NO_ORGANIZZE)
    assert desk.value("CASH_POSITION") == "#N/A"
    assert "accepts no connection" in desk.why("CASH_POSITION")


def test_a_secret_that_is_missing_is_said(opening: Opening, monkeypatch: Any) -> None:
    """A login without its secret is no service that is not set up: the cell says what to do."""
    monkeypatch.delenv("XL_ADDIN_IZIAGO_CLIENT_SECRET")
    desk = opening()
    assert desk.value("CASH_POSITION") == "#N/A"
    assert "xl-addin credentials set iziago" in desk.why("CASH_POSITION")


def test_the_last_values_stay_when_a_service_goes_away(desk: Desk) -> None:
    """What was known this morning is shown, marked as old, while the other service's rows are fresh."""
    shown = desk.value("CASH_POSITION")
    desk.sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/statements")
    desk.books.cache.refresh()
    outcome = desk.outcome("CASH_POSITION")
    assert desk.value("CASH_POSITION") == shown
    assert any("500" in reason for reason in outcome.stale)


def test_it_costs_few_requests_and_then_none(desk: Desk) -> None:
    """Every account's balance over two services: one request an account, then none at all."""
    desk.table("CASH_POSITION")
    accounts = desk.state("iziago", "accounts")
    assert len(desk.calls("iziago", "/balances")) == len(accounts)
    assert len(desk.calls("iziago", "oauth/token")) == 1
    before = len(desk.calls("iziago")) + len(desk.calls("organizze"))
    desk.table("CASH_POSITION")
    assert len(desk.calls("iziago")) + len(desk.calls("organizze")) == before


def tell(desk: Desk, account: int, amount: str, day: date) -> None:
    """As `balance set` of an earlier version did it, which took any day."""
    party = desk.books.organizze.party
    anchor = Anchor(party.company, party.host, account, Decimal(amount), day)
    Anchors(desk.books.settings.home).put(anchor)


def line_of(desk: Desk, account: str, day: date) -> dict[str, Any]:
    """An account's row."""
    return next(line for line in desk.lines("CASH_POSITION", day) if line["Account"] == account)


def test_one_impossible_balance_hides_no_other(desk: Desk) -> None:
    """Of a balance told for 2207 only that account's row is blank, with the reason; all others stand."""
    before = {line["Account"]: line["Balance"] for line in desk.lines("CASH_POSITION")}
    tell(desk, 4, "10.00", date(2207, 1, 1))
    after = {line["Account"]: line["Balance"] for line in desk.lines("CASH_POSITION")}
    assert after == {**before, "Caixa Poupança": None}
    assert "2207-01-01" in line_of(desk, "Caixa Poupança", TODAY)["Basis"]
    assert "What Caixa Poupança holds today is not known" in desk.why("CASH_FORECAST")


def test_the_basis_names_the_balance_it_counts_from(desk: Desk) -> None:
    """Beside another day the basis has its own amount and day."""
    seen = TODAY - timedelta(days=21)
    tell(desk, 3, "10000", seen)
    assert line_of(desk, "Bradesco CC", TODAY)["Basis"] == f"from 10,000.00 on {seen}"


def test_a_day_to_come_is_not_known_yet(desk: Desk) -> None:
    """The balance is as of today unless something is paid in advance; what waits is said."""
    soon = TODAY + timedelta(days=20)
    assert line_of(desk, "Bradesco CC", soon)["As of"] == TODAY
    assert "Bradesco CC after today" in desk.why("CASH_POSITION", soon)
    with organizze.client(desk.books.settings) as client:
        advance = TransactionDraft(description="Rent", date=soon, amount_cents=-1, account_id=3, paid=True)
        client.transactions.create(advance)
    desk.books.cache.refresh()
    assert line_of(desk, "Bradesco CC", soon)["As of"] == soon


def test_before_anything_is_known_there_is_no_balance(desk: Desk) -> None:
    """Years before the first entry all rows are blank, and none is zero."""
    lines = desk.lines("CASH_POSITION", date(2019, 1, 1))
    assert [(line["Balance"], line["As of"]) for line in lines] == [(None, None)] * len(lines)
    assert "no entry up to 2019-01-01" in line_of(desk, "Cofre", date(2019, 1, 1))["Basis"]
