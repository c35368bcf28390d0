"""What is long over: asked for by years, and seldom again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from paper import A_DAY, Clock, Paper
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionChange, TransactionDraft
from xl_addin.functions.reads.freshness import CURRENT, OLD, PAST, RECENT, of_month

YEARS = 12


def asked(paper: Paper, piece: str) -> int:
    """How often the service was asked for it."""
    return len([path for path in paper.calls() if piece in path])


def test_years_of_long_ago_are_a_request_each(later: Paper, clock: Clock) -> None:
    """Twelve years are ten requests and a quarter's for the last two; the next day only half a year's."""
    start = date(TODAY.year - YEARS + 1, 1, 1)
    shown = later.value("NET", start, TODAY)
    assert asked(later, "/transactions") <= YEARS - 2 + 8
    before = asked(later, "/transactions")
    assert later.value("NET", date(start.year, 5, 1), date(start.year, 5, 31)) == "0.00"
    assert asked(later, "/transactions") == before
    clock.later += PAST
    assert later.value("NET", start, TODAY) == shown
    assert asked(later, "/transactions") - before <= 4


def test_a_month_of_long_ago_brings_its_year(paper: Paper) -> None:
    """Twelve cells with a month each of a year that is long over are one request."""
    for number in range(1, 13):
        paper.value("NET", date(TODAY.year - 2, number, 1), date(TODAY.year - 2, number, 28))
    assert asked(paper, "/transactions") == 1


def test_invoices_of_years_are_one_request_a_card(paper: Paper) -> None:
    """Three years of a card's invoices are asked for together."""
    lines = paper.lines(
        "CARD_INVOICES", "Visa Exclusive", date(TODAY.year - 2, 1, 1), date(TODAY.year, 12, 31)
    )
    assert {line["Date"].year for line in lines} >= {TODAY.year}
    assert asked(paper, "/invoices") == 1
    alone = paper.lines("CARD_INVOICES", "Visa Exclusive", date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
    assert alone == [line for line in lines if line["Date"].year == TODAY.year]
    assert asked(paper, "/invoices") == 1


def test_what_stands_on_an_invoice_that_is_over_is_asked_once(later: Paper, clock: Clock) -> None:
    """The purchases of a month long past are not asked for every five minutes; a coming invoice's are."""
    ids = [line["Id"] for line in later.lines("CARD_INVOICES", "Visa Exclusive", TODAY - 150 * A_DAY)]
    past, coming = ids[0], ids[-1]
    for _ in range(3):
        for invoice in (past, coming):
            later.ids("CARD_INVOICE", "Visa Exclusive", float(invoice))
        clock.later += CURRENT
    assert [asked(later, f"/invoices/{invoice}") for invoice in (past, coming)] == [1, 3]


def test_the_longer_over_the_longer_good() -> None:
    """A month is good for minutes, an hour, a day or a week, and never for less than a later one."""
    today = date(2026, 11, 21)
    ends = [date(2026, number + 1, 1) - timedelta(days=1) for number in range(1, 11)]
    good = [of_month(day, today) for day in ends]
    assert good == sorted(good, reverse=True)
    assert set(good) == {PAST, OLD, RECENT}
    assert of_month(date(2026, 11, 30), today) == CURRENT


def test_a_correction_of_long_ago_is_seen_when_the_page_says(
    later: Paper, clock: Clock, client: Organizze
) -> None:
    """An amount of more than half a year ago is the one that was fetched, as many days as the docs say."""
    day = TODAY - 300 * A_DAY
    made = client.transactions.create(TransactionDraft(description="Tinta", date=day, amount_cents=-10_00))
    before = later.value("NET", day, day)
    client.transactions.update(made.id, TransactionChange(amount_cents=-1000_00))
    clock.later += PAST + CURRENT
    assert later.value("NET", day, day) == before
    clock.later += OLD
    assert Decimal(later.value("NET", day, day)) == Decimal(before) - 990
    page = (Path(__file__).parents[3] / "docs" / "functions.md").read_text("utf-8")
    told = f"{PAST / 3600:.0f} hours, and those of more than half a year ago for {OLD / 86400:.0f} days"
    assert told in " ".join(page.split())
