"""Each list of Organizze against the sandbox's own records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from run_day import TODAY

from xl_addin.apis.organizze.models import Tag, TransactionDraft, TransferDraft
from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.connect import organizze
from xl_addin.errors import WrongUse
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Listing, Query, Word
from xl_addin.fetching.organizze import LISTS, Source
from xl_addin.settings import load
from xl_addin.targets.organizze import Names

FIRST = TODAY.replace(day=1)
LAST = (FIRST + timedelta(days=31)).replace(day=1) - timedelta(days=1)
LATELY = Query(start=TODAY - timedelta(days=100), end=TODAY - timedelta(days=9))

Line = Mapping[str, Any]
State = Mapping[str, list[Mapping[str, Any]]]


@pytest.fixture
def source(sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """What the lists are made from."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    settings = load({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path)})
    with organizze.client(settings) as client:
        party = organizze.party(settings)
        yield Source(client, Names(client), party, Anchors(tmp_path), TODAY)


@pytest.fixture
def state(sandbox: Any) -> State:
    """The service's records."""
    records: State = sandbox.state()["organizze"]
    return records


def lines(source: Source, what: str, query: Query | None = None) -> list[Line]:
    """A list's rows, each by header."""
    listing = LISTS[what](source, query or Query())
    headers = [column.header for column in listing.columns]
    rows = [[str(cell) if isinstance(cell, Word) else cell for cell in row] for row in listing.rows]
    return [dict(zip(headers, row, strict=True)) for row in rows]


def names(state: State, kind: str) -> dict[Any, str]:
    """Names by id."""
    return {item["id"]: item["name"] for item in state[kind]}


def paths(state: State) -> dict[Any, str]:
    """Categories as "Parent > Child" by id."""
    plain = names(state, "categories")
    return {
        item["id"]: f"{plain[item['parent_id']]} > {item['name']}" if item["parent_id"] else item["name"]
        for item in state["categories"]
    }


def reais(cents: int) -> Decimal:
    """Cents as an amount."""
    return Decimal(cents) / 100


def within(day: str, query: Query) -> bool:
    """Whether a record's day is asked for."""
    assert query.start is not None
    assert query.end is not None
    return query.start <= date.fromisoformat(day) <= query.end


def by_id(rows: list[Line]) -> list[Line]:
    """In the order of ids: the order of a list is its own matter."""
    return sorted(rows, key=lambda row: int(row["Id"]))


def test_accounts(source: Source, state: State) -> None:
    """Every account as the service has it, archived ones marked."""
    assert by_id(lines(source, "accounts")) == by_id(
        [
            {
                "Name": item["name"],
                "Type": item["type"],
                "Description": item["description"] or "",
                "Default": item["default"],
                "Archived": item["archived"],
                "Id": item["id"],
            }
            for item in state["accounts"]
        ]
    )


def test_categories(source: Source, state: State) -> None:
    """Every category with the path that a row may use for it."""
    full, plain = paths(state), names(state, "categories")
    assert by_id(lines(source, "categories")) == by_id(
        [
            {
                "Name": item["name"],
                "Parent": plain.get(item["parent_id"], ""),
                "Path": full[item["id"]],
                "Id": item["id"],
            }
            for item in state["categories"]
        ]
    )


def test_credit_cards(source: Source, state: State) -> None:
    """Every card with its days and its limit."""
    assert by_id(lines(source, "credit_cards")) == by_id(
        [
            {
                "Name": item["name"],
                "Network": item["card_network"] or "",
                "Closing day": item["closing_day"],
                "Due day": item["due_day"],
                "Limit": reais(item["limit_cents"]),
                "Archived": item["archived"],
                "Id": item["id"],
            }
            for item in state["credit_cards"]
        ]
    )


