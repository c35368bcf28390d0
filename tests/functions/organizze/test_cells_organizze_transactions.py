"""ORGANIZZE_TRANSACTIONS picks what was asked for, by the service's own records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import Paper, Record, is_of, within
from run_day import TODAY

START, END = TODAY - timedelta(days=150), TODAY + timedelta(days=20)
BRADESCO, TILL, SAFE, VISA = 3, 5, 31, 31
SUPPLIERS = {5, 6, 7, 8, 9}


def column(*cells: Any) -> list[list[Any]]:
    """A range of one column."""
    return [[cell] for cell in cells]


def picked(
    records: Sequence[Record],
    start: date,
    end: date,
    *,
    accounts: Collection[int] = (),
    cards: Collection[int] = (),
    categories: Collection[int] = (),
    tags: Collection[str] = (),
    paid: bool | None = None,
) -> list[int]:
    """The ids of what should be there, by date and id; a computation of our own."""
    found = [
        item
        for item in records
        if within(item, start, end)
        and (
            not (accounts or cards)
            or any(is_of(item, number) for number in accounts)
            or item["credit_card_id"] in cards
        )
        and (not categories or item["category_id"] in categories)
        and (not tags or {tag["name"] for tag in item["tags"] or ()} & set(tags))
        and (paid is None or item["paid"] == paid)
    ]
    return [item["id"] for item in sorted(found, key=lambda item: (item["date"], item["id"]))]


def test_an_account_and_a_card_of_one_id_are_two(paper: Paper) -> None:
    """Neither has the other's, although both are number 31."""
    records = paper.records("transactions")
    assert (
        paper.ids("TRANSACTIONS", START, END, "Cofre") == picked(records, START, END, accounts={SAFE}) == []
    )
    of_card = paper.ids("TRANSACTIONS", START, END, "Visa Exclusive")
    assert of_card == picked(records, START, END, cards={VISA})
    assert of_card


def test_several_names_are_any_of_them(paper: Paper) -> None:
    """A range of accounts and cards has all of their records, each once, whatever the order."""
    names = column("Caixa da loja", "Visa Exclusive", None, "BRADESCO CC", "caixa da loja")
    expected = picked(paper.records("transactions"), START, END, accounts={BRADESCO, TILL}, cards={VISA})
    assert paper.ids("TRANSACTIONS", START, END, names) == expected


def test_a_category_has_its_children(paper: Paper) -> None:
    """A parent stands for all below it, a child for itself; a record is there once, however it is meant."""
    for names, categories in (
        ("Fornecedores", SUPPLIERS),
        ("fornecedores > bebidas", {8}),
        (column("Gas", "Bebidas"), {8, 18}),
        (column("Fornecedores", "Bebidas"), SUPPLIERS),
    ):
        found = paper.ids("TRANSACTIONS", START, END, None, names)
        assert found == picked(paper.state["transactions"], START, END, categories=categories)
        assert found


def test_tags_however_they_are_written(paper: Paper) -> None:
    """Capitals and accents do not count; of several tags any will do; one that nobody used finds nothing."""
    records = paper.records("transactions")
    expected = picked(records, START, END, tags={"impostos", "escola"})
    assert paper.ids("TRANSACTIONS", START, END, None, None, column("IMPOSTOS", "Éscola")) == expected
    assert expected
    assert paper.value("TRANSACTIONS", START, END, None, None, "nobody's")[1:] == []


def test_paid_in_four_languages(paper: Paper) -> None:
    """Yes and no as a person says them; blank is both."""
    said = {True: (True, "yes", "sim", "SÍ", "Oui"), False: (False, "no", "Não", "non"), None: (None, "")}
    for paid, words in said.items():
        expected = picked(paper.state["transactions"], START, END, paid=paid)
        for word in words:
            assert paper.ids("TRANSACTIONS", START, END, None, None, None, word) == expected


CATEGORIES = st.sampled_from([("Fornecedores", 5), ("Loja > Gás", 18), ("Pessoal", 10)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.integers(-400, 40),
    days=st.integers(0, 200),
    accounts=st.sets(st.sampled_from([("Bradesco CC", 3), ("Conta Pix", 3109870112), ("Cofre", 31)])),
    cards=st.sets(st.sampled_from([("Visa Exclusive", 31), ("Sem limite", 33)])),
    categories=st.sets(CATEGORIES, max_size=2),
    paid=st.sampled_from([None, True, False]),
)
def test_any_choice_of_everything(
    paper: Paper,
    first: int,
    days: int,
    accounts: set[tuple[str, int]],
    cards: set[tuple[str, int]],
    categories: set[tuple[str, int]],
    paid: bool | None,
) -> None:
    """Whatever is combined, what is shown is what the service's records say."""
    start = TODAY + timedelta(days=first)
    end = start + timedelta(days=days)
    names = column(*(name for name, _ in [*accounts, *cards])) or None
    wanted = column(*(name for name, _ in categories)) or None
    state = paper.state
    parents = {number for _, number in categories}
    below = {item["id"] for item in state["categories"] if item["parent_id"] in parents}
    assert paper.ids("TRANSACTIONS", start, end, names, wanted, None, paid) == picked(
        state["transactions"],
        start,
        end,
        accounts={number for _, number in accounts},
        cards={number for _, number in cards},
        categories=parents | below if parents else (),
        paid=paid,
    )
