"""The seeded shop: believable, whole, and the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.sandbox.organizze.shop import fill
from xl_addin.sandbox.organizze.system import show
from xl_addin.sandbox.records import Records


def shop(seed: int = 1, today: date = date(2026, 11, 21)) -> dict[str, Any]:
    """All records of a new shop."""
    records = Records(first_id=3109871406)
    fill(records, seed, today)
    return dict(show(records))


SHOP = shop()


def test_a_seed_and_a_day_make_one_shop() -> None:
    """What went wrong in one run can be looked at in another."""
    assert shop() == SHOP
    assert shop(seed=2)["transactions"] != SHOP["transactions"]
    assert shop(today=date(2026, 11, 20))["transactions"] != SHOP["transactions"]


def test_there_is_something_of_everything() -> None:
    """Every list has enough to be worth fetching."""
    counts = {kind: len(records) for kind, records in SHOP.items()}
    assert counts["accounts"] >= 5
    assert counts["categories"] >= 25
    assert counts["credit_cards"] == 3
    assert counts["transactions"] > 1000
    assert counts["transfers"] > 50
    assert counts["budgets"] > 100


def test_the_traps_of_real_answers_are_there() -> None:
    """Big ids, a default, archived ones, a card that closes on the 31st, a card with an account's id."""
    accounts, cards = SHOP["accounts"], SHOP["credit_cards"]
    assert any(item["id"] > 2**31 for item in accounts)
    assert [item["name"] for item in accounts if item["default"]] == ["Bradesco CC"]
    assert any(item["archived"] for item in accounts)
    assert any(item["archived"] for item in cards)
    assert any(item["closing_day"] == 31 for item in cards)
    assert {item["id"] for item in accounts} & {item["id"] for item in cards}
    assert {item["type"] for item in accounts} == {"checking", "savings", "other"}
    assert any(item["recurring"] for item in SHOP["transactions"])
    assert any(item["total_installments"] > 1 for item in SHOP["transactions"])
    assert all(item["id"] > 2**31 for item in SHOP["transactions"])


@pytest.mark.parametrize(
    ("field", "kind"),
    [("category_id", "categories"),
     ("credit_card_id", "credit_cards"), ("credit_card_invoice_id", "invoices"),
     ("paid_credit_card_id", "credit_cards"), ("paid_credit_card_invoice_id", "invoices"),
     ("oposite_transaction_id", "transactions"), ("oposite_account_id", "accounts")],
)  # fmt: skip
def test_every_id_points_at_a_record(field: str, kind: str) -> None:
    """And each kind of pointer is there."""
    known = {item["id"] for item in SHOP[kind]}
    pointers = {item[field] for item in SHOP["transactions"]} - {None}
    assert pointers
    assert pointers <= known


def test_every_transaction_is_in_an_account_or_on_a_card() -> None:
    """As its account_type says."""
    places = {"Account": "accounts", "CreditCard": "credit_cards"}
    for item in SHOP["transactions"]:
        assert item["account_id"] in {place["id"] for place in SHOP[places[item["account_type"]]]}
        assert (item["credit_card_id"] is not None) == (item["account_type"] == "CreditCard")


def test_every_record_of_a_kind_has_the_same_fields() -> None:
    """In the same order: a list is a table."""
    for kind, records in SHOP.items():
        assert len({tuple(record) for record in records}) == 1, kind


@given(seed=st.integers(0, 10**6), today=st.dates(date(2024, 2, 1), date(2030, 12, 31)))
@settings(max_examples=15, deadline=None)
def test_whatever_the_day_the_shop_is_in_order(seed: int, today: date) -> None:
    """A year behind, a month ahead; what is ahead is not paid, what is due of the cards is."""
    made = shop(seed, today)
    cash = [item for item in made["transactions"] if item["account_type"] == "Account"]
    assert min(item["date"] for item in cash) < (today - timedelta(days=355)).isoformat()
    assert max(item["date"] for item in cash) > (today + timedelta(days=25)).isoformat()
    assert {item["paid"] for item in cash if item["date"] > today.isoformat()} == {False}
    assert {item["paid"] for item in cash if item["date"] <= today.isoformat()} == {True}
    for invoice in made["invoices"]:
        if invoice["date"] <= today.isoformat():
            assert invoice["balance_cents"] == 0
    balances = Counter[int]()
    for item in cash:
        balances[item["account_id"]] += item["amount_cents"]
    assert sum(item["amount_cents"] for item in cash if item["oposite_account_id"]) == 0
    assert set(balances) == {3, 4, 5, 3109870112}
