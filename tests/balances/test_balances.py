"""Balances against a sum over the service's own records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionChange, TransactionDraft, TransferDraft
from xl_addin.balances.anchors import Anchor
from xl_addin.balances.compute import balances

DAYS = st.integers(-500, 60).map(lambda number: TODAY + timedelta(days=number))
LONG_AGO = date(1900, 1, 1)
SHOWN = Decimal("10234.56")


Counted = Callable[[int, date, date], Decimal]


def counting(sandbox: Any) -> Counted:
    """A sum of our own: an account's paid money after one day and until another."""
    records = [
        (item["account_id"], date.fromisoformat(item["date"]), item["amount_cents"])
        for item in sandbox.state()["organizze"]["transactions"]
        if item["account_type"] == "Account" and item["paid"]
    ]

    def counted(account: int, after: date, until: date) -> Decimal:
        cents = (cents for number, day, cents in records if number == account and after < day <= until)
        return Decimal(sum(cents)) / 100

    return counted


def all_balances(
    client: Organizze, day: date = TODAY, anchors: Mapping[int, Anchor] | None = None
) -> dict[int, Decimal]:
    """Every account's balance by id."""
    found = balances(client, client.accounts.list(), dict(anchors or {}), day)
    return {item.account.id: item.amount for item in found}


def anchor(account: int, day: date) -> Anchor:
    """What a person saw on a day."""
    return Anchor("ana@shop.example", "127.0.0.1", account, SHOWN, day)


def account_ids(client: Organizze) -> list[int]:
    """Every account, the one whose id is a card's as well too."""
    return [item.id for item in client.accounts.list()]


@pytest.mark.parametrize("before", [0, 1, 45, 300])
def test_without_a_fixed_point_it_is_all_that_was_paid(client: Organizze, sandbox: Any, before: int) -> None:
    """Counted from zero: every paid transaction up to the day, of every account."""
    day = TODAY - timedelta(days=before)
    counted = counting(sandbox)
    expected = {number: counted(number, LONG_AGO, day) for number in account_ids(client)}
    assert all_balances(client, day) == expected
    assert len(set(expected.values())) > 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seen=DAYS, day=DAYS)
def test_a_fixed_point_holds_in_both_directions(
    client: Organizze, sandbox: Any, seen: date, day: date
) -> None:
    """From what a person saw, days after it add what was paid since, days before it take it away."""
    counted = counting(sandbox)
    anchors = {number: anchor(number, seen) for number in account_ids(client)}
    assert all_balances(client, day, anchors) == {
        number: SHOWN + counted(number, seen, day) - counted(number, day, seen) for number in anchors
    }


@pytest.mark.parametrize(("paid_on", "shown"), [(-1, (0, 0, 0)), (0, (7, 0, 0)), (1, (0, 0, -7))])
def test_the_fixed_points_day_is_counted_to_its_end(
    client: Organizze, paid_on: int, shown: tuple[int, int, int]
) -> None:
    """What was paid on the day itself is in what the person saw: the day before is without it."""
    [account, *_] = account_ids(client)
    seen = TODAY + timedelta(days=500)
    day = seen + timedelta(days=paid_on)
    client.transactions.create(
        TransactionDraft(description="Paid", date=day, amount_cents=-700, account_id=account, paid=True)
    )
    anchors = {account: anchor(account, seen)}
    around = [all_balances(client, seen + timedelta(days=days), anchors)[account] for days in (-1, 0, 1)]
    assert around == [SHOWN + difference for difference in shown]


def test_one_accounts_fixed_point_does_not_move_another(client: Organizze, sandbox: Any) -> None:
    """Accounts that nobody looked at still count from zero."""
    counted = counting(sandbox)
    first, *others = account_ids(client)
    found = all_balances(client, TODAY, {first: anchor(first, TODAY)})
    assert found[first] == SHOWN
    assert all(found[number] == counted(number, LONG_AGO, TODAY) for number in others)


def test_a_card_purchase_moves_no_account(client: Organizze, sandbox: Any) -> None:
    """Not even the account whose id happens to be the card's; paying the invoice does, elsewhere."""
    before = all_balances(client)
    cards = sandbox.state()["organizze"]["credit_cards"]
    assert {card["id"] for card in cards} & before.keys()
    for card in cards:
        if not card["archived"]:
            draft = TransactionDraft(
                description="Oven", date=TODAY, amount_cents=-99_900, credit_card_id=card["id"], paid=True
            )
            client.transactions.create(draft)
    assert all_balances(client) == before


def test_a_transfer_counts_once_on_each_side(client: Organizze) -> None:
    """One account has less, the other more, all together the same."""
    before = all_balances(client)
    paying, receiving, *_ = before
    client.transfers.create(
        TransferDraft(
            debit_account_id=paying, credit_account_id=receiving, amount_cents=12_345, date=TODAY, paid=True
        )
    )
    moved = {number: amount - before[number] for number, amount in all_balances(client).items()}
    assert {number: amount for number, amount in moved.items() if amount} == {
        paying: Decimal("-123.45"),
        receiving: Decimal("123.45"),
    }


def test_what_is_not_paid_does_not_count_until_it_is(client: Organizze) -> None:
    """A bill that waits is no money gone."""
    before = all_balances(client)
    [account, *_] = before
    bill = client.transactions.create(
        TransactionDraft(description="Bill", date=TODAY, amount_cents=-5_000, account_id=account, paid=False)
    )
    assert all_balances(client) == before
    client.transactions.update(bill.id, TransactionChange(paid=True))
    assert all_balances(client) == {**before, account: before[account] - Decimal("50.00")}


def test_counted_from_zero_says_since_when(client: Organizze) -> None:
    """What is older than the first day looked at is not counted, and that day is told."""
    [account, *_] = client.accounts.list()
    [before] = balances(client, [account], {}, TODAY)
    assert before.anchor is None
    client.transactions.create(
        TransactionDraft(
            description="Old",
            date=before.since - timedelta(days=1),
            amount_cents=-100,
            account_id=account.id,
            paid=True,
        )
    )
    assert balances(client, [account], {}, TODAY) == [before]
    assert before.since < account.created_at.date()


def test_no_account_is_no_call(client: Organizze, sandbox: Any) -> None:
    """Nothing is asked of the service when there is nothing to ask for."""
    assert balances(client, [], {}, TODAY) == []
    assert sandbox.state()["calls"] == []
