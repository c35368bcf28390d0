"""`journal merge` and `journal purge`: two colleagues, and a journal that has grown old."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import RENT, SALES, Computer, hurry, lines, marked

from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Batch, Operation, Place, Scope
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

POST = "POST /organizze/rest/v2/transactions"


@pytest.fixture
def colleague(computer: Computer) -> Computer:
    """Another computer, with the same account."""
    folder = computer.folder / "colleague"
    folder.mkdir()
    return Computer(folder, computer.given)


def journal_of(computer: Computer) -> Path:
    """Where its journal is."""
    return computer.home / "journal.db"


def operations(computer: Computer) -> list[Operation]:
    """What stands in it, oldest first."""
    with Journal(f"sqlite:///{journal_of(computer).as_posix()}") as journal:
        return journal.all()


def _redate(path: Path, day: date) -> None:
    book = openpyxl.load_workbook(path)
    [column] = [cell.column for cell in book.worksheets[0][1] if cell.value == "Date"]
    book.worksheets[0].cell(2, column).value = day
    book.save(path)


def test_a_colleagues_rows_are_known_after_merging(
    computer: Computer, colleague: Computer, sandbox: Any
) -> None:
    """A workbook that came by mail is not sent again; the journal tells its whole story without asking."""
    path = colleague.workbook([RENT, SALES])
    colleague.run("import", path, "--yes")
    shutil.copyfile(path, computer.folder / "book.xlsx")
    done = computer.run("journal", "merge", journal_of(colleague))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 import came." in done.stdout
    assert "2 rows are new here." in done.stdout
    assert operations(computer) == operations(colleague)
    asked = len(sandbox.state()["calls"])
    again = computer.run("import", "book.xlsx", "--yes", "--json")
    assert json.loads(again.stdout)["totals"] == {"already_sent": 2}
    calls = sandbox.state()["calls"][asked:]
    assert [call for call in calls if call["path"].startswith("/organizze/rest/v2/transactions")] == []
    assert "2 rows brought nothing new." in computer.run("journal", "merge", journal_of(colleague)).stdout


def test_a_colleagues_doubt_is_settled_here(computer: Computer, colleague: Computer, sandbox: Any) -> None:
    """A row whose answer a colleague lost blocks its sending here, and `reconcile` finds its record."""
    path = colleague.workbook([RENT])
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    assert colleague.run("import", path, "--yes").returncode == 3
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    assert computer.run("journal", "merge", journal_of(colleague)).returncode == 0
    assert computer.run("journal", "reconcile").returncode == 0
    assert [item.state for item in operations(computer)] == ["sent"]
    assert computer.run("journal", "undo", operations(computer)[0].batch, "--yes").returncode == 0
    assert marked(sandbox.state()) == []
    told = colleague.run("journal", "merge", journal_of(computer))
    assert "1 row went on there" in told.stdout
    assert [item.state for item in operations(colleague)] == ["undone"]


def test_a_row_that_both_sent_is_told_loudly(computer: Computer, colleague: Computer, sandbox: Any) -> None:
    """Said not to be there by mistake, and dated anew: the double is told, exit code 1; one is taken back."""
    path = colleague.workbook([RENT])
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    colleague.run("import", path, "--yes")
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    computer.run("journal", "merge", journal_of(colleague))
    [doubt] = operations(computer)
    hurry(computer)
    assert computer.run("journal", "resolve", doubt.id, "--not-sent").returncode == 0
    del computer.more["XL_ADDIN_DEADLINE"]
    shutil.copyfile(path, computer.folder / "book.xlsx")
    _redate(computer.folder / "book.xlsx", date(2026, 5, 2))  # where nobody looks for its mark
    assert computer.run("import", "book.xlsx", "--yes").returncode == 0
    assert colleague.run("journal", "reconcile").returncode == 0
    told = computer.run("journal", "merge", journal_of(colleague))
    assert told.returncode == 1
    assert "SENT TWICE" in told.stderr
    assert "contradict" in told.stderr
    assert [item.state for item in operations(computer)] == ["sent", "sent"]
    assert len(marked(sandbox.state())) == 2
    assert computer.run("journal", "undo", doubt.id, "--yes").returncode == 0
    [left] = marked(sandbox.state())
    assert computer.run("import", "book.xlsx", "--yes").returncode == 0
    assert [str(left["id"])] == [line["Id"] for line in lines(computer.folder / "book.xlsx")]


def test_a_wrong_file_is_refused(computer: Computer) -> None:
    """A workbook is no journal: exit code 2, and what to do."""
    path = computer.workbook([RENT])
    for wrong in (path, computer.folder / "nothing.db"):
        done = computer.run("journal", "merge", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert wrong.name in done.stderr


def test_purge_asks_forgets_and_tells(computer: Computer, sandbox: Any) -> None:
    """Undone rows lose their contents, sent ones keep them; without a yes nothing happens."""
    computer.run("import", computer.workbook([RENT, SALES]), "--yes")
    rent, sales = operations(computer)
    computer.run("journal", "undo", rent.id, "--yes")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert computer.run("journal", "purge", "--before", tomorrow).returncode == 2
    done = computer.run("journal", "purge", "--before", tomorrow, "--yes")
    assert (done.returncode, "rows (1)" in done.stdout) == (0, True)
    emptied, kept = operations(computer)
    assert (kept, emptied.typed, emptied.request) == (sales, {}, {})
    assert (emptied.state, emptied.remote_id) == ("undone", rent.remote_id)
    assert "Rent" not in journal_of(computer).read_bytes().decode("latin-1")
    assert computer.run("import", "book.xlsx", "--yes").returncode == 0
    assert len(marked(sandbox.state())) == 2


def test_purge_with_nothing_to_forget(computer: Computer) -> None:
    """An empty journal is no error, and nothing is asked; what is no date is wrong use."""
    assert computer.run("journal", "purge", "--before", "2026-13-01", "--yes").returncode == 2
    done = computer.run("journal", "purge", "--before", "2026-01-01")
    assert (done.returncode, "Nothing from before" in done.stderr) == (0, True)


def test_a_doubt_that_stays_is_told_with_what_to_do(computer: Computer, colleague: Computer) -> None:
    """A row that came here under way stays in doubt though it was not sent there: the command says why."""
    colleague.home.mkdir(parents=True, exist_ok=True)
    made = Batch(new_key(), "gone", "book.xlsx", "organizze", "127.0.0.1", "a@b.example", False, now())
    scope, place = Scope("organizze", "127.0.0.1", "a@b.example", "x"), Place("", "book.xlsx", "S", 7)
    row = Operation(new_key(), scope, new_key(), "c", "l", "", {}, {"amount": 1}, place, made.id)
    with Journal(f"sqlite:///{journal_of(colleague).as_posix()}") as journal:
        journal.plan(made, [row])
        journal.step(row.id, State.PLANNED, State.SENDING)
    assert computer.run("journal", "merge", journal_of(colleague)).returncode == 3
    with Journal(f"sqlite:///{journal_of(colleague).as_posix()}") as journal:
        journal.step(row.id, State.SENDING, State.REJECTED)
    done = computer.run("journal", "merge", journal_of(colleague))
    assert done.returncode == 3
    assert "Row 7 of book.xlsx is in doubt here (in_doubt here before, rejected there)" in done.stderr
    assert f"xl-addin journal resolve {row.id} --not-sent" in done.stderr
    hurry(computer)
    assert computer.run("journal", "resolve", row.id, "--not-sent").returncode == 0
    assert [operation.state for operation in operations(computer)] == [State.NOT_SENT]
