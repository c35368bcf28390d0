"""Somebody corrects a date in the service: months that are good for a day are looked at again at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from paper import A_DAY, Clock, Paper, paper_with
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Transaction, TransactionChange, TransactionDraft
from xl_addin.functions.reads.freshness import CURRENT
from xl_addin.settings import Settings

LAST_YEAR = date(TODAY.year - 1, 2, 10)
"""In a month that is good for a day."""
BEFORE_THAT = date(TODAY.year - 1, 8, 10)
"""In another request of the same year."""


def entered(client: Organizze, day: date) -> Transaction:
    """A transaction of an account that has no other."""
    draft = TransactionDraft(description="Moves", date=day, amount_cents=-11_00, account_id=31, paid=True)
    return client.transactions.create(draft)


def of_the_years(paper: Paper) -> Any:
    """What the account has from last year on."""
    return paper.value("NET", date(TODAY.year - 1, 1, 1), TODAY, "Cofre")


def test_what_moved_to_a_month_of_long_ago_is_there(later: Paper, client: Organizze, clock: Clock) -> None:
    """The month it left is old after minutes, and so is then the one it went to: no sum lacks it."""
    record = entered(client, TODAY)
    assert of_the_years(later) == "-11.00"
    client.transactions.update(record.id, TransactionChange(date=LAST_YEAR))
    clock.later += CURRENT
    assert of_the_years(later) == "-11.00"
    assert later.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "-11.00"
    assert later.value("NET", TODAY, TODAY, "Cofre") == "0.00"


def test_what_came_from_a_month_of_long_ago_is_there_no_more(
    later: Paper, client: Organizze, clock: Clock
) -> None:
    """The month it left is good for a day, and yet shows it no longer once it was seen elsewhere."""
    record = entered(client, LAST_YEAR)
    assert later.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "-11.00"
    client.transactions.update(record.id, TransactionChange(date=TODAY))
    assert later.value("NET", TODAY, TODAY, "Cofre") == "-11.00"
    assert later.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "0.00"


def test_a_program_that_ends_in_between_forgets_nothing(
    settings: Settings, sandbox: Any, client: Organizze, clock: Clock, tmp_path: Path
) -> None:
    """That something moved is known at the next start too, before the month that it went to was asked."""
    record = entered(client, TODAY)
    with paper_with(settings, sandbox, clock, tmp_path) as paper:
        assert of_the_years(paper) == "-11.00"
        client.transactions.update(record.id, TransactionChange(date=LAST_YEAR))
        clock.later += CURRENT
        assert paper.value("NET", TODAY, TODAY, "Cofre") == "0.00"
    with paper_with(settings, sandbox, clock, tmp_path) as paper:
        assert paper.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "-11.00"


def test_what_came_is_found_on_the_disk_too(
    settings: Settings, sandbox: Any, client: Organizze, clock: Clock, tmp_path: Path
) -> None:
    """A month that this program has not yet looked at is compared all the same."""
    record = entered(client, LAST_YEAR)
    with paper_with(settings, sandbox, clock, tmp_path) as paper:
        assert paper.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "-11.00"
    client.transactions.update(record.id, TransactionChange(date=TODAY))
    with paper_with(settings, sandbox, clock, tmp_path) as paper:
        assert paper.value("NET", TODAY, TODAY, "Cofre") == "-11.00"
        assert paper.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "0.00"


def test_what_was_seen_where_it_went_costs_nothing(later: Paper, client: Organizze, clock: Clock) -> None:
    """Only months that may lack something are asked again: one request for each quarter, and then none."""
    record = entered(client, TODAY)
    assert later.value("NET", TODAY, TODAY, "Cofre") == "-11.00"
    client.transactions.update(record.id, TransactionChange(date=LAST_YEAR))
    assert later.value("NET", LAST_YEAR, LAST_YEAR, "Cofre") == "-11.00"  # asked after it went there
    before = len(later.calls())
    for day in (TODAY, LAST_YEAR, TODAY, LAST_YEAR):
        later.value("NET", day, day, "Cofre")
    clock.later += CURRENT
    for day in (TODAY, LAST_YEAR, TODAY, LAST_YEAR):
        later.value("NET", day, day, "Cofre")
    assert len(later.calls()) - before <= 2


def test_a_deleted_record_costs_each_quarter_once(later: Paper, client: Organizze, clock: Clock) -> None:
    """Nobody can tell a deleted record from one that moved; what is looked at for it is looked at once."""
    record = entered(client, TODAY)
    of_the_years(later)
    client.transactions.delete(record.id)
    clock.later += CURRENT
    before = len(later.calls())
    assert of_the_years(later) == "0.00"
    assert len(later.calls()) - before <= 1 + 8  # what is left of the month, then each quarter
    before = len(later.calls())
    for _ in range(3):
        assert of_the_years(later) == "0.00"
        assert later.value("NET", BEFORE_THAT, BEFORE_THAT + A_DAY, "Cofre") == "0.00"
    assert len(later.calls()) == before
