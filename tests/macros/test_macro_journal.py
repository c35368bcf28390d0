"""What was sent, shown, settled and taken back from Excel: the same journal as the command line's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from counter import Counter
from importing.office import Office, cells, statuses
from settling.doubts import Doubts

from xl_addin.fetching.listing import Column, Kind
from xl_addin.journal.states import State
from xl_addin.macros.journal import COLUMNS, listing
from xl_addin.macros.settling import wait
from xl_addin.targets import Targets

ROWS = [
    {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00")},
    {"date": date(2026, 11, 3), "description": "=SUM(A1)", "amount": Decimal("812.35")},
]


def test_an_empty_journal(counter: Counter) -> None:
    """Who sent nothing yet is told so, without a sheet."""
    [told] = counter.press("journal")
    assert told
    assert len(counter.app.books) == 0


def test_the_journal(connected: Counter, office: Office) -> None:
    """Every row that was sent, newest first, as the journal has it; texts are no formulas."""
    office.run(office.workbook(ROWS))
    assert connected.press("journal") == []
    with office.journal() as journal:
        kept = journal.all()[::-1]
    assert [row["Operation"] for row in connected.table] == [item.id for item in kept]
    assert [row["What"] for row in connected.table] == [item.typed["description"] for item in kept]
    assert [row["Amount"] for row in connected.table] == [float(item.typed["amount"]) for item in kept]
    assert {row["State"] for row in connected.table} == {"sent"}


def test_an_invoice_in_doubt_has_its_amount(office: Office) -> None:
    """Who looks for it in iZi sees beside it what it comes to, though no answer told it."""
    item = {"item": "Café", "quantity": Decimal(2), "unit_price": Decimal("10.25")}
    row = {"invoice": "1", "buyer_nit": "4346405", "buyer_name": "Peña", "items": [item]}
    with office.journal() as journal, Targets(office.settings) as targets:
        Doubts(journal, targets).doubtful("izi_invoices", arrived=False, **row)
        [shown] = listing(journal).rows
    assert shown[COLUMNS.index(Column("Amount", Kind.AMOUNT, 14))] == Decimal("20.50")


def test_nothing_in_doubt(connected: Counter) -> None:
    """Where all is settled, that is the answer."""
    assert connected.press("resume") == ["Nothing is in doubt."]


def test_a_doubt_is_settled(connected: Counter, office: Office, sandbox: Any) -> None:
    """A row whose answer was lost is found in the service, and what became of it is told."""
    sandbox.add_fault("drop-after-commit", 1.0, "POST /organizze/rest/v2/transactions")
    assert statuses(office.run(office.workbook(ROWS[:1]))) == ["in_doubt"]
    [told] = connected.press("resume")
    assert "book.xlsx 2: sent" in told
    with office.journal() as journal:
        assert [item.state for item in journal.all()] == [State.SENT]


def test_a_wait_is_told(counter: Counter) -> None:
    """While an absence is not certain yet, the status bar says for how long."""
    wait(counter.excel, lambda: False, 0.01)
    assert counter.impl.statuses == ["Absence is certain in 0 s; waiting."] * 2


def test_esc_ends_a_wait(counter: Counter) -> None:
    """Whoever presses it while the services were asked is heard too."""
    with pytest.raises(KeyboardInterrupt):
        wait(counter.excel, lambda: True, 60)


def test_the_last_batch_is_taken_back(connected: Counter, office: Office) -> None:
    """After the preview and a yes, the records of the last import are gone from the service, no others."""
    office.run(office.workbook(ROWS[:1], "first.xlsx"))
    office.run(office.workbook(ROWS[1:], "second.xlsx"))
    asked, told = connected.press("undo_last")
    assert "second.xlsx" in asked
    assert "2 (=SUM(A1), 812.35): is deleted" in asked
    assert asked.startswith("Delete 1 record in TEST")
    assert told.startswith("1 row can be sent again: “Send rows” sends it as new.")
    assert "Of 1 row the workbook is not open" in told
    assert [record["description"] for record in office.stored()] == ["Rent"]


def test_a_no_takes_nothing_back(connected: Counter, office: Office) -> None:
    """Whoever says no keeps everything."""
    office.run(office.workbook(ROWS))
    connected.impl.answer = "no"
    assert len(connected.press("undo_last")) == 1
    assert len(office.stored()) == 2


def test_what_was_taken_back_is_not_asked_about_again(connected: Counter, office: Office) -> None:
    """Pressed twice, the second time says that there is nothing left; the import before is left alone."""
    office.run(office.workbook(ROWS[:1], "first.xlsx"))
    office.run(office.workbook(ROWS[1:], "second.xlsx"))
    connected.press("undo_last")
    [told] = connected.press("undo_last")
    assert "Nothing of it is in the service" in told
    assert len(office.stored()) == 1


def test_many_rows_fit_the_message(connected: Counter, office: Office) -> None:
    """Of a large import the first rows are named and the others counted."""
    rows = [{**ROWS[0], "description": f"Rent {number}"} for number in range(14)]
    office.run(office.workbook(rows))
    asked, _told = connected.press("undo_last")
    assert asked.endswith("And 4 more rows.")


def test_a_long_preview_hides_no_question(connected: Counter, office: Office) -> None:
    """However long the rows are, what is asked, where and how many stand in front of them."""
    rows = [{**ROWS[0], "description": f"Rent {number} {'and so on ' * 20}"} for number in range(12)]
    office.run(office.workbook(rows))
    connected.impl.answer = "no"
    [asked] = connected.press("undo_last")
    assert len(asked) <= 1_000
    assert asked.startswith("Delete 12 records in TEST")


def test_nothing_was_ever_sent(connected: Counter) -> None:
    """An empty journal has nothing to take back."""
    assert connected.press("undo_last") == connected.press("journal")


def test_results_are_written_by_the_next_run(connected: Counter, office: Office, tmp_path: Path) -> None:
    """A row that was taken back can be sent again from its workbook, as the message says."""
    path = office.workbook(ROWS[:1])
    office.run(path)
    connected.press("undo_last")
    assert statuses(office.run(path)) == ["sent"]
    assert [row["Status"] for row in cells(path)] == ["sent"]
