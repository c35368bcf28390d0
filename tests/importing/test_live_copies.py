"""A row that somebody copies while rows are sent: the result stands beside the row that was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from excel_engine.people import headers_of
from live_office import LiveOffice
from office import Office, edit, statuses

from xl_addin.sandbox.server import Sandbox
from xl_addin.settling.progress import Progress

POST = "POST /organizze/rest/v2/transactions"
COUNT = 3
ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)}
    for n in range(COUNT)
]


def copy_first_row(sheet: Any, **changes: str) -> None:
    """Copies the first row below the last, key and all, and types another description into the copy."""
    names = headers_of(sheet)
    last = COUNT + 2
    for column, name in enumerate(names, 1):
        value = sheet.cell(2, column).value
        sheet.cell(last, column).value = changes.get(name, value)
    [table] = sheet.tables.values()
    table.ref = f"{table.ref.partition(':')[0]}:{sheet.cell(last, len(names)).coordinate}"
    table.autoFilter = None


def found(sheet: Any) -> list[tuple[str, Any, bool]]:
    """Description, Status and whether there is an Id, row by row."""
    names = headers_of(sheet)
    places = [names.index(name) + 1 for name in ("Description", "Status", "Id")]
    rows = ([sheet.cell(row, place).value for place in places] for row in range(2, COUNT + 3))
    return [(name, status, bool(number)) for name, status, number in rows]


def test_the_row_that_was_sent_keeps_its_result(live: LiveOffice, sandbox: Sandbox) -> None:
    """A copy that was typed over is another row, although the key was copied with it."""
    path = live.office.workbook(ROWS)
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    sheet = live.open(path).sheets[0].impl.content
    assert statuses(live.send(stopped=once(live, lambda: copy_first_row(sheet, Description="New"))))
    assert found(sheet) == [*[(f"Row {n}", "sent", True) for n in range(COUNT)], ("New", None, False)]


def test_where_no_row_says_any_more_what_was_sent_it_is_said(live: LiveOffice, sandbox: Sandbox) -> None:
    """Two rows with one key, both of them other than what was sent: nobody guesses; the journal knows."""
    path = live.office.workbook(ROWS)
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    sheet = live.open(path).sheets[0].impl.content

    def change() -> None:
        copy_first_row(sheet, Description="New")
        sheet.cell(2, headers_of(sheet).index("Description") + 1).value = "Typed over"

    outcome = live.send(stopped=once(live, change))
    assert "not every row is there any more" in str(outcome.books[0].problems[0])
    assert live.office.posts() == COUNT


def test_the_same_of_a_file(office: Office, sandbox: Sandbox) -> None:
    """A file that somebody saves meanwhile is no other case."""
    path = office.workbook(ROWS)
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    copied: list[bool] = []

    def copy() -> None:
        if not copied and office.posts() >= 1:
            edit(path, lambda sheet: copy_first_row(sheet, Description="New"))
            copied.append(True)

    office.person.begin = lambda _what, _total: Progress(tick=copy)
    office.run(path, workers=1)
    assert copied
    sheet = openpyxl.load_workbook(Path(path)).worksheets[0]
    assert found(sheet) == [*[(f"Row {n}", "sent", True) for n in range(COUNT)], ("New", None, False)]


def once(live: LiveOffice, act: Callable[[], None]) -> Callable[[], bool]:
    """Does something when the first row has left."""
    done: list[bool] = []

    def stopped() -> bool:
        if not done and live.office.posts() >= 1:
            act()
            done.append(True)
        return False

    return stopped
