"""Each list of Iziago against the sandbox's own records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import openpyxl
import pytest
from altering_proxy import Proxy
from bookkeeper import column, lines
from run_day import TODAY, service_day
from treasurer import CURRENT, CURRENT_IBAN, EXPORT, Colleague, Treasurer, set_scopes

from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.errors import WrongUse
from xl_addin.fetching.export import export
from xl_addin.fetching.iziago.own_accounts import of_each
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.systems import SYSTEMS

YEAR = Query(start=TODAY - timedelta(days=364), end=TODAY)
AHEAD = TODAY + timedelta(days=90)

Record = Mapping[str, Any]


def by_account(records: list[Record], accounts: list[Record]) -> dict[str, list[Record]]:
    """Records by their account's name."""
    names = {account["id"]: account["name"] for account in accounts}
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[names[record["accountId"]]].append(record)
    return found


def total(amounts: list[Any]) -> Decimal:
    """Their sum; amounts of JSON are numbers with two decimals."""
    return sum((Decimal(str(amount)).quantize(Decimal("0.01")) for amount in amounts), Decimal())


def in_period(day: str, query: Query) -> bool:
    """Whether a record's day is asked for."""
    assert query.start is not None
    assert query.end is not None
    return query.start <= date.fromisoformat(day) <= query.end


def test_accounts_are_one_table_over_the_modules(treasurer: Treasurer) -> None:
    """Each account stands there once, with what any module tells of it and which modules have it."""
    expected = [
        {
            "Name": account["name"],
            "IBAN": account["iban"],
            "BIC": account["bic"],
            "Bank": account["bank"],
            "Currency": account["currency"],
            "In statements": "statements" in account["modules"],
            "In forecasting": "forecasting" in account["modules"],
            "In payments": "payments" in account["modules"],
            "Id": account["id"],
        }
        for account in treasurer.state("accounts")
    ]
    listing = treasurer.fetch("accounts")
    assert lines(listing) == expected
    assert not all(line["In forecasting"] for line in expected)
    assert not listing.notes


def test_an_account_with_two_ids_is_still_one(treasurer: Treasurer, proxy: Proxy) -> None:
    """Modules that call an account by ids of their own do not make two of it; its IBAN tells."""
    proxy.alter = lambda path, body: body.replace(b'"acc-', b'"f-') if "forecasting" in path else body
    shown = lines(treasurer.fetch("accounts"))
    stored = treasurer.state("accounts")
    assert [line["IBAN"] for line in shown] == [account["iban"] for account in stored]
    first = stored[0]["id"]
    assert shown[0]["Id"] == f"{first} / {first.replace('acc-', 'f-')}"


def test_accounts_of_one_id_and_two_ibans_are_two(treasurer: Treasurer, proxy: Proxy) -> None:
    """Modules that number their accounts each for itself do not make one of two accounts."""
    iban = CURRENT_IBAN.encode()
    proxy.alter = lambda path, body: (
        body.replace(iban, b"DE89370400440532013000") if "forec" in path else body
    )
    shown = {line["IBAN"]: line for line in lines(treasurer.fetch("accounts"))}
    assert len(shown) == 5
    assert shown[CURRENT_IBAN]["In forecasting"] is False
    other = shown["DE89370400440532013000"]
    assert (other["In forecasting"], other["In statements"], other["Name"]) == (True, False, CURRENT)


def test_accounts_without_a_scope_show_the_others(treasurer: Treasurer) -> None:
    """A module that may not be asked is blank, neither yes nor no, and a note names the scope."""
    set_scopes(treasurer.sandbox, "statements", "payments")
    listing = treasurer.fetch("accounts")
    assert set(column(listing, "In forecasting")) == {None}
    assert set(column(listing, "In payments")) == {True}
    [note] = listing.notes
    assert note.startswith("In forecasting is blank.")
    assert "scope forecasting" in note


def test_without_its_scope_a_list_says_which_one_it_needs(treasurer: Treasurer) -> None:
    """A list that has nothing to show is refused by name, not shown empty."""
    set_scopes(treasurer.sandbox, "third-parties")
    for what, scope in (("accounts", "statements"), ("forecasts", "forecasting"), ("transfers", "payments")):
        with pytest.raises(MissingScope, match=f"scope {scope}"):
            treasurer.fetch(what)


