"""Records that moved between two fetches: the months of a formula are not all of one moment."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

from paper import A_DAY, Paper
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionChange, TransactionDraft

QUARTER = date(TODAY.year, TODAY.month - (TODAY.month - 1) % 3, 1)
BEFORE = QUARTER - 20 * A_DAY
"""In another quarter than today: its months are fetched in another request."""


def test_what_moved_is_there_once_on_its_new_day(paper: Paper, client: Organizze) -> None:
    """An edited date between two fetches brings no record twice: not in a list, a sum or a balance."""
    draft = TransactionDraft(description="Moves", date=BEFORE, amount_cents=-11_00, account_id=31, paid=True)
    record = client.transactions.create(draft)
    assert paper.ids("TRANSACTIONS", BEFORE, BEFORE, "Cofre") == [record.id]
    assert paper.value("NET", BEFORE, BEFORE, "Cofre") == "-11.00"
    client.transactions.update(record.id, TransactionChange(date=TODAY, amount_cents=-12_00))
    assert [line["Date"] for line in paper.lines("TRANSACTIONS", BEFORE, TODAY, "Cofre")] == [TODAY]
    assert paper.value("NET", BEFORE, TODAY, "Cofre") == "-12.00"
    assert paper.value("BALANCE", "Cofre") == "-12.00"
    assert paper.value("NET", BEFORE, TODAY - A_DAY, "Cofre") == "0.00"


def test_what_moved_back_is_there_once_too(paper: Paper, client: Organizze) -> None:
    """The later change counts, in whichever month it is."""
    draft = TransactionDraft(description="Moves", date=TODAY, amount_cents=-11_00, account_id=31, paid=True)
    record = client.transactions.create(draft)
    assert paper.value("NET", QUARTER, TODAY, "Cofre") == "-11.00"
    time.sleep(1)  # the service's stamps have whole seconds
    client.transactions.update(record.id, TransactionChange(date=BEFORE, amount_cents=-12_00))
    assert [line["Date"] for line in paper.lines("TRANSACTIONS", BEFORE, TODAY, "Cofre")] == [BEFORE]
    assert paper.value("NET", BEFORE, TODAY, "Cofre") == "-12.00"
    everything = Decimal(paper.value("NET", BEFORE, TODAY))
    paper.books.cache.refresh()
    assert Decimal(paper.value("NET", BEFORE, TODAY)) == everything
