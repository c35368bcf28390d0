"""After an undo the workbook is imported again, on purpose: its rows are sent as new, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from doubts import Doubts
from nodding import Nodding
from undos import undo, wait_for_quiet

from xl_addin.build.template import write_template
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.schema import SHEETS

ROWS = [
    {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00"), "ref": "NF-1"},
    {"date": date(2026, 11, 3), "description": "Sales", "amount": Decimal("812.35")},
]


def imported(doubts: Doubts, path: Path) -> Outcome:
    """What `xl-addin import` does; look-alikes are refused."""
    options = Options(look_alikes=LookAlikes.REFUSE, deadline=30.0)
    return Run(doubts.journal, doubts.targets, Nodding(), options).run([path])


def statuses(outcome: Outcome) -> list[str]:
    """The rows' statuses, in sheet order."""
    return [str(entry.status) for book in outcome.books for entry in book.entries]


def workbook(folder: Path, rows: Sequence[Any] = ROWS) -> Path:
    """A filled template."""
    write_template(SHEETS["organizze_transactions"], folder / "book.xlsx", rows=rows)
    return folder / "book.xlsx"


def live(doubts: Doubts) -> list[Operation]:
    """What the journal says is there."""
    return doubts.journal.in_states(State.SENT)


def test_undone_rows_are_sent_again_once(doubts: Doubts, sandbox: Any, tmp_path: Path) -> None:
    """Their earlier records are no look-alikes any more, their keys stay, and a third import does nothing."""
    path = workbook(tmp_path)
    assert statuses(imported(doubts, path)) == ["sent", "sent"]
    first = live(doubts)
    assert {item.state for item in undo(doubts, *first)} == {State.UNDONE}
    assert statuses(imported(doubts, path)) == ["sent", "sent"]
    second = live(doubts)
    assert [item.key for item in second] == [item.key for item in first]
    assert not {item.remote_id for item in second} & {item.remote_id for item in first}
    assert statuses(imported(doubts, path)) == ["already_sent", "already_sent"]
    transactions = sandbox.state()["organizze"]["transactions"]
    assert sum("[xl:" in (item["notes"] or "") for item in transactions) == 2


def test_what_was_not_undone_is_not_sent_again(doubts: Doubts, sandbox: Any, tmp_path: Path) -> None:
    """Of two rows one was taken back: only that one is sent."""
    path = workbook(tmp_path)
    imported(doubts, path)
    undo(doubts, live(doubts)[0])
    assert statuses(imported(doubts, path)) == ["sent", "already_sent"]


def test_a_half_undone_row_is_not_sent(doubts: Doubts, tmp_path: Path) -> None:
    """While nobody knows whether it is gone the row is in doubt; settled, it is sent again."""
    path = workbook(tmp_path, ROWS[:1])
    imported(doubts, path)
    [row] = live(doubts)
    doubts.journal.step(row.id, State.SENT, State.UNDOING)
    assert statuses(imported(doubts, path)) == ["in_doubt"]
    doubts.target().undoer().take_back(row.remote_id, row.request)
    wait_for_quiet()
    assert undo(doubts, doubts.journal.get(row.id)) == []
    assert doubts.state(row) is State.UNDONE
    assert statuses(imported(doubts, path)) == ["sent"]
