"""A row goes its way by allowed steps only."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from rows import ALLOWED, FREE, SCOPE, batch, lead, operation, plan

from xl_addin.journal.operation import Facts
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

FORBIDDEN = [(before, after) for before, after in product(State, State) if after not in ALLOWED[before]]


@pytest.mark.parametrize(("before", "after"), FORBIDDEN, ids=str)
def test_forbidden_step_is_refused(journal: Journal, run: str, before: State, after: State) -> None:
    """No mistake of the program takes a row from sent back to planned, or from rejected to sent."""
    (row,) = plan(journal, run, ["k2345678"])
    lead(journal, row, before)
    with pytest.raises(ValueError, match="never steps"):
        journal.step(row.id, before, after)
    assert journal.get(row.id).state is before


@pytest.mark.parametrize("state", State)
def test_live_row_is_not_planned_again(journal: Journal, run: str, state: State) -> None:
    """A row may be sent anew only when it is certain that the service has nothing of it."""
    (row,) = plan(journal, run, ["k2345678"])
    lead(journal, row, state)
    if state in FREE:
        (again,) = plan(journal, run, ["k2345678"])
        assert [item.id for item in journal.with_keys(["k2345678"])] == [row.id, again.id]
    else:
        with pytest.raises(Taken, match="another import"):
            plan(journal, run, ["k2345678"])


def test_plan_is_all_or_nothing(journal: Journal, run: str) -> None:
    """One row that another import has keeps the whole workbook's plan out of the journal."""
    (row,) = plan(journal, run, ["taken222"])
    with pytest.raises(Taken):
        plan(journal, run, ["fresh222", "taken222", "fresh333"])
    assert journal.all() == [journal.get(row.id)]
    assert len(journal.batches()) == 1


def test_step_from_another_state_changes_nothing(journal: Journal, run: str) -> None:
    """Who believes a row is still planned, when it was sent meanwhile, does not send it."""
    (row,) = plan(journal, run, ["k2345678"])
    lead(journal, row, State.SENT)
    was, history = journal.get(row.id), journal.history(row.id)
    assert journal.step(row.id, State.PLANNED, State.SENDING, Facts(message="late", remote_id="7")) is False
    assert (journal.get(row.id), journal.history(row.id)) == (was, history)


def test_step_of_unknown_operation_is_false(journal: Journal) -> None:
    """Nothing is sent for an operation the journal does not have."""
    assert journal.step("nowhere2", State.PLANNED, State.SENDING) is False
    assert journal.history("nowhere2") == []


def test_same_key_elsewhere_is_another_row(journal: Journal, run: str) -> None:
    """A rehearsal on the test host, or another company, does not block sending the row here."""
    elsewhere = [
        replace(SCOPE, host="127.0.0.1:8443"),
        replace(SCOPE, company="other@example.com"),
        replace(SCOPE, template="organizze_transfers"),
        replace(SCOPE, system="izi"),
    ]
    made = batch(run)
    journal.plan(made, [operation(made, "k2345678", scope) for scope in (SCOPE, *elsewhere)])
    assert {item.scope for item in journal.with_keys(["k2345678"])} == {SCOPE, *elsewhere}
