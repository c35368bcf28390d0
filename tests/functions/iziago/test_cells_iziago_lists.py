"""Iziago's tables in cells: the same as `xl-addin fetch` shows, with few requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cells_desk import Desk, desk_with
from run_day import TODAY, service_day
from treasurer import CURRENT, CURRENT_IBAN, EXPORT, GLASS, PAYDAY, Treasurer, pay, set_scopes

from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Query
from xl_addin.functions.outcome import Outcome
from xl_addin.values.dates import months

SPAN = (TODAY - timedelta(days=100), TODAY + timedelta(days=40))
BOTH = f"{EXPORT};{CURRENT}"
SAME: Sequence[tuple[str, tuple[Any, ...], str, Query]] = (
    ("IZIAGO_ACCOUNTS", (), "accounts", Query()),
    ("IZIAGO_BALANCES", (), "balances", Query()),
    ("IZIAGO_BALANCES", (None, *SPAN), "balances", Query(None, *SPAN)),
    ("IZIAGO_TRANSACTIONS", (None, *SPAN), "transactions", Query(None, *SPAN)),
    ("IZIAGO_TRANSACTIONS", ([[EXPORT, None, CURRENT]], *SPAN), "transactions", Query(BOTH, *SPAN)),
    ("IZIAGO_FORECASTS", (), "forecasts", Query()),
    ("IZIAGO_FORECASTS", (CURRENT, None, SPAN[1]), "forecasts", Query(CURRENT, None, SPAN[1])),
    ("IZIAGO_FORECAST_TRANSACTIONS", (), "forecast_transactions", Query()),
    ("IZIAGO_THIRD_PARTIES", (), "third_parties", Query()),
    ("IZIAGO_TRANSFERS", (), "transfers", Query()),
)


@pytest.fixture
def sent(treasurer: Treasurer) -> Treasurer:
    """Somebody who has imported a transfer."""
    treasurer.send([pay("99.90", reason="Facture VG-88")])
    return treasurer


def reason(outcome: Outcome) -> str:
    """Why the only cell shows an error, and which."""
    [error] = outcome.errors
    return f"{error.code.text} {error.reason}"


def test_a_table_is_what_fetch_shows(sent: Treasurer, desk: Desk) -> None:
    """Whatever list people know from the command line, in a sheet it has the same rows, columns and notes."""
    behind = service_day("iziago") < TODAY  # then a month may have begun here that has no balances there
    for name, arguments, what, query in SAME:
        fetched, shown = sent.fetch(what, query), desk.table(name, *arguments)
        assert [list(row) for row in shown.rows] == [list(row) for row in fetched.rows], name
        assert (shown.columns, list(shown.notes)) == (fetched.columns, list(fetched.notes)), name
        assert shown.rows or behind, name


def test_a_transfer_tells_the_row_it_was(sent: Treasurer, desk: Desk) -> None:
    """Of a transfer that was imported here, the sheet shows workbook, row and what the journal says."""
    [line] = desk.lines("IZIAGO_TRANSFERS", TODAY, PAYDAY)
    assert (line["Amount"], line["Creditor"]) == (Decimal("99.90"), GLASS)
    assert (line["Workbook"], line["Row"], str(line["Journal"])) == ("book.xlsx", 2, "sent")
    assert desk.lines("IZIAGO_TRANSFERS", TODAY, PAYDAY, EXPORT) == []
    assert len(desk.lines("IZIAGO_TRANSFERS", TODAY, PAYDAY, [[EXPORT], [CURRENT_IBAN]])) == 1


def test_without_a_journal_transfers_are_iziagos_alone(desk: Desk) -> None:
    """On a computer that never imported anything the list works, and makes no journal."""
    assert desk.lines("IZIAGO_TRANSFERS") == []
    assert not desk.books.journal.exists


def test_files_that_the_list_needs_are_asked_for_once(treasurer: Treasurer) -> None:
    """What a list leaves out comes from the transfers' files: each is read once, however often shown."""
    lines = "".join(f"{name} = ''\n" for name in ("amount", "end_to_end_id", "creditor_name"))
    treasurer.profile(f"[fields.transfer]\n{lines}")
    treasurer.send([pay("12.30"), pay("45.60")])
    with desk_with(treasurer.settings(), treasurer.sandbox) as desk:
        for _ in range(2):
            shown = desk.lines("IZIAGO_TRANSFERS")
            assert sorted(line["Amount"] for line in shown) == [Decimal("12.30"), Decimal("45.60")]
    assert len(desk.calls("iziago", "/file")) == 2


def test_one_token_and_each_month_once(desk: Desk) -> None:
    """Twelve tables of twelve months and five formulas over them cost one request an account."""
    year = (date(TODAY.year - 1, TODAY.month, 1), TODAY.replace(day=1) - timedelta(days=1))
    whole = desk.lines("IZIAGO_TRANSACTIONS", None, *year)
    parts = [line for month in months(*year) for line in desk.lines("IZIAGO_TRANSACTIONS", None, *month)]
    assert parts
    assert {line["Id"] for line in parts} == {line["Id"] for line in whole}
    assert len(desk.calls("iziago", "oauth/token")) == 1
    accounts = desk.state("iziago", "accounts")
    asked = [path for path in desk.calls("iziago", "/transactions") if "page=1&" in path]
    assert len(asked) == len(accounts)
    before = len(desk.calls("iziago"))
    for _ in range(3):
        desk.table("IZIAGO_TRANSACTIONS", CURRENT, *year)
    assert len(desk.calls("iziago")) == before


