"""Organizze's tables in cells are the lists that `fetch` brings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from paper import Paper
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.fetching.listing import Query
from xl_addin.fetching.organizze import LISTS, Source
from xl_addin.targets.organizze import Names

START, END = TODAY - timedelta(days=75), TODAY - timedelta(days=3)


@pytest.mark.parametrize(
    ("function", "arguments", "what", "query"),
    [
        ("ACCOUNTS", (), "accounts", Query()),
        ("CATEGORIES", (), "categories", Query()),
        ("CARDS", (), "credit_cards", Query()),
        ("TRANSACTIONS", (), "transactions", Query()),
        ("TRANSACTIONS", (START, END), "transactions", Query(None, START, END)),
        ("TRANSACTIONS", (None, END), "transactions", Query(None, None, END)),
        ("TRANSACTIONS", (START, END, "bradesco cc"), "transactions", Query("Bradesco CC", START, END)),
        ("TRANSACTIONS", (START, END, "Cofre"), "transactions", Query("Cofre", START, END)),
        ("TRANSACTIONS", (START, END, "visa exclusive"), "transactions", Query("Visa Exclusive", START, END)),
        ("TRANSFERS", (), "transfers", Query()),
        ("TRANSFERS", (START, END), "transfers", Query(None, START, END)),
        ("BUDGETS", (), "budgets", Query()),
        ("BUDGETS", (START,), "budgets", Query(None, START, START)),
        ("CARD_INVOICES", (), "card_invoices", Query()),
        ("CARD_INVOICES", ("Elo Empresas",), "card_invoices", Query("Elo Empresas")),
        ("CARD_INVOICES", ("Sem limite", START, TODAY), "card_invoices", Query("Sem limite", START, TODAY)),
        ("CARD_INVOICES", (None, None, START), "card_invoices", Query(None, None, START)),
    ],
)
def test_a_table_is_what_fetch_brings(
    paper: Paper, client: Organizze, function: str, arguments: tuple[Any, ...], what: str, query: Query
) -> None:
    """The same question has the same answer in a cell and on the command line, row by row."""
    live = Source(client, Names(client), paper.books.organizze.party, paper.books.organizze.anchors, TODAY)
    fetched = LISTS[what](live, query)
    shown = paper.outcome(function, *arguments).value
    assert shown.columns == fetched.columns
    assert shown.rows == fetched.rows
    if query.start == START and query.end == END and query.account != "Cofre":
        assert shown.rows


@pytest.mark.parametrize("month", ["{:%Y-%m}", "{:%Y-%m-%d}", "{:%d/%m/%Y}"])
def test_a_months_budgets_by_any_day_of_it(paper: Paper, month: str) -> None:
    """A month is a text such as 2026-11, or any day of it."""
    middle = (TODAY.replace(day=1) - timedelta(days=3)).replace(day=14)
    lines = paper.lines("BUDGETS", month.format(middle))
    assert {line["Month"] for line in lines} == {middle.replace(day=1)}
    assert len(lines) == len(paper.records("budgets")) // 14


def test_a_years_budgets_are_one_call(paper: Paper) -> None:
    """Twelve months side by side on a sheet are asked for once."""
    for month in range(1, 13):
        paper.value("BUDGETS", date(TODAY.year, month, 1))
    assert len([path for path in paper.calls() if "/budgets" in path]) == 1


def test_columns_are_chosen(paper: Paper) -> None:
    """The last argument of a table says which columns, in which order."""
    assert paper.value("CARDS", "Due day, Name")[:2] == [["Due day", "Name"], [17, "Visa Exclusive"]]


def test_cards_are_listed_once_each(paper: Paper) -> None:
    """A range of cards with one of them twice has its invoices once, and cards in the range's order."""
    lines = paper.lines("CARD_INVOICES", [["Elo Empresas"], ["Visa Exclusive"], ["elo empresas"], [None]])
    assert list(dict.fromkeys(line["Card"] for line in lines)) == ["Elo Empresas", "Visa Exclusive"]
    assert len({line["Id"] for line in lines}) == len(lines)