def transaction(item: Mapping[str, Any], state: State) -> Line:
    """A record of the service as the list should show it."""
    accounts, cards = names(state, "accounts"), names(state, "credit_cards")
    on_card = item["credit_card_id"] is not None
    return {
        "Date": date.fromisoformat(item["date"]),
        "Description": item["description"],
        "Amount": reais(item["amount_cents"]),
        "Account": "" if on_card else accounts[item["account_id"]],
        "Credit card": cards[item["credit_card_id"]] if on_card else "",
        "Category": paths(state)[item["category_id"]],
        "Paid": item["paid"],
        "Tags": ", ".join(tag["name"] for tag in item["tags"]),
        "Notes": item["notes"] or "",
        "Installment": item["installment"],
        "Installments": item["total_installments"],
        "Recurring": item["recurring"],
        "Other account": accounts.get(item["oposite_account_id"], ""),
        "Id": item["id"],
        "Key": "",
    }


def test_transactions_of_a_period(source: Source, state: State) -> None:
    """Cut to the days asked for, although the service widens them to months; nothing twice, nothing lost."""
    expected = [transaction(item, state) for item in state["transactions"] if within(item["date"], LATELY)]
    assert {bool(line["Credit card"]) for line in expected} == {True, False}
    assert any(line["Other account"] for line in expected)
    assert by_id(lines(source, "transactions", LATELY)) == by_id(expected)


def test_transactions_default_to_this_month(source: Source, state: State) -> None:
    """Asked for nothing in particular, it is the month we are in, to its last day."""
    month = Query(start=FIRST, end=LAST)
    expected = [item["id"] for item in state["transactions"] if within(item["date"], month)]
    assert sorted(line["Id"] for line in lines(source, "transactions")) == sorted(expected)


def test_transactions_of_one_account_or_card(source: Source, state: State) -> None:
    """Found by name, case and accents ignored; a card's purchases are no account's, whatever its id."""
    for kind, id_name in (("accounts", "account_id"), ("credit_cards", "credit_card_id")):
        for record in (record for record in state[kind] if not record["archived"]):
            expected = [
                item["id"]
                for item in state["transactions"]
                if item[id_name] == record["id"]
                and within(item["date"], LATELY)
                and (item["credit_card_id"] is None) == (kind == "accounts")
            ]
            query = Query(record["name"].upper(), LATELY.start, LATELY.end)
            assert sorted(line["Id"] for line in lines(source, "transactions", query)) == sorted(expected)


def test_marks_are_shown_as_keys(source: Source) -> None:
    """Notes and tags come as the person wrote them; the mark behind them stands under Key."""
    account = source.client.accounts.list()[0].id
    for notes in ("boleto [xl:k7f3q2m9]", "[xl:k7f3q2m9]", "no mark", "quoted [xl:k7f3q2m9] within"):
        source.client.transactions.create(
            TransactionDraft(description=notes, date=TODAY, amount_cents=-1, account_id=account, notes=notes)
        )
    shown = {line["Description"]: (line["Notes"], line["Key"]) for line in lines(source, "transactions")}
    assert shown["boleto [xl:k7f3q2m9]"] == ("boleto", "k7f3q2m9")
    assert shown["[xl:k7f3q2m9]"] == ("", "k7f3q2m9")
    assert shown["no mark"] == ("no mark", "")
    assert shown["quoted [xl:k7f3q2m9] within"] == ("quoted [xl:k7f3q2m9] within", "")


def test_transfers_stand_there_once(source: Source, state: State) -> None:
    """One line a transfer, from payer to receiver, although the service has two records of it."""
    accounts = names(state, "accounts")
    halves = [
        item for item in state["transactions"] if item["oposite_transaction_id"] and item["amount_cents"] < 0
    ]
    expected = [
        (
            date.fromisoformat(item["date"]),
            reais(-item["amount_cents"]),
            accounts[item["account_id"]],
            accounts[item["oposite_account_id"]],
            item["paid"],
            ", ".join(tag["name"] for tag in item["tags"]),
        )
        for item in halves
        if within(item["date"], LATELY)
    ]
    assert expected
    shown = ("Date", "Amount", "From account", "To account", "Paid", "Tags")
    found = lines(source, "transfers", LATELY)
    assert sorted(tuple(line[name] for name in shown) for line in found) == sorted(expected)
    _, _, payer, *_ = expected[0]
    of_one = lines(source, "transfers", Query(payer, LATELY.start, LATELY.end))
    assert by_id(of_one) == by_id([row for row in found if payer in (row["From account"], row["To account"])])


