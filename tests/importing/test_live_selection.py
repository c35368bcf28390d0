"""Send selection: what is marked is sent, all of it or nothing, and nothing else is touched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from izi_office import INVOICES, invoiced, later, line
from live_office import LiveOffice
from office import edit

ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(5)
]


def test_only_selected_rows_are_sent(live: LiveOffice) -> None:
    """Two areas marked with Ctrl are sent; the rows between and below keep their cells."""
    book = live.open(live.office.workbook(ROWS))
    live.counter.impl.select(book.sheets[0], "B3:C3", "A5")
    assert "sent 2" in live.press("send_selection")
    assert live.column("Status") == [None, "sent", None, "sent"]
    assert [bool(key) for key in live.column("Key")] == [False, True, False, True]
    assert sorted(item["description"] for item in live.office.stored()) == ["Row 1", "Row 3"]
    assert "sent 3" in live.press()
    assert len(live.office.stored()) == live.office.posts() == 5


def test_a_bad_row_outside_is_no_hindrance_and_one_inside_is(live: LiveOffice) -> None:
    """All or nothing means what is marked."""
    book = live.open(live.office.workbook([ROWS[0], ROWS[1] | {"account": "Nobody's"}, *ROWS[2:]]))
    live.counter.impl.select(book.sheets[0], "A2:A3")
    assert "invalid 1" in live.press("send_selection")
    assert live.office.posts() == 0
    live.counter.impl.select(book.sheets[0], "A4:A6")
    assert "sent 3" in live.press("send_selection")
    assert live.office.posts() == 3


def test_rows_that_a_filter_hides_are_not_meant(live: LiveOffice) -> None:
    """Marking over a filtered list marks what is hidden as well; it stays unsent."""
    path = live.office.workbook(ROWS)

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    edit(path, hide)
    book = live.open(path)
    live.counter.impl.select(book.sheets[0], "A1:B1048576")
    assert "sent 4" in live.press("send_selection")
    assert live.column("Status")[:3] == ["sent", None, "sent"]


def test_half_an_invoice_is_not_sent(live: LiveOffice) -> None:
    """An invoice goes with all its rows: without one of them it would be another invoice."""
    rows = [line("A"), later("A", "Queso"), line("B")]
    book = live.open(live.office.workbook(rows, template=INVOICES))
    live.counter.impl.select(book.sheets[0], "A2")
    assert "Rows 3 belong to it and are not selected" in live.press("send_selection")
    assert invoiced(live.office) == []
    live.counter.impl.select(book.sheets[0], "A2:A3")
    assert "sent 2" in live.press("send_selection")
    assert len(invoiced(live.office)) == 1


def test_a_selection_elsewhere_is_said(live: LiveOffice) -> None:
    """Rows of another sheet, no rows, or a picture: nothing is guessed."""
    book = live.open(live.office.workbook(ROWS))
    live.counter.impl.select(book.sheets["Instructions"], "A2:A5")
    assert "Select rows on sheet Transactions" in live.press("send_selection")
    live.counter.impl.select(book.sheets[0], "A900:A901")
    assert "No rows are selected" in live.press("send_selection")
    live.counter.impl.selected = None
    assert "No rows are selected" in live.press("send_selection")
    assert live.office.posts() == 0
