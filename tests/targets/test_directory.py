"""Names that people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.values.suggestions import suggesting

RECORDS = [
    Named(1, "Bradesco CC", default=True),
    Named(2, "Caixa Poupança"),
    Named(3, "Old account", archived=True),
    Named(4, "Lazer", path="Casa > Lazer"),
    Named(5, "Lazer", path="Loja > Lazer"),
    Named(6, "Twin"),
    Named(7, "Twin"),
]


@pytest.fixture
def directory() -> Directory:
    """A small list with everything that makes names difficult."""
    return Directory(RECORDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [("bradesco cc", 1), ("  CAIXA   poupanca ", 2), ("casa>lazer", 4), ("LOJA > Lazer", 5), ("#7", 7)],
)
def test_case_accents_and_spaces_do_not_count(directory: Directory, text: str, found: int) -> None:
    """A name is found however it is typed, and a path or #id where a name is not enough."""
    assert directory.resolve(text).id == found


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("Bradesko", "name_unknown", "Bradesco CC"),
        ("Lazer", "name_twice", "Casa > Lazer, Loja > Lazer"),
        ("Twin", "name_twice", "#6, #7"),
        ("Old account", "name_archived", ""),
    ],
)
def test_a_name_that_is_not_one_record_lists_the_candidates(
    directory: Directory, text: str, reason: str, said: str
) -> None:
    """A miss says what is there to choose from, and nothing is guessed."""
    with pytest.raises(Unfit) as caught:
        directory.resolve(text)
    assert caught.value.reason == reason
    assert said in str(caught.value.blanks.get("candidates", ""))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Vendas", "Vendas no balcão"),
        ("visa", "Visa Exclusive"),
        ("exclusive", "Visa Exclusive"),
        ("Bebida", "Bebidas"),
        ("Encomedas", "Encomendas"),
    ],
)
def test_a_part_of_a_name_offers_the_whole(text: str, offered: str) -> None:
    """Who types the beginning of a name is offered that name, not others whose letters are like it."""
    names = ("Bebidas", "Encomendas", "Vendas no balcão", "Visa Exclusive")
    with pytest.raises(Unfit) as caught:
        Directory(Named(number, name) for number, name in enumerate(names)).resolve(text)
    assert caught.value.blanks["candidates"] == offered


@pytest.mark.parametrize(("count", "end"), [(12, "Conta 11"), (13, "and 1 more"), (28, "and 16 more")])
def test_names_left_out_are_counted(count: int, end: str) -> None:
    """A list of what is known says how many names it leaves out, so that nobody takes it for the whole."""
    with pytest.raises(Unfit) as caught:
        Directory(Named(number, f"Conta {number:02}") for number in range(count)).resolve("Equipamentos")
    assert caught.value.reason == "name_unlike"
    assert str(caught.value.blanks["known"]).endswith(end)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12))
def test_every_label_of_a_dropdown_means_one_record(names: list[str]) -> None:
    """Whatever a dropdown offers is understood, as exactly the record it stands for."""
    records = [Named(number, name) for number, name in enumerate(names, start=1)]
    directory = Directory(records)
    labels = directory.labels()
    assert sorted(directory.resolve(label).id for label in labels) == [record.id for record in records]


def test_similar_names_are_looked_up_for_the_first_ones_alone() -> None:
    """A range of thousands of wrong names is answered soon: the first ones say what may be meant."""
    directory = Directory([Named(1, "Bradesco")])
    told = []
    with suggesting(2):
        for text in ("Bradesko", "Bradesca", "Bradescu"):
            with pytest.raises(Unfit) as caught:
                directory.resolve(text)
            told.append(caught.value.reason)
    assert told == ["name_unknown", "name_unknown", "name_unlike"]
    with pytest.raises(Unfit) as caught:
        directory.resolve("Bradescu")
    assert caught.value.reason == "name_unknown"