def test_a_sent_transfer_shows_its_key_and_not_its_mark(source: Source) -> None:
    """The tag that marks a transfer is ours, the others are the person's."""
    first, second, *_ = source.client.accounts.list()
    source.client.transfers.create(
        TransferDraft(
            debit_account_id=first.id,
            credit_account_id=second.id,
            amount_cents=4711,
            date=TODAY,
            tags=[Tag("cofre"), Tag("xl:k7f3q2m9"), Tag("bank")],
        )
    )
    [line] = [line for line in lines(source, "transfers") if line["Key"]]
    assert (line["Amount"], line["Tags"], line["Key"]) == (Decimal("47.11"), "cofre, bank", "k7f3q2m9")


KINDS = {0: "expense", 1: "income"}


def test_budgets_month_by_month(source: Source, state: State) -> None:
    """Every month of the period, with the category's path, its goal and what came of it."""
    query = Query(start=FIRST - timedelta(days=40), end=LAST)
    assert query.start is not None
    expected = [
        {
            "Month": date.fromisoformat(item["date"]),
            "Category": paths(state)[item["category_id"]],
            "Budget": reais(item["amount_in_cents"]),
            "Type": KINDS[item["activity_type"]],
            "Actual": reais(item["total"]),
            "Predicted": reais(item["predicted_total"]),
            "Percentage": Decimal(item["percentage"]),
        }
        for item in state["budgets"]
        if query.start.replace(day=1) <= date.fromisoformat(item["date"]) <= LAST
    ]
    assert len({line["Month"] for line in expected}) >= 2
    found = lines(source, "budgets", query)
    assert sorted(found, key=month_and_category) == sorted(expected, key=month_and_category)


def month_and_category(line: Line) -> tuple[Any, ...]:
    """The order in which budgets are compared."""
    return line["Month"], line["Category"]


def invoice(item: Mapping[str, Any], state: State) -> Line:
    """A card's invoice as the list should show it."""
    days = {"Date": "date", "From": "starting_date", "Closing date": "closing_date"}
    sums = {
        "Amount": "amount_cents",
        "Paid amount": "payment_amount_cents",
        "Balance": "balance_cents",
        "Previous balance": "previous_balance_cents",
    }
    return {
        "Card": names(state, "credit_cards")[item["credit_card_id"]],
        **{header: date.fromisoformat(item[name]) for header, name in days.items()},
        **{header: reais(item[name]) for header, name in sums.items()},
        "Id": item["id"],
    }


def test_card_invoices(source: Source, state: State) -> None:
    """Of all cards and this year unless asked otherwise; of one card by name."""
    year = Query(start=date(TODAY.year, 1, 1), end=date(TODAY.year, 12, 31))
    for query, asked in ((LATELY, LATELY), (Query(), year)):
        expected = [invoice(item, state) for item in state["invoices"] if within(item["date"], asked)]
        assert by_id(lines(source, "card_invoices", query)) == by_id(expected)
    card = state["credit_cards"][0]["name"]
    of_one = by_id(lines(source, "card_invoices", Query(card)))
    assert of_one == by_id([line for line in expected if line["Card"] == card])
    assert of_one


def invoiced(state: State, name: str, query: Query) -> list[int]:
    """The ids of transactions that an invoice of the period names."""
    asked = {item["id"] for item in state["invoices"] if within(item["date"], query)}
    return sorted(item["id"] for item in state["transactions"] if item[name] in asked)


def test_card_purchases_and_payments(source: Source, state: State) -> None:
    """What stands on the period's invoices, and what paid them, from which account."""
    query = Query(start=TODAY - timedelta(days=120), end=TODAY)
    purchases, payments = lines(source, "card_purchases", query), lines(source, "card_payments", query)
    bought, paid = (
        invoiced(state, name, query) for name in ("credit_card_invoice_id", "paid_credit_card_invoice_id")
    )
    assert bought
    assert paid
    assert sorted(line["Id"] for line in purchases) == bought
    assert sorted(line["Id"] for line in payments) == paid
    records = {item["id"]: item for item in state["transactions"]}
    accounts, cards = names(state, "accounts"), names(state, "credit_cards")
    for line in purchases:
        record = records[line["Id"]]
        assert (line["Amount"], line["Credit card"], line["Account"]) == (
            reais(record["amount_cents"]),
            cards[record["credit_card_id"]],
            "",
        )
    for line in payments:
        record = records[line["Id"]]
        assert (line["Amount"], line["Card"], line["Account"]) == (
            reais(record["amount_cents"]),
            cards[record["paid_credit_card_id"]],
            accounts[record["account_id"]],
        )