def test_transactions_of_a_year_come_page_by_page(treasurer: Treasurer) -> None:
    """No booking is lost between two pages or two accounts: counts and sums are the service's own."""
    listing = treasurer.fetch("transactions", YEAR)
    stored = by_account(treasurer.state("transactions"), treasurer.state("accounts"))
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for line in lines(listing):
        found[line["Account"]].append(line["Amount"])
    for name, records in stored.items():
        amounts = [item["amount"] for item in records if in_period(item["bookingDate"], YEAR)]
        assert (len(found[name]), sum(found[name])) == (len(amounts), total(amounts)), name
    assert len(found[CURRENT]) > 200
    assert any("page=2" in path for path in treasurer.asked("/transactions"))
    days = column(listing, "Booking date")
    assert days == sorted(days)
    assert listing.notes == ["Amounts are in several currencies (EUR, USD); they are not added up."]


def test_a_transaction_is_shown_whole(treasurer: Treasurer) -> None:
    """Every field that the bank reports has its cell, beside the account it belongs to."""
    query = Query(account="fr76 3000 4008 1200 0009 1644 532", start=YEAR.start, end=YEAR.end)
    [account] = [item for item in treasurer.state("accounts") if item["iban"] == CURRENT_IBAN]
    expected = {
        item["id"]: {
            "Booking date": date.fromisoformat(item["bookingDate"]),
            "Amount": total([item["amount"]]),
            "Currency": item["currency"],
            "Description": item["description"],
            "Counterparty": item["counterparty"] or "",
            "Account": CURRENT,
            "Value date": date.fromisoformat(item["valueDate"]),
            "Reference": item["reference"] or "",
            "IBAN": CURRENT_IBAN,
            "Id": item["id"],
        }
        for item in treasurer.state("transactions")
        if item["accountId"] == account["id"] and in_period(item["bookingDate"], query)
    }
    listing = treasurer.fetch("transactions", query)
    assert {line["Id"]: line for line in lines(listing)} == expected
    assert not listing.notes


def test_balances_move_by_what_was_booked(treasurer: Treasurer) -> None:
    """From day to day each account's balance changes by exactly that day's transactions."""
    today = service_day("iziago")
    balances: defaultdict[str, dict[date, Decimal]] = defaultdict(dict)
    for line in lines(treasurer.fetch("balances", Query(start=today - timedelta(days=60), end=today))):
        balances[line["Account"]][line["Date"]] = line["Balance"]
    stored = by_account(treasurer.state("transactions"), treasurer.state("accounts"))
    assert set(balances) == {account["name"] for account in treasurer.state("accounts")}
    for name, days in balances.items():
        assert list(days) == [today - timedelta(days=back) for back in range(60, -1, -1)]
        first = min(days)
        booked = [
            item["amount"] for item in stored[name] if str(first) < item["bookingDate"] <= str(max(days))
        ]
        assert days[max(days)] - days[first] == total(booked)


def test_an_account_is_asked_for_once_and_all_by_themselves(treasurer: Treasurer) -> None:
    """Without an account every account is fetched; with some, only those."""
    treasurer.fetch("balances")
    assert len(treasurer.asked("/balances")) == len(treasurer.state("accounts")) == 4
    today = service_day("iziago")
    two = Query(account=f"{EXPORT}; {CURRENT_IBAN}", start=today - timedelta(days=9), end=today)
    assert Counter(column(treasurer.fetch("balances", two), "Account")) == {CURRENT: 10, EXPORT: 10}
    with pytest.raises(WrongUse, match="Compte dollars"):
        treasurer.fetch("balances", Query(account=f"{EXPORT}; Compte dolars"))


def test_several_accounts_are_fetched_at_once(treasurer: Treasurer) -> None:
    """Four accounts are asked for side by side: each waits here until the others have been asked for too."""
    together = Barrier(4, timeout=20)

    def fetch(number: str) -> list[str]:
        together.wait()
        return [number]

    with treasurer.source() as source:
        accounts = source.client.statements.accounts()
    found = of_each(accounts, fetch, workers=4)
    assert found == [(account, account.id) for account in accounts]
    assert len(accounts) == 4


