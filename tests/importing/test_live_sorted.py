"""Somebody sorts an open workbook at the worst moment: no row is ever told another one's fate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from excel_engine.people import headers_of, sort_backwards
from live_office import LiveOffice
from office import Office, cells, edit, statuses

from xl_addin.importing.entry import Status
from xl_addin.importing.follow import PAUSE, Follower
from xl_addin.importing.read import read
from xl_addin.importing.writeback import result_writes
from xl_addin.sandbox.server import Sandbox
from xl_addin.settling.progress import Progress
from xl_addin.workbook.live.selection import selected_rows
from xl_addin.workbook.live.source import LiveSource

POST = "POST /organizze/rest/v2/transactions"
COUNT = 5


def rows(count: int = COUNT, **more: Any) -> list[dict[str, Any]]:
    """Rows that differ from one another."""
    return [
        {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1), **more}
        for n in range(count)
    ]


def check_results(office: Office, path: Path) -> list[Any]:
    """Each Id of the file stands beside the row that the service has under it, and the others have none.

    Returns:
        What stands under Status.
    """
    stored = {item["description"]: str(item["id"]) for item in office.stored()}
    found = cells(path)
    assert [row["Id"] for row in found] == [stored.get(row["Description"]) for row in found]
    assert [row["Status"] == "sent" for row in found] == [row["Description"] in stored for row in found]
    with office.journal() as journal:
        known = {item.key: item.typed["description"] for item in journal.all()}
    assert all(known[row["Key"]] == row["Description"] for row in found if row["Key"])
    return [row["Status"] for row in found]


def sort_before_block(live: LiveOffice, number: int, sheet: Any) -> Callable[[], bool]:
    """Stops the sending after two rows, and sorts before a later block of cells, counted from 1."""
    blocks: list[int] = []

    def sort() -> None:
        blocks.append(1)
        if len(blocks) == number:
            sort_backwards(sheet)

    def stopped() -> bool:
        if live.office.posts() < 2:
            return False
        live.counter.impl.before_write = sort
        return True

    return stopped


@pytest.mark.parametrize("waived", [None, True], ids=["", "send anyway"])
@pytest.mark.parametrize("block", [1, 2])
def test_sorted_while_results_are_assigned(
    live: LiveOffice, sandbox: Sandbox, block: int, waived: bool | None
) -> None:
    """Results stand beside their rows, and the same button sends the others: nothing leaves twice."""
    path = live.office.workbook(rows(send_anyway=waived))
    sandbox.add_fault("slow", 1.0, POST, 0.3)
    sheet = live.open(path).sheets[0].impl.content
    outcome = live.send(stopped=sort_before_block(live, block, sheet), workers=1)
    sent = statuses(outcome).count("sent")
    assert 0 < sent < COUNT
    assert not outcome.books[0].problems
    assert check_results(live.office, path) == ["not_sent"] * (COUNT - sent) + ["sent"] * sent
    live.counter.impl.before_write = lambda: None
    sandbox.add_fault("slow", 0.0, POST)
    assert statuses(live.send()) == ["sent"] * (COUNT - sent) + ["already_sent"] * sent
    assert check_results(live.office, path) == ["sent"] * COUNT
    assert live.office.posts() == COUNT


def test_sorted_while_somebody_looks_on(live: LiveOffice, sandbox: Sandbox) -> None:
    """What appeared beside other rows for a moment is gone before anything is saved."""
    path = live.office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, PAUSE / 2)
    sheet = live.open(path).sheets[0].impl.content
    blocks: list[int] = []

    def sort() -> None:
        blocks.append(1)
        if len(blocks) == 1:  # of what appears while rows are on their way
            sort_backwards(sheet)

    def look() -> bool:
        if live.office.posts() >= 1:
            live.counter.impl.before_write = sort
        return bool(blocks)

    outcome = live.send(stopped=look, workers=1)
    sent = statuses(outcome).count("sent")
    assert 0 < sent < COUNT
    assert check_results(live.office, path) == ["not_sent"] * (COUNT - sent) + ["sent"] * sent


def test_results_beside_rows_outside_of_a_selection(live: LiveOffice, sandbox: Sandbox) -> None:
    """A row that was sent before gets back what stood beside it, though this import is not about it."""
    path = live.office.workbook(rows())
    book = live.open(path)
    live.counter.impl.select(book.sheets[0], "A2:A3")
    live.press("send_selection")
    before = {row["Description"]: row for row in cells(path)}
    live.counter.impl.select(book.sheets[0], "A5:A6")
    sandbox.add_fault("slow", 1.0, POST, 0.3)
    sheet = book.sheets[0].impl.content
    live.send(
        stopped=lambda: live.office.posts() >= 3 and sort_before_block(live, 1, sheet)(),
        only=selected_rows(live.counter.app),
        workers=1,
    )
    check_results(live.office, path)
    after = {row["Description"]: row for row in cells(path)}
    assert [before[f"Row {n}"] for n in range(3)] == [after[f"Row {n}"] for n in range(3)]


@pytest.mark.parametrize("block", [1, 2])
def test_sorted_while_keys_are_assigned(live: LiveOffice, block: int) -> None:
    """The key of a row that was sent is never written over; nothing leaves, and nothing is saved."""
    path = live.office.workbook(rows())
    book = live.open(path)
    live.counter.impl.select(book.sheets[0], "A2:A3")
    live.press("send_selection")
    before, saved = cells(path), path.read_bytes()
    sheet, blocks = book.sheets[0].impl.content, []
    sheet.cell(5, headers_of(sheet).index("Status") + 1).value = "not_sent"  # so keys come in several blocks

    def sort() -> None:
        blocks.append(1)
        if len(blocks) == block:
            sort_backwards(sheet)

    live.counter.impl.before_write = sort
    outcome = live.send()
    assert len(blocks) >= block
    assert "is not as it was when the rows were read" in str(outcome.books[0].problems[0])
    assert live.office.posts() == 2
    assert path.read_bytes() == saved
    keys = {row[0]: row[1] for row in zip(live.column("Description"), live.column("Key"), strict=False)}
    assert {name: key for name, key in keys.items() if key} == {
        row["Description"]: row["Key"] for row in before if row["Key"]
    }
    live.counter.impl.before_write = lambda: None
    assert statuses(live.send()) == ["sent"] * 3 + ["already_sent"] * 2
    check_results(live.office, path)
    assert live.office.posts() == COUNT


def inputs(sheet: Any) -> range:
    """The columns left of the results."""
    return range(1, headers_of(sheet).index("Status") + 1)


def test_only_the_input_columns_sorted(live: LiveOffice, sandbox: Sandbox) -> None:
    """The keys stand beside other payments then: it is said which, and nothing is written beside them."""
    path = live.office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, 0.3)
    sheet = live.open(path).sheets[0].impl.content
    done: list[bool] = []

    def sort() -> bool:
        if not done and live.office.posts() >= 2:
            sort_backwards(sheet, inputs(sheet))
            done.append(True)
        return bool(done)

    outcome = live.send(stopped=sort, workers=1)
    sent = statuses(outcome).count("sent")
    assert "belong to what stands in other rows now: 2, 3, 5, 6." in str(outcome.books[0].problems[0])
    assert [row["Status"] for row in cells(path)] == [None] * COUNT
    live.counter.app.books[path.name].close()  # the advice
    live.open(path)
    sandbox.add_fault("slow", 0.0, POST)
    assert statuses(live.send()) == ["already_sent"] * sent + ["sent"] * (COUNT - sent)
    check_results(live.office, path)


def test_the_same_of_a_file(office: Office, sandbox: Sandbox) -> None:
    """A file whose input columns somebody sorts and saves meanwhile is no other case."""
    path = office.workbook(rows())
    sandbox.add_fault("slow", 1.0, POST, 0.3)
    done: list[bool] = []

    def sort() -> None:
        if not done and office.posts() >= 1:
            edit(path, lambda sheet: sort_backwards(sheet, inputs(sheet)))
            done.append(True)

    office.person.begin = lambda _what, _total: Progress(tick=sort)
    outcome = office.run(path, workers=1)
    assert done
    assert "belong to what stands in other rows now: 2, 3, 5, 6." in str(outcome.books[0].problems[0])
    assert [row["Status"] for row in cells(path)] == [None] * COUNT


def test_what_was_sent_under_a_key_that_is_elsewhere_is_not_waived(live: LiveOffice) -> None:
    """Send anyway was said of the row that had the key: its content does not leave again."""
    path = live.office.workbook(rows(send_anyway=True))
    book = live.open(path)
    live.counter.impl.select(book.sheets[0], "A2:A3")
    live.press("send_selection")
    sheet = book.sheets[0].impl.content
    sort_backwards(sheet, inputs(sheet))
    live.counter.impl.select(book.sheets[0], "A4:A6")  # Row 2, and what was sent from rows 3 and 2
    outcome = live.send(only=selected_rows(live.counter.app), partial=True)
    assert statuses(outcome) == ["sent", "invalid", "invalid"]
    told = [str(problem) for entry in outcome.books[0].entries for problem in entry.problems]
    assert ["sent from row 3" in told[0], "sent from row 2" in told[1]] == [True, True]
    assert sorted(item["description"] for item in live.office.stored()) == ["Row 0", "Row 1", "Row 2"]


def test_a_second_payment_like_a_sent_one_may_be_waived(live: LiveOffice) -> None:
    """As long as the row that was sent still says what was sent, Send anyway means what it says."""
    path = live.office.workbook([rows()[0], rows(send_anyway=True)[0]])
    book = live.open(path)
    live.counter.impl.select(book.sheets[0], "A2:A2")
    live.press("send_selection")
    assert statuses(live.send()) == ["already_sent", "sent"]
    assert live.office.posts() == 2


def test_a_note_may_be_typed_and_equal_rows_may_be_there(live: LiveOffice, sandbox: Sandbox) -> None:
    """Two coffees on one day: a note that one of them gets meanwhile does not make it the other one."""
    path = live.office.workbook([rows()[0], rows()[0]])
    sandbox.add_fault("slow", 1.0, POST, 0.5)
    live.open(path)
    done: list[bool] = []

    def note() -> bool:
        if not done and live.office.posts() >= 1:
            live.type(2, "Notes", "typed meanwhile")
            done.append(True)
        return False

    outcome = live.send(stopped=note, workers=1)
    assert done
    assert statuses(outcome) == ["sent"] * 2
    assert not outcome.books[0].problems
    assert live.column("Status") == ["sent"] * 2
    assert live.column("Notes") == ["typed meanwhile"]


def test_a_key_that_stands_there_is_not_written_again(live: LiveOffice) -> None:
    """By its key a row is found wherever it is: results leave it alone, whoever has the workbook."""
    path = live.office.workbook(rows())
    book = live.open(path)
    assert statuses(live.send()) == ["sent"] * COUNT
    with live.office.journal() as journal:
        known = {item.id: item for item in journal.all()}
    for source in (LiveSource(book), path):
        found = read(source)
        for entry, operation in zip(found.entries, known.values(), strict=True):
            entry.operation, entry.status = operation, Status.SENT
        column = found.region.first_column + found.columns["key"]
        writes = result_writes(found, known)
        assert len(writes) > COUNT
        assert not [write for write in writes if write.column == column]


def test_who_closes_the_workbook_stops_the_import(live: LiveOffice, sandbox: Sandbox) -> None:
    """Nobody would see the rest being sent; the next press of the button goes on where it stopped."""
    path = live.office.workbook(rows(3 * COUNT))
    book = live.open(path)
    sandbox.add_fault("slow", 1.0, POST, 0.4)
    closed: list[int] = []

    def close() -> bool:
        if not closed and live.office.posts() >= 2:
            book.close()
            closed.append(live.office.posts())
        return False

    outcome = live.send(stopped=close, workers=1)
    assert outcome.exit_code == 130
    posts = live.office.posts()
    assert posts < 3 * COUNT
    assert statuses(outcome) == ["sent"] * posts + ["not_sent"] * (3 * COUNT - posts)
    said = str(outcome.books[0].problems[0])
    assert "is not open in Excel any more" in said
    assert "typing" not in said
    sandbox.add_fault("slow", 0.0, POST)
    live.open(path)
    assert statuses(live.send()) == ["already_sent"] * posts + ["sent"] * (3 * COUNT - posts)
    assert live.office.posts() == 3 * COUNT


def test_who_types_in_a_cell_stops_nothing(live: LiveOffice, sandbox: Sandbox) -> None:
    """Excel answers nobody for a moment then: results are shown once it does."""
    path = live.office.workbook(rows())
    live.open(path)
    sandbox.add_fault("slow", 1.0, POST, PAUSE / 2)
    busy: list[bool] = []

    def look() -> bool:
        busy.append(1 <= live.office.posts() < COUNT - 1)
        live.counter.impl.busy = busy[-1]
        return False

    outcome = live.send(stopped=look, workers=1)
    assert any(busy)
    assert statuses(outcome) == ["sent"] * COUNT
    assert not outcome.books[0].problems
    assert check_results(live.office, path) == ["sent"] * COUNT


def test_a_second_wish_to_stop_changes_nothing(live: LiveOffice) -> None:
    """Esc, and then the workbook closed: rows on their way are finished all the same."""
    book = live.open(live.office.workbook(rows()))
    opened = read(LiveSource(book))
    wishes: list[int] = []

    def esc() -> None:
        wishes.append(1)
        raise KeyboardInterrupt

    follower = Follower(opened, Progress(tick=esc))
    with pytest.raises(KeyboardInterrupt):
        follower.tick()
    follower.tick()
    assert len(wishes) == 2
