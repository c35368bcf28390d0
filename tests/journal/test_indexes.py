"""However long the journal grows: what every row asks of it is looked up, never read through."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from rows import SCOPE, batch, lead, operation, plan
from sqlalchemy import Engine, event

from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

Asked = list[tuple[str, Any]]


@pytest.fixture
def asked() -> Iterator[Asked]:
    """What a journal asks of SQLite meanwhile, or has it change."""
    questions: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            questions.append((statement, given))

    event.listen(Engine, "before_cursor_execute", note)
    yield questions
    event.remove(Engine, "before_cursor_execute", note)


def answer(journal: Journal, row: Operation) -> None:
    """Writes down that a planned row was sent."""
    assert journal.step(row.id, State.PLANNED, State.SENDING)
    journal.answer_soon(row, Facts(remote_id="4711"), lambda _other: Facts()).result()


def plan_more(journal: Journal, _row: Operation) -> None:
    """Plans another row, which is compared with what other runs planned since the first one."""
    made = batch("another")
    journal.plan(made, [operation(made, new_key(), look="never", ref="never")], before=0)


LOOK_UPS: dict[str, Callable[[Journal, Operation], object]] = {
    "by key": lambda journal, row: journal.with_keys([row.key]),
    "by look": lambda journal, _row: journal.alike(SCOPE, ["look"], []),
    "by Ref": lambda journal, _row: journal.alike(SCOPE, [], ["NF-1"]),
    "by the service's id": lambda journal, row: journal.with_record(row, "4711"),
    "in doubt": lambda journal, _row: journal.in_states(State.IN_DOUBT, State.UNDOING),
    "in doubt in a workbook": lambda journal, _row: journal.of_workbook("guid", [State.IN_DOUBT]),
    "an answer": answer,
    "a plan": plan_more,
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_no_look_up_reads_the_whole_journal(journal: Journal, run: str, asked: Asked, look_up: str) -> None:
    """A row of the fifty-thousandth costs what one of the first did."""
    (row,) = plan(journal, run, ["k2345678"])
    asked.clear()
    LOOK_UPS[look_up](journal, row)
    assert asked
    with closing(sqlite3.connect(journal.path)) as raw:
        steps = [
            step for text, given in asked for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {text}", given)
        ]
    assert any("SEARCH operations USING INDEX" in step for step in steps)
    assert not [step for step in steps if step.startswith(("SCAN operations", "SCAN others"))]


def test_one_record_is_one_rows(journal: Journal, run: str) -> None:
    """Of two rows that are answered with one id the second is in doubt; one taken back is none."""
    first, second, third = plan(journal, run, ["k2222222", "k3333333", "k4444444"])
    for row in (first, second, third):
        assert journal.step(row.id, State.PLANNED, State.SENDING)

    def doubt(other: Operation) -> Facts:
        return Facts(message=f"as {other.key}")

    def answered(row: Operation) -> Operation | None:
        return journal.answer_soon(row, Facts(remote_id="4711"), doubt).result()

    assert answered(first) is None
    other = answered(second)
    assert other is not None
    found = journal.get(second.id)
    assert (other.id, found.state, found.remote_id) == (first.id, State.IN_DOUBT, "")
    assert found.message == "as k2222222"
    assert journal.step(first.id, State.SENT, State.UNDOING)
    assert journal.step(first.id, State.UNDOING, State.UNDONE)
    assert answered(third) is None
    assert journal.get(third.id).state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.UNDOING])
def test_a_row_without_an_id_has_nothing_in_common(journal: Journal, run: str, state: State) -> None:
    """A service that tells no id makes no doubts of it."""
    first, second = plan(journal, run, ["k2222222", "k3333333"])
    lead(journal, first, state)
    assert journal.step(second.id, State.PLANNED, State.SENDING)
    assert journal.answer_soon(second, Facts(remote_id=""), lambda _other: Facts()).result() is None
    assert journal.get(second.id).state is State.SENT