def test_accounts_are_named_in_any_form(desk: Desk) -> None:
    """Name, IBAN with blanks and id mean one account; written twice it is shown once."""
    [number] = [item["id"] for item in desk.state("iziago", "accounts") if item["iban"] == CURRENT_IBAN]
    names = [["compte  COURANT", "FR76 3000 4008 1200 0009 1644 532", number]]
    today = service_day("iziago")
    shown = desk.lines("IZIAGO_BALANCES", names, today - timedelta(days=9), today)
    assert [line["Account"] for line in shown] == [CURRENT] * 10


def test_an_account_that_is_none_is_said_with_candidates(desk: Desk) -> None:
    """A misspelt name shows #N/A; the reason names the argument and what it might be."""
    told = reason(desk.outcome("IZIAGO_BALANCES", [[EXPORT], ["Compte corrant"]]))
    assert told.startswith("#N/A account “Compte corrant” is not known. Did you mean: Compte courant")
    told = reason(desk.outcome("IZIAGO_ACCOUNTS", "payment"))
    assert told.startswith("#N/A in_module “payment” is not known. Did you mean: payments")
    told = reason(desk.outcome("IZIAGO_FORECASTS", "Livret entreprise"))
    assert "is not in forecasting. It is in: statements, payments." in told


def test_the_accounts_of_one_module(desk: Desk) -> None:
    """Only that module is asked, so that a login without the others' scopes has its accounts."""
    set_scopes(desk.sandbox, "forecasting")
    names = {line["Name"] for line in desk.lines("IZIAGO_ACCOUNTS", "Forecasting")}
    known = [item for item in desk.state("iziago", "accounts") if "forecasting" in item["modules"]]
    assert names == {item["name"] for item in known}
    assert not desk.calls("iziago", "/payments/")


def test_a_missing_scope_is_named_and_stops_nothing_else(desk: Desk) -> None:
    """Without the scope a cell says which one and where to enable it; other modules go on."""
    set_scopes(desk.sandbox, "statements", "payments")
    told = reason(desk.outcome("IZIAGO_FORECASTS"))
    assert told.startswith("#N/A")
    assert "scope forecasting" in told
    assert desk.lines("IZIAGO_BALANCES", CURRENT, *SPAN)
    assert "In forecasting is blank" in desk.why("IZIAGO_ACCOUNTS")


def test_what_the_profile_does_not_have_is_said(treasurer: Treasurer) -> None:
    """A profile without a list of transfers shows what the journal knows, and says that it is no more."""
    treasurer.profile("[operations.payments.transfers]\npath = ''\n")
    treasurer.send([pay("12.30")])
    with desk_with(treasurer.settings(), treasurer.sandbox) as desk:
        [line] = desk.lines("IZIAGO_TRANSFERS")
        assert line["Amount"] == Decimal("12.30")
        assert "no list of transfers" in desk.why("IZIAGO_TRANSFERS")


def test_a_profile_that_is_wrong_is_said(treasurer: Treasurer) -> None:
    """The cell tells the file and the line, as the command line does."""
    treasurer.profile("[formats]\ndate = 'tomorrow'\n")
    with desk_with(treasurer.settings(), treasurer.sandbox) as desk:
        told = reason(desk.outcome("IZIAGO_BALANCES"))
    assert told.startswith("#N/A")
    assert "contract.toml, line 2" in told


@pytest.mark.parametrize("name", ["IZIAGO_BALANCES", "IZIAGO_TRANSACTIONS", "IZIAGO_FORECASTS"])
def test_a_period_that_makes_no_sense_is_refused(desk: Desk, name: str) -> None:
    """Days in the wrong order, or a century of them, show #VALUE! and cost no request."""
    assert reason(desk.outcome(name, None, TODAY, TODAY - timedelta(days=1))).startswith("#VALUE!")
    told = reason(desk.outcome(name, CURRENT, date(1990, 1, 1), date(2090, 1, 1)))
    assert told.startswith("#VALUE! From 1990-01-01")
    assert not desk.calls("iziago", "from=")


def test_a_service_that_fails_leaves_the_last_values(treasurer: Treasurer, desk: Desk) -> None:
    """After a Refresh that brings nothing the table stays, and says that it is old and why."""
    shown = desk.value("IZIAGO_BALANCES", None, *SPAN)
    desk.sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/statements")
    desk.books.cache.refresh()
    outcome = desk.outcome("IZIAGO_BALANCES", None, *SPAN)
    assert desk.table("IZIAGO_BALANCES", None, *SPAN).rows
    assert desk.value("IZIAGO_BALANCES", None, *SPAN) == shown
    assert "500" in " ".join(outcome.stale)


def test_cells_send_nothing(desk: Desk) -> None:
    """Of all that Iziago is asked, only the token is a POST; the client of cells refuses to create."""
    for name, arguments, _, _ in SAME:
        desk.outcome(name, *arguments)
    posts = [item["path"] for item in desk.sandbox.state()["calls"] if item["method"] != "GET"]
    assert posts == ["/iziago/oauth/token"]
    with pytest.raises(WrongUse, match="send nothing"):
        desk.books.iziago.client.payments.create_transfer(None)  # type: ignore[arg-type]
