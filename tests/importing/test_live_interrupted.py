"""Excel is interrupted, dies, or is worked in while rows are sent: nothing is sent twice, nothing is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from live_office import LiveOffice
from office import Office, cells, statuses

from xl_addin.importing.follow import PAUSE
from xl_addin.sandbox.server import Sandbox

POST = "POST /organizze/rest/v2/transactions"
COUNT = 6


def rows(count: int = COUNT) -> list[dict[str, Any]]:
    """Rows that differ from one another."""
    return [
        {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)}
        for n in range(count)
    ]


def ids(office: Office) -> dict[str, str]:
    """What the service calls each of our rows, by its description."""
    return {item["description"]: str(item["id"]) for item in office.stored()}


def test_esc_leaves_the_rest_for_the_next_time(live: LiveOffice, sandbox: Sandbox) -> None:
    """Esc finishes the row on its way; the others are not sent, and the same button sends them."""
    path = live.office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    live.open(path)
    stopped = live.send(stopped=lambda: live.office.posts() >= 2, workers=1)
    assert stopped.exit_code == 130
    sent = statuses(stopped).count("sent")
    assert 0 < sent < COUNT
    assert statuses(stopped) == ["sent"] * sent + ["not_sent"] * (COUNT - sent)
    assert live.column("Status") == statuses(stopped)
    assert live.office.posts() == sent
    sandbox.add_fault("slow", 0.0, POST)
    assert statuses(live.send()) == ["already_sent"] * sent + ["sent"] * (COUNT - sent)
    assert live.office.posts() == COUNT == len(live.office.stored())


def test_results_appear_while_others_are_on_their_way(live: LiveOffice, sandbox: Sandbox) -> None:
    """Who looks on sees rows get their status one group after the other, without a save for each."""
    path = live.office.workbook(rows(4))
    sandbox.add_fault("slow", 1.0, POST, PAUSE)
    book = live.open(path)
    seen = []
    saves = []
    book.impl.before_save = lambda: saves.append(1)

    def look() -> bool:
        seen.append(live.column("Status").count("sent"))
        return False

    assert statuses(live.send(stopped=look, workers=1)) == ["sent"] * 4
    assert any(0 < count < 4 for count in seen)
    assert seen == sorted(seen)
    assert len(saves) == 2  # the keys, and the results


def test_an_excel_that_dies_sends_no_more_and_the_command_line_goes_on(
    live: LiveOffice, sandbox: Sandbox
) -> None:
    """The keys are in the file, so whatever had left is known, and each row arrives once."""
    path = live.office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    live.open(path)

    def die() -> bool:
        live.counter.impl.dead = live.office.posts() >= 2
        return False

    with pytest.raises(Exception, match="RPC server"):  # there is no window to tell it in
        live.send(stopped=die, workers=1)
    sent = live.office.posts()
    assert 0 < sent < COUNT
    assert [row["Status"] for row in cells(path)] == [None] * COUNT
    assert all(row["Key"] for row in cells(path))
    live.counter.impl.dead = False
    live.counter.app.books[path.name].close()
    sandbox.add_fault("slow", 0.0, POST)
    assert statuses(live.office.run(path)) == ["already_sent"] * sent + ["sent"] * (COUNT - sent)
    assert live.office.posts() == COUNT == len(live.office.stored())


def test_answers_lost_before_excel_died_are_asked_for(live: LiveOffice, sandbox: Sandbox) -> None:
    """Rows in doubt when Excel died are settled by the next import, from Excel again or not."""
    path = live.office.workbook(rows(3))
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    live.open(path)
    assert statuses(live.send()) == ["in_doubt"] * 3
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    live.counter.app.books[path.name].close()
    live.open(path)
    assert statuses(live.send()) == ["already_sent"] * 3
    assert live.column("Id") == [ids(live.office)[name] for name in live.column("Description")]
    assert live.office.posts() == 3


def test_rows_that_somebody_sorts_meanwhile_get_their_own_results(live: LiveOffice, sandbox: Sandbox) -> None:
    """Each result stands beside its row, wherever that is by now; what was typed meanwhile stays."""
    path = live.office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    book = live.open(path)
    moved: list[bool] = []

    def sort() -> bool:
        if not moved and live.office.posts() >= 2:
            table = book.sheets[0].range((2, 1), (COUNT + 1, book.sheets[0].used_range.shape[1]))
            table.raw_value = [*reversed(table.api.Value2)]
            live.type(2, "Notes", "typed meanwhile")
            moved.append(True)
        return False

    assert statuses(live.send(stopped=sort, workers=1)) == ["sent"] * COUNT
    assert moved
    assert live.column("Description") == [f"Row {n}" for n in reversed(range(COUNT))]
    assert live.column("Id") == [ids(live.office)[name] for name in live.column("Description")]
    assert live.column("Notes") == ["typed meanwhile"]
    assert [row["Status"] for row in cells(path)] == ["sent"] * COUNT


def test_rows_sorted_while_excel_saves_the_keys_are_not_sent(live: LiveOffice) -> None:
    """A large workbook takes long to save; keys that got beside other rows meanwhile are noticed."""
    path = live.office.workbook(rows(3))
    book = live.open(path)

    def sort() -> None:
        book.impl.before_save = lambda: None
        table = book.sheets[0].range((2, 1), (4, book.sheets[0].used_range.shape[1]))
        table.raw_value = [*reversed(table.api.Value2)]

    book.impl.before_save = sort
    assert statuses(live.send()) == ["not_sent"] * 3
    assert live.office.posts() == 0
    assert statuses(live.send()) == ["sent"] * 3
    assert live.column("Id") == [ids(live.office)[name] for name in live.column("Description")]
    assert live.column("Description")[0] == "Row 2"
