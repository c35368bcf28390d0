"""ORGANIZZE_CARD_INVOICE: one invoice of a card, however it is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from paper import Paper, Record
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionDraft

EPOCH = date(1899, 12, 30)
LAST_MONTH = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)


def due_in(paper: Paper, month: date, card: int = 31) -> Record:
    """The card's invoice that is due in a month."""
    [invoice] = [
        item
        for item in paper.state["invoices"]
        if item["credit_card_id"] == card and item["date"].startswith(f"{month:%Y-%m}")
    ]
    return invoice


def bought_on(paper: Paper, invoice: Record) -> list[int]:
    """The ids of what stands on an invoice, by date and id."""
    found = [item for item in paper.state["transactions"] if item["credit_card_invoice_id"] == invoice["id"]]
    return [item["id"] for item in sorted(found, key=lambda item: (item["date"], item["id"]))]


def in_many_ways(month: date) -> list[Any]:
    """A month as cells hold it: text, a date cell, a computed date."""
    middle = month.replace(day=15)
    return [
        f"{month:%Y-%m}",
        f"{middle:%Y-%m-%d}",
        f"{middle:%d/%m/%Y}",
        datetime(middle.year, middle.month, middle.day),
        float((middle - EPOCH).days),
    ]


def test_by_the_month_it_is_due_in(paper: Paper) -> None:
    """Text, date cells and computed dates mean the same invoice."""
    invoice = due_in(paper, LAST_MONTH)
    expected = bought_on(paper, invoice)
    assert expected
    for month in in_many_ways(LAST_MONTH):
        assert paper.ids("CARD_INVOICE", "visa exclusive", month) == expected
        assert f"#{invoice['id']} of Visa Exclusive, due on {invoice['date']}" in paper.why(
            "CARD_INVOICE", "visa exclusive", month
        )


def test_by_its_id(paper: Paper) -> None:
    """As a number, as the text that our own tables have, and with # before it."""
    invoice = due_in(paper, LAST_MONTH)
    for number in (float(invoice["id"]), str(invoice["id"]), f" #{invoice['id']} "):
        assert paper.ids("CARD_INVOICE", "Visa Exclusive", number) == bought_on(paper, invoice)


@pytest.mark.parametrize(("card", "number"), [("Visa Exclusive", 31), ("Elo Empresas", 32)])
def test_a_blank_means_the_one_that_is_open(paper: Paper, client: Organizze, card: str, number: int) -> None:
    """The invoice that a purchase of today is on."""
    draft = TransactionDraft(description="Oven", date=TODAY, amount_cents=-70_00, credit_card_id=number)
    on = client.transactions.create(draft).credit_card_invoice_id
    [invoice] = [item for item in paper.state["invoices"] if item["id"] == on]
    assert paper.ids("CARD_INVOICE", card) == bought_on(paper, invoice)
    assert f"#{invoice['id']}" in paper.why("CARD_INVOICE", card, "")


def test_what_stands_there_is_the_cards(paper: Paper) -> None:
    """Each row names the card and no account, even one that has the card's id."""
    lines = paper.lines("CARD_INVOICE", "Visa Exclusive", f"{LAST_MONTH:%Y-%m}")
    assert {(line["Account"], line["Credit card"]) for line in lines} == {("", "Visa Exclusive")}


@pytest.mark.parametrize(
    ("invoice", "shown", "reason"),
    [
        ("2050-01", "#N/A", "no invoice that is due in 2050-01"),
        ("7", "#N/A", "404"),
        (7.5, "#VALUE!", "1900-01-07"),
        ("soon", "#VALUE!", "neither an id nor a month"),
        (True, "#VALUE!", "neither an id nor a month"),
        ("2026-13", "#VALUE!", "neither an id nor a month"),
    ],
)
def test_no_such_invoice(paper: Paper, invoice: Any, shown: str, reason: str) -> None:
    """What the card does not have is #N/A; what means no invoice at all is #VALUE!."""
    assert paper.value("CARD_INVOICE", "Visa Exclusive", invoice) == shown
    assert reason in paper.why("CARD_INVOICE", "Visa Exclusive", invoice)


def test_one_card_is_needed(paper: Paper) -> None:
    """A blank is #VALUE!, and an account is no card."""
    assert paper.value("CARD_INVOICE") == "#VALUE!"
    assert paper.value("CARD_INVOICE", "Bradesco CC") == "#N/A"
