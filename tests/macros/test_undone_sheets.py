"""After an undo, open sheets do not say any more that the rows were sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from counter import Counter
from importing.office import Office, cells

ROWS = [
    {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00")},
    {"date": date(2026, 11, 3), "description": "Flour", "amount": Decimal("-812.35")},
]


def column(counter: Counter, header: str) -> list[object]:
    """What the first sheet shows below a header."""
    headers, *rows = counter.app.books.active.sheets[0].used_range.options(ndim=2).value
    return [row[headers.index(header)] for row in rows[: len(ROWS)]]


def test_the_open_sheet_says_so(connected: Counter, office: Office) -> None:
    """No Status “sent” and no Id of a record that is gone stays in front of the person; nothing is saved."""
    path = office.workbook(ROWS)
    connected.app.books.open(str(path))
    connected.press("send_rows")
    keys = column(connected, "Key")
    _asked, told = connected.press("undo_last")
    assert column(connected, "Status") == ["not_sent"] * 2
    assert column(connected, "Id") == [None] * 2
    assert column(connected, "Key") == keys
    assert "The open sheet says so now beside 2 rows; save its workbook" in told
    assert [row["Status"] for row in cells(path)] == ["sent"] * 2


def test_it_can_be_sent_again(connected: Counter, office: Office) -> None:
    """What was taken back goes out as new when the person presses the button once more, each row once."""
    connected.app.books.open(str(office.workbook(ROWS)))
    connected.press("send_rows")
    connected.press("undo_last")
    assert connected.press("send_rows")[-1] == "sent 2"
    assert column(connected, "Status") == ["sent"] * 2
    assert len(office.stored()) == 2


def test_an_id_that_somebody_typed_stays(connected: Counter, office: Office) -> None:
    """A row beside which another Id stands by now is left alone, and that is said."""
    book = connected.app.books.open(str(office.workbook(ROWS)))
    connected.press("send_rows")
    headers = book.sheets[0].used_range.options(ndim=2).value[0]
    book.sheets[0].range((2, headers.index("Id") + 1)).value = "4711"
    _asked, told = connected.press("undo_last")
    assert column(connected, "Status") == ["sent", "not_sent"]
    assert "Of 1 row the workbook is not open or was changed" in told


def test_another_workbook_of_that_name(connected: Counter, office: Office) -> None:
    """The workbook is known by its own identity, not by its name."""
    path = office.workbook(ROWS)
    office.run(path)
    path.unlink()
    connected.app.books.open(str(office.workbook(ROWS, path.name)))
    _asked, told = connected.press("undo_last")
    assert column(connected, "Status") == [None] * 2
    assert "Of 2 rows the workbook is not open" in told


def test_the_bar_ends_before_the_box(connected: Counter, office: Office) -> None:
    """What is asked and told is not read beside a bar that still counts."""
    office.run(office.workbook(ROWS))
    connected.press("undo_last")
    shown = [bool(text) for text in connected.impl.statuses]
    looked, deleted = [what in str(connected.impl.statuses) for what in ("Looking", "Taking back")]
    assert looked
    assert deleted
    assert shown[-1] is False
    assert True in shown[shown.index(False) :]