def test_forecasts_go_from_today_to_ninety_days_ahead(treasurer: Treasurer) -> None:
    """Each day adds up, begins where the one before it ended, and ends where the account's movements lead."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    listing = treasurer.fetch("forecasts")
    for line in lines(listing):
        found[line["Account"]].append(line)
    expected = by_account(treasurer.state("forecasts"), treasurer.state("accounts"))
    assert set(found) == {
        item["name"] for item in treasurer.state("accounts") if "forecasting" in item["modules"]
    }
    known = min(AHEAD, service_day("iziago") + timedelta(days=90))
    for name, days in found.items():
        assert days[-1]["Date"] == known
        for before, day in zip([None, *days], days, strict=False):
            assert day["Closing balance"] == day["Opening balance"] + day["Inflows"] - day["Outflows"]
            assert before is None or day["Opening balance"] == before["Closing balance"]
        moved = total([item["amount"] for item in expected[name] if item["bookingDate"] <= str(known)])
        assert days[-1]["Closing balance"] - days[0]["Opening balance"] == moved
    assert listing.notes


def test_forecast_transactions_are_shown_whole(treasurer: Treasurer) -> None:
    """Every movement that is expected is there, with what Iziago knows of it."""
    names = {account["id"]: account for account in treasurer.state("accounts")}
    expected = {
        item["id"]: {
            "Booking date": date.fromisoformat(item["bookingDate"]),
            "Amount": total([item["amount"]]),
            "Currency": item["currency"],
            "Description": item["description"],
            "Account": names[item["accountId"]]["name"],
            "Confirmed": item["confirmed"],
            "Value date": date.fromisoformat(item["valueDate"]),
            "Recurrence": item["recurrence"] or "",
            "Transaction code": item["transactionCode"],
            "Budget code": item["budgetCode"],
            "IBAN": names[item["accountId"]]["iban"],
            "Id": item["id"],
        }
        for item in treasurer.state("forecasts")
        if TODAY <= date.fromisoformat(item["bookingDate"]) <= AHEAD
    }
    shown = lines(treasurer.fetch("forecast_transactions"))
    assert {line["Id"]: line for line in shown} == expected
    assert len(shown) == len(expected)


def test_a_forecast_period_may_begin_before_today_and_not_end_before_it_starts(treasurer: Treasurer) -> None:
    """What a person asks for is asked for; a period the wrong way round is refused."""
    query = Query(account=CURRENT, end=TODAY + timedelta(days=3))
    days = column(treasurer.fetch("forecasts", query), "Date")
    assert days
    assert max(days) == query.end
    with pytest.raises(WrongUse):
        treasurer.fetch("forecasts", Query(start=TODAY, end=TODAY - timedelta(days=1)))


def test_third_parties_have_a_row_for_each_account(treasurer: Treasurer) -> None:
    """Whoever has several accounts stands there several times, whoever has none once."""
    stored = treasurer.state("third_parties")
    expected = sorted(
        (party["id"], account["id"], account["iban"] or "", account["accountNumber"] or "")
        for party in stored
        for account in party["accounts"] or [{"id": "", "iban": "", "accountNumber": ""}]
    )
    shown = lines(treasurer.fetch("third_parties"))
    assert sorted((x["Id"], x["Account id"], x["IBAN"], x["Account number"]) for x in shown) == expected
    by_id = {party["id"]: party for party in stored}
    assert len(shown) > len(by_id)
    for line in shown:
        party = by_id[line["Id"]]
        told = (line["Name"], line["Country"], line["Type"], line["Identifier"], line["Email"], line["Group"])
        fields = ("name", "country", "type", "identifier", "email", "group")
        assert told == tuple(party[name] or "" for name in fields)


def test_no_text_of_iziago_becomes_a_formula_or_a_number(
    treasurer: Treasurer, colleague: Colleague, tmp_path: Path
) -> None:
    """Names that begin like a formula and long account numbers stand in the sheet as they are."""
    made = colleague.post(
        "/third-parties", name='=HYPERLINK("https://127.0.0.1","x")', type="COMPANY", country="US"
    )
    colleague.post(
        f"/third-parties/{made['id']}/accounts",
        accountNumber="00012345678901234567",
        bic="CHASUS33",
        currency="USD",
    )
    file = tmp_path / "out.xlsx"
    export(treasurer.fetch("third_parties"), file, overwrite=False)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    rows = [dict(zip(headers, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    [row] = [row for row in rows if str(row["Name"].value).startswith("=")]
    assert row["Name"].data_type == row["Account number"].data_type == "s"
    assert row["Account number"].value == "00012345678901234567"
    ibans = [row["IBAN"] for row in rows if row["IBAN"].value]
    assert {cell.data_type for cell in ibans} == {"s"}
    assert all(str(cell.value)[:2].isalpha() and " " not in str(cell.value) for cell in ibans)


def test_every_list_can_be_exported_and_says_what_it_is(treasurer: Treasurer, tmp_path: Path) -> None:
    """Whatever Iziago offers fits into a sheet, and `fetch list` has a sentence for it."""
    system = SYSTEMS["iziago"]
    for name in system.lists:
        listing: Listing = treasurer.fetch(name)
        file = tmp_path / f"{name}.xlsx"
        export(listing, file, overwrite=False)
        assert openpyxl.load_workbook(file).worksheets[0].max_row >= max(len(listing.rows), 1)
        assert all(len(row) == len(listing.columns) for row in listing.rows)
    made = [*system.lists.values(), *system.downloads.values()]
    assert all((make.__doc__ or "").splitlines()[0].rstrip(".") for make in made)