def test_balances_tell_what_they_count_from(source: Source, state: State) -> None:
    """Current accounts only; one with a fixed point says which, the others that they count from zero."""
    account = next(item for item in state["accounts"] if item["default"])
    day = TODAY - timedelta(days=30)
    party = source.party
    source.anchors.put(Anchor(party.company, party.host, account["id"], Decimal("100.00"), day))
    found = {line["Account"]: line for line in lines(source, "balances", Query(end=day))}
    assert found.keys() == {item["name"] for item in state["accounts"] if not item["archived"]}
    assert {line["On"] for line in found.values()} == {day}
    anchored = found.pop(account["name"])
    assert (anchored["Balance"], anchored["Known balance"], anchored["Known on"]) == (100, 100, day)
    for line in found.values():
        assert line["Known on"] is None
        assert "zero" in line["Basis"]
    [one] = lines(source, "balances", Query(account["name"], end=day))
    assert one == anchored


def test_a_balance_is_the_sum_of_what_was_paid(source: Source, state: State) -> None:
    """Today's figure of each account, by a sum of our own over the service's records."""
    sums = dict.fromkeys(names(state, "accounts"), 0)
    for item in state["transactions"]:
        if item["paid"] and item["credit_card_id"] is None and date.fromisoformat(item["date"]) <= TODAY:
            sums[item["account_id"]] += item["amount_cents"]
    expected = {item["name"]: reais(sums[item["id"]]) for item in state["accounts"] if not item["archived"]}
    assert {line["Account"]: line["Balance"] for line in lines(source, "balances")} == expected


@pytest.mark.parametrize("what", ["transactions", "transfers", "budgets", "card_invoices", "card_payments"])
def test_a_period_that_ends_before_it_starts_is_refused(source: Source, what: str) -> None:
    """Never an empty list that looks like an answer."""
    with pytest.raises(WrongUse):
        LISTS[what](source, Query(start=date(2026, 12, 1), end=date(2026, 11, 30)))


@pytest.mark.parametrize("what", ["card_invoices", "transactions", "transfers", "budgets"])
def test_an_end_alone_is_a_period(source: Source, what: str) -> None:
    """A last day in a year gone by is not before a first day nobody gave."""
    assert lines(source, what, Query(end=date(TODAY.year - 1, 12, 31)))


@pytest.mark.parametrize("what", ["transactions", "transfers", "balances", "card_invoices"])
def test_an_unknown_name_is_refused(source: Source, what: str) -> None:
    """Whoever mistypes an account does not get everybody's records."""
    with pytest.raises(WrongUse, match="Bradesko"):
        LISTS[what](source, Query("Bradesko"))


@pytest.mark.parametrize("what", LISTS)
def test_every_list_goes_into_every_kind_of_file(source: Source, tmp_path: Path, what: str) -> None:
    """Sheet, CSV and JSON hold the same rows under the same headers."""
    listing: Listing = LISTS[what](source, Query(start=TODAY - timedelta(days=60), end=TODAY))
    files = {ending: tmp_path / f"{what}.{ending}" for ending in ("xlsx", "csv", "json")}
    for file in files.values():
        export(listing, file, overwrite=False)
    headers = [column.header for column in listing.columns]
    sheet = list(openpyxl.load_workbook(files["xlsx"]).worksheets[0].iter_rows(values_only=True))
    with files["csv"].open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream))
    records = json.loads(files["json"].read_text("utf-8"))
    assert list(sheet[0]) == table[0] == headers
    assert len(sheet) == len(table) == len(records) + 1 == len(listing.rows) + 1
    assert len(records) > 2
