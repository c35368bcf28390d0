"""Names that mean nothing, or too much, are #N/A and the reason helps; periods that make no sense."""

from __future__ import annotations

from typing import Any

import pytest
from paper import Paper
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import (
    AccountDraft,
    CategoryDraft,
    CreditCardChange,
    CreditCardDraft,
    TransactionDraft,
)


@pytest.mark.parametrize(
    ("function", "arguments", "argument", "candidate"),
    [
        ("BALANCE", ("Bradesko CC",), "account", "Bradesco CC"),
        ("NET", (None, None, "Visa Exclusiv"), "account", "Visa Exclusive"),
        ("NET", (None, None, None, "Bebida"), "category", "Bebidas"),
        ("TRANSACTIONS", (None, None, "Caixa da loga"), "account", "Caixa da loja"),
        ("TRANSACTIONS", (None, None, None, "Salario"), "category", "Salários"),
        ("CARD_INVOICES", ("Elo Empreza",), "card", "Elo Empresas"),
        ("CARD_INVOICE", ("Elo Empreza",), "card", "Elo Empresas"),
    ],
)
def test_an_unknown_name(
    paper: Paper, function: str, arguments: tuple[Any, ...], argument: str, candidate: str
) -> None:
    """A slip is #N/A; the sentence names the argument as the formula has it, and what may be meant."""
    assert paper.value(function, *arguments) == "#N/A"
    reason = paper.why(function, *arguments)
    assert reason.startswith(f"{argument} “")
    assert candidate in reason


def test_a_name_of_several(paper: Paper, client: Organizze) -> None:
    """Nothing is guessed: the candidates are listed as a formula may write them."""
    for name in ("Twin", "twin"):
        client.accounts.create(AccountDraft(name=name, type="other"))
    client.categories.create(CategoryDraft(name="Gás", parent_id=26))
    twins = [item["id"] for item in paper.records("accounts") if item["name"].lower() == "twin"]
    for arguments in (("BALANCE", "TWIN"), ("NET", None, None, "Twin"), ("TRANSACTIONS", None, None, "twin")):
        assert paper.value(*arguments) == "#N/A"
        assert all(f"#{number}" in paper.why(*arguments) for number in twins)
    assert paper.value("BALANCE", f"#{twins[0]}") == "0.00"
    assert paper.value("NET", None, None, None, "Gás") == "#N/A"
    assert "Loja > Gás, Transporte e frete > Gás" in paper.why("NET", None, None, None, "Gás")


def test_an_account_goes_before_a_card_of_its_name(paper: Paper, client: Organizze) -> None:
    """Many people call both after the bank; the card is reached by its number."""
    card = client.credit_cards.create(CreditCardDraft(name="Cofre", due_day=9, closing_day=2))
    assert paper.value("BALANCE", "Cofre") == "0.00"
    assert paper.ids("TRANSACTIONS", None, None, f"#{card.id}") == []
    assert paper.value("BALANCE", f"#{card.id}") == "#N/A"
    told = paper.why("NET", None, None, "Cofre")
    assert f"is an account and a card. The account is meant; the card is #{card.id}." in told


def test_an_archived_account_goes_before_a_card_of_its_name(paper: Paper, client: Organizze) -> None:
    """Archiving an account makes none of its figures the card's, and the reason says which is meant."""
    asked = ("NET", TODAY, TODAY, "Banco antigo")
    before = paper.value(*asked), paper.ids("TRANSACTIONS", *asked[1:])
    card = client.credit_cards.create(CreditCardDraft(name="banco antigo", due_day=9, closing_day=2))
    client.transactions.create(
        TransactionDraft(description="Tinta", date=TODAY, amount_cents=-900, credit_card_id=card.id)
    )
    paper.books.cache.refresh()
    assert (paper.value(*asked), paper.ids("TRANSACTIONS", *asked[1:])) == before
    for name in ("NET", "TRANSACTIONS"):
        told = paper.why(name, *asked[1:])
        assert f"is an archived account and a card. The account is meant; the card is #{card.id}." in told
    assert paper.value("BALANCE", "Banco antigo") == "0.00"
    assert paper.value("NET", TODAY, TODAY, f"#{card.id}") == "-9.00"
    assert "and a card" not in paper.why("NET", TODAY, TODAY, f"#{card.id}")


def test_archived_ones_can_be_read(paper: Paper) -> None:
    """What is past stays readable: an old account's balance and an old card's purchases."""
    day = TODAY.replace(year=TODAY.year - 1, day=1)
    assert paper.value("BALANCE", "Banco antigo") == "0.00"
    assert paper.value("NET", day, TODAY, "Sem limite").startswith("-")
    assert paper.lines("CARD_INVOICES", "Sem limite", day, TODAY)


@pytest.mark.parametrize("function", ["TRANSACTIONS", "TRANSFERS", "NET", "CARD_INVOICES"])
def test_a_period_that_ends_before_it_starts(paper: Paper, function: str) -> None:
    """It is #VALUE!, never an empty list or a zero that looks like an answer."""
    first = ("Visa Exclusive",) if function == "CARD_INVOICES" else ()
    assert paper.value(function, *first, "2026-11-30", "2026-11-01") == "#VALUE!"
    assert "2026-11-01" in paper.why(function, *first, "2026-11-30", "2026-11-01")
    assert [path for path in paper.calls() if "start_date" in path] == []


@pytest.mark.parametrize("function", ["TRANSACTIONS", "TRANSFERS", "NET", "CARD_INVOICES"])
def test_a_century_is_a_slip(paper: Paper, function: str) -> None:
    """Nothing is asked for a thousand months."""
    first = ("Visa Exclusive",) if function == "CARD_INVOICES" else ()
    assert paper.value(function, *first, "1990-01-01", "2099-12-31") == "#VALUE!"
    assert [path for path in paper.calls() if "start_date" in path] == []


def test_an_id_of_an_account_and_a_card(paper: Paper, client: Organizze) -> None:
    """It is #N/A with both names, which work; a balance can be the account's only."""
    for function in ("NET", "TRANSACTIONS"):
        assert paper.value(function, None, None, "#31") == "#N/A"
        assert "Cofre (account) or Visa Exclusive (card)" in paper.why(function, None, None, "#31")
        for name in ("Cofre", "Visa Exclusive"):
            assert paper.value(function, None, None, name) != "#N/A"
    assert paper.value("BALANCE", "#31") == paper.value("BALANCE", "Cofre")
    client.credit_cards.update(31, CreditCardChange(name="COFRE"))
    paper.books.cache.refresh()
    assert paper.value("NET", None, None, "#31") == "#N/A"
    assert "both are called Cofre" in paper.why("NET", None, None, "#31")
    assert "rename one of them" in paper.why("NET", None, None, "Cofre")
