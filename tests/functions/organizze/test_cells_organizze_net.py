"""ORGANIZZE_NET: nothing counts twice, by a computation of our own over the service's records."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import A_DAY, Paper, Record, is_of, reais, within
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionDraft, TransferDraft

ACCOUNTS = {"Bradesco CC": 3, "Caixa Poupança": 4, "Caixa da loja": 5, "Cofre": 31, "Conta Pix": 3109870112}
CARDS = {"Visa Exclusive": 31, "Elo Empresas": 32, "Sem limite": 33}
CATEGORIES = {None: None, "Fornecedores": 5, "Loja > Gás": 18, "Outros": 21, "Receitas": 2}
FIRST = TODAY.replace(day=1)
LAST_MONTH = ((FIRST - A_DAY).replace(day=1), FIRST - A_DAY)
LONG = (TODAY - timedelta(days=380), TODAY + timedelta(days=40))


def is_real(record: Record) -> bool:
    """Whether a record is income or an expense, and nothing between own accounts and cards."""
    return not (record["oposite_transaction_id"] or record["paid_credit_card_invoice_id"])


def counted(paper: Paper, start: date, end: date, name: str | None, category: str | None) -> int:
    """The sum in cents that should be there."""
    number = CATEGORIES[category]
    family = {item["id"] for item in paper.state["categories"] if number in (item["id"], item["parent_id"])}
    found = [item for item in paper.state["transactions"] if within(item, start, end)]
    if name in ACCOUNTS:
        found = [item for item in found if is_of(item, ACCOUNTS[name])]
    elif name in CARDS:
        found = [item for item in found if item["credit_card_id"] == CARDS[name]]
    else:
        found = [item for item in found if is_real(item)]
    return sum(item["amount_cents"] for item in found if number is None or item["category_id"] in family)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.integers(-400, 40),
    days=st.integers(0, 300),
    name=st.sampled_from([None, *ACCOUNTS, *CARDS]),
    category=st.sampled_from(list(CATEGORIES)),
)
def test_any_period_of_anybody_in_any_category(
    paper: Paper, first: int, days: int, name: str | None, category: str | None
) -> None:
    """Whole months and parts of them, accounts, cards and everybody, parents with their children."""
    start = TODAY + timedelta(days=first)
    end = start + timedelta(days=days)
    assert paper.value("NET", start, end, name, category) == reais(counted(paper, start, end, name, category))


def test_without_a_period_it_is_this_month(paper: Paper) -> None:
    """As the lists of `fetch`: from the first day of the month to its last."""
    last = (FIRST + timedelta(days=31)).replace(day=1) - A_DAY
    assert (
        paper.value("NET")
        == paper.value("NET", FIRST, last)
        == reais(counted(paper, FIRST, last, None, None))
    )


def test_what_goes_between_own_accounts_changes_nothing(paper: Paper, client: Organizze) -> None:
    """A transfer is neither income nor an expense, and a card's purchase is one once: when it is bought."""
    before = Decimal(paper.value("NET"))
    moved = TransferDraft(debit_account_id=3, credit_account_id=5, amount_cents=500_00, date=TODAY, paid=True)
    client.transfers.create(moved)
    oven = TransactionDraft(description="Oven", date=TODAY, amount_cents=-70_00, credit_card_id=32)
    client.transactions.create(oven)
    paper.books.cache.refresh()
    assert Decimal(paper.value("NET")) == before - 70


def test_all_accounts_and_cards_together_are_everybody_and_the_payments_of_cards(paper: Paper) -> None:
    """Transfers cancel out; what the accounts paid for cards is what is left out of everybody's."""
    parts = paper.value("NET", *LONG, [[name] for name in (*ACCOUNTS, *CARDS)])
    payments = sum(
        item["amount_cents"]
        for item in paper.state["transactions"]
        if within(item, *LONG) and item["paid_credit_card_invoice_id"]
    )
    assert payments
    everybody = Decimal(paper.value("NET", *LONG))
    assert sum(Decimal(part[0]) for part in parts) == everybody + Decimal(payments) / 100


def test_a_parent_is_its_children_and_what_is_its_own(paper: Paper) -> None:
    """No child is left out, and none is counted twice when it is named beside its parent."""
    children = [item["id"] for item in paper.state["categories"] if item["parent_id"] == 5]
    parts = paper.value("NET", *LONG, None, [[f"#{number}"] for number in children])
    own = sum(
        item["amount_cents"]
        for item in paper.state["transactions"]
        if within(item, *LONG) and item["category_id"] == 5
    )
    assert own
    together = sum(Decimal(part[0]) for part in parts) + Decimal(own) / 100
    assert Decimal(paper.value("NET", *LONG, None, "Fornecedores")) == together


@pytest.mark.parametrize("name", ["Bradesco CC", "Caixa da loja"])
def test_an_accounts_balances_differ_by_its_net(paper: Paper, name: str) -> None:
    """Where all is paid, the balance before and the net are the balance after."""
    start, end = LAST_MONTH
    before, after = (Decimal(paper.value("BALANCE", name, day)) for day in (start - A_DAY, end))
    assert after - before == Decimal(paper.value("NET", start, end, name)) != 0
    assert "not paid" not in paper.why("NET", start, end, name)


def test_what_is_not_paid_is_said(paper: Paper, client: Organizze) -> None:
    """It counts by its date, and the reason tells how much it is."""
    day = TODAY + timedelta(days=70)
    for cents in (-100_00, 30_00):
        client.transactions.create(
            TransactionDraft(description="Later", date=day, amount_cents=cents, account_id=31, paid=False)
        )
    assert paper.value("NET", day, day, "Cofre") == "-70.00"
    assert "2 transactions of -70.00 together" in paper.why("NET", day, day, "Cofre")
