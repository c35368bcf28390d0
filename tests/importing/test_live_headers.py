"""Headers that move in an open workbook: keys and results stand under their own, or nothing leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from excel_engine.people import headers_of, insert_column, insert_rows_above, swap_headers
from live_office import LiveOffice
from office import Office, statuses

from xl_addin.importing.options import Options
from xl_addin.importing.outcome import Outcome
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.excel import Excel
from xl_addin.macros.screen import ExcelScreen
from xl_addin.macros.sending import run
from xl_addin.sandbox.server import Sandbox

POST = "POST /organizze/rest/v2/transactions"
Move = Callable[[Any], None]

ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(3)
]


@pytest.fixture
def path(office: Office) -> Path:
    """Three rows to send."""
    return office.workbook(ROWS)


def send_after(live: LiveOffice, act: Callable[[], None]) -> Outcome:
    """Sends the workbook in front; while the question stands the person does something, then says yes."""

    class Busy(ExcelScreen):
        """See `send_after`."""

        def ask(self, question: str) -> bool:
            act()
            return True

    excel = Excel(live.counter.app, Busy(live.counter.app))
    return run(excel, Options(deadline=60), ExcelDesk(excel))


@pytest.mark.parametrize(
    "move",
    [
        partial(swap_headers, one="Key", other="Tags"),
        partial(swap_headers, one="Id", other="Number"),
        partial(swap_headers, one="Description", other="Notes"),
        partial(insert_column, before="Status"),
        insert_rows_above,
    ],
    ids=["key", "id", "description", "column", "rows"],
)
def test_headers_moved_while_the_question_stands(live: LiveOffice, path: Path, move: Move) -> None:
    """A key under another header is no key: the next import would send its row once more."""
    book = live.open(path)
    sheet = book.sheets[0].impl.content
    before = path.read_bytes()
    outcome = send_after(live, lambda: move(sheet))
    assert statuses(outcome) == ["not_sent"] * 3
    assert "is not as it was when the rows were read" in live.counter.impl.alerts[-1][0]
    assert live.office.posts() == 0
    assert path.read_bytes() == before


def test_the_next_send_finds_the_headers_where_they_are(live: LiveOffice, path: Path) -> None:
    """After a column was inserted the same button sends the rows, once, with results under their headers."""
    book = live.open(path)
    sheet = book.sheets[0].impl.content
    send_after(live, lambda: insert_column(sheet, "Status"))
    assert statuses(live.send()) == ["sent"] * 3
    assert live.column("Status") == ["sent"] * 3
    assert all(live.column("Key"))
    assert live.column("Column1") == []
    assert statuses(live.send()) == ["already_sent"] * 3
    assert live.office.posts() == len(live.office.stored()) == 3


def test_headers_moved_while_rows_are_sent(live: LiveOffice, sandbox: Sandbox) -> None:
    """Results get under the headers where they stand by then."""
    rows = [{**ROWS[0], "description": f"Row {n}"} for n in range(12)]
    path = live.office.workbook(rows)
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    sheet = live.open(path).sheets[0].impl.content
    moved: list[bool] = []

    def move() -> bool:
        if not moved and live.office.posts() >= 1:  # before the first result is shown
            swap_headers(sheet, "Id", "Number")
            moved.append(True)
        return False

    assert statuses(live.send(stopped=move, workers=1)) == ["sent"] * len(rows)
    assert moved
    ids = {item["description"]: str(item["id"]) for item in live.office.stored()}
    assert live.column("Id") == [ids[name] for name in live.column("Description")]
    assert live.column("Number") == []


def test_headers_moved_at_the_last_moment(live: LiveOffice, path: Path) -> None:
    """Between the last look and the first key, or while Excel saves: nothing leaves in either case."""
    book = live.open(path)
    sheet = book.sheets[0].impl.content

    def once() -> None:
        live.counter.impl.before_write = lambda: None
        book.impl.before_save = lambda: None
        swap_headers(sheet, "Key", "Tags")

    for lever, owner in (("before_write", live.counter.impl), ("before_save", book.impl)):
        send_after(live, lambda lever=lever, owner=owner: setattr(owner, lever, once))
        assert live.office.posts() == 0
        place = headers_of(sheet).index("Tags") + 1
        for row in (2, 3, 4):
            sheet.cell(row, place).value = None
        swap_headers(sheet, "Key", "Tags")
    assert statuses(live.send()) == ["sent"] * 3
