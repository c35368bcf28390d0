"""What was written down is found again, as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from rows import SCOPE, batch, lead, operation, plan

from xl_addin.errors import JournalError
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Facts, Place
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

THERE_OR_COMING = {State.PLANNED, State.SENDING, State.SENT, State.IN_DOUBT, State.UNDOING}


def test_row_is_read_back_as_it_was_planned(journal: Journal, run: str) -> None:
    """Everything known about a row when it was planned is there when its fate is asked for."""
    made = batch(run)
    row = operation(
        made,
        "k2345678",
        ref="NF-1",
        typed={"description": "=1+1 'quoted' \U0001f4b8", "amount": "-0.01"},
        request={"body": {"amount_cents": -1, "tags": [{"name": "a"}], "paid": True, "notes": None}},
        place=Place("", "C:\\Ana\\cash.xlsx", "Çash", 1_048_576),
    )
    journal.plan(made, [row])
    found = journal.get(row.id)
    moments = {"planned_at": found.planned_at, "changed_at": found.changed_at}
    assert found == replace(row, **moments)
    assert journal.batches() == [made]


def test_moments_are_utc(journal: Journal, run: str) -> None:
    """A time in the journal means the same moment wherever it is looked at."""
    (row,) = plan(journal, run, ["k2345678"])
    la_paz = datetime(2026, 11, 20, 21, 30, tzinfo=timezone(timedelta(hours=-4)))
    journal.step(row.id, State.PLANNED, State.SENDING)
    journal.step(row.id, State.SENDING, State.SENT, Facts(sent_at=la_paz))
    found = journal.get(row.id)
    assert found.sent_at == la_paz
    moments = [
        found.sent_at,
        found.planned_at,
        found.changed_at,
        *(step.at for step in journal.history(row.id)),
    ]
    assert {moment.tzinfo for moment in moments if moment} == {UTC}
    assert found.changed_at == journal.history(row.id)[-1].at


def test_unknown_facts_leave_what_is_known(journal: Journal, run: str) -> None:
    """An undo that fails does not forget under which number the service has the row."""
    (row,) = plan(journal, run, ["k2345678"])
    sent = datetime(2026, 11, 20, tzinfo=UTC)
    known = Facts(
        "stored", "3109871406", "12", "https://app.example.com/1", {"authorization": "123"}, sent_at=sent
    )
    lead(journal, row, State.SENDING)
    journal.step(row.id, State.SENDING, State.SENT, known)
    journal.step(row.id, State.SENT, State.UNDOING)
    journal.step(row.id, State.UNDOING, State.SENT, Facts(message=""))
    found = journal.get(row.id)
    assert (found.remote_id, found.number, found.link) == ("3109871406", "12", "https://app.example.com/1")
    assert found.more == {"authorization": "123"}
    assert found.sent_at == sent
    assert found.message == ""


def test_history_keeps_answers_and_notes(journal: Journal, run: str) -> None:
    """Each attempt and each answer stays readable, in order, after the row has moved on."""
    (row,) = plan(journal, run, ["k2345678"])
    journal.step(row.id, State.PLANNED, State.SENDING)
    journal.note(row.id, State.SENDING, Facts(message="asked to wait 2 s", status=429))
    refusal = Facts(message="Valor inválido", status=422, answer='{"errors": {"amount": ["é inválido"]}}')
    journal.step(row.id, State.SENDING, State.REJECTED, refusal)
    told = [(step.before, step.after, step.facts) for step in journal.history(row.id)]
    assert told == [
        (State.PLANNED, State.SENDING, Facts(message="")),
        (State.SENDING, State.SENDING, Facts(message="asked to wait 2 s", status=429)),
        (State.SENDING, State.REJECTED, refusal),
    ]


def test_keys_of_a_large_workbook_are_all_found(journal: Journal, run: str) -> None:
    """A workbook with more rows than fit one question to SQLite is recognised row by row."""
    keys = [new_key() for _ in range(1_203)]
    plan(journal, run, keys)
    asked = [*keys, keys[0], "", "unknown2"]
    assert sorted(item.key for item in journal.with_keys(asked)) == sorted(set(keys))


def test_operations_are_refreshed_with_all_that_changed(journal: Journal, run: str) -> None:
    """What is written beside rows is what the journal holds of them, as if each were read anew."""
    rows = plan(journal, run, [new_key() for _ in range(1_200)])
    facts = Facts("stored otherwise", "31", "7", "https://x/31", {"total": "1.00"}, datetime.now(UTC))
    for row in rows[::2]:
        journal.step_soon(row.id, State.PLANNED, State.SENDING)
        journal.step_soon(row.id, State.SENDING, State.SENT, facts)
    journal.flush()
    anew = {item.id: replace(item, planned_at=None) for item in journal.of_batch(rows[0].batch)}
    assert journal.refreshed(rows) == anew


def test_unknown_operations_are_not_refreshed(journal: Journal, run: str) -> None:
    """What this journal has never held is left as it is."""
    known, unknown = plan(journal, run, ["k2345678"])[0], operation(batch(run), "k2345679")
    assert journal.refreshed([known, unknown]).keys() == {known.id}


def test_look_alikes_are_what_may_be_there(journal: Journal, run: str) -> None:
    """A row looks like something sent if the service has that, may have it or will, in the same books."""
    made = batch(run)
    rows = {state: operation(made, new_key(), look="same") for state in State}
    by_ref = operation(made, new_key(), look="other", ref="NF-1")
    other = operation(made, new_key(), replace(SCOPE, host="127.0.0.1"), look="same", ref="NF-1")
    journal.plan(made, [*rows.values(), by_ref, other])
    for state, row in rows.items():
        lead(journal, row, state)
    lead(journal, by_ref, State.SENT)
    lead(journal, other, State.SENT)
    expected = {rows[state].id for state in THERE_OR_COMING}
    assert {item.id for item in journal.alike(SCOPE, ["same", "never"], [])} == expected
    assert {item.id for item in journal.alike(SCOPE, ["same"], ["NF-1"])} == expected | {by_ref.id}


def test_blank_ref_is_no_likeness(journal: Journal, run: str) -> None:
    """Two rows without a Ref have nothing in common."""
    (row,) = plan(journal, run, ["k2345678"], ref="")
    lead(journal, row, State.SENT)
    assert journal.alike(SCOPE, [""], [""]) == []


def test_lists_by_workbook_state_and_batch(journal: Journal, run: str) -> None:
    """A workbook's rows in doubt are found by its own identity, and a batch's rows in planned order."""
    here, there = Place("here", "a.xlsx", "S", 2), Place("there", "b.xlsx", "S", 2)
    first = plan(journal, run, ["k2222222", "k3333333"], place=here)
    second = plan(journal, run, ["k4444444"], place=there)
    for row in (*first, *second):
        lead(journal, row, State.IN_DOUBT)
    assert journal.step(first[0].id, State.IN_DOUBT, State.SENT)
    ids = [row.id for row in first]
    assert [item.id for item in journal.of_workbook("here", [State.IN_DOUBT])] == ids[1:]
    assert [item.id for item in journal.of_batch(first[0].batch)] == ids
    assert [item.id for item in journal.in_states(State.IN_DOUBT)] == [ids[1], second[0].id]
    assert [item.id for item in journal.all()] == [*ids, second[0].id]


def test_newest_batch_is_listed_first(journal: Journal, run: str) -> None:
    """The import just made stands on top."""
    old = batch(run, started_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = batch(run, started_at=datetime(2026, 11, 20, tzinfo=UTC), production=True)
    for made in (new, old):
        journal.plan(made, [])
    assert journal.batches() == [new, old]


def test_unknown_operation_says_where_to_look(journal: Journal) -> None:
    """A mistyped id is answered with the command that lists the right ones."""
    with pytest.raises(JournalError, match=r"no operation nowhere2\. .*journal list"):
        journal.get("nowhere2")


def test_answers_not_waited_for_are_there_after_closing(url: str) -> None:
    """What the service answered is kept even when the program ends right after the last answer."""
    with Journal(url) as journal, journal.runs.begin() as run:
        rows = plan(journal, run, [new_key() for _ in range(200)])
        for row in rows:
            journal.step_soon(row.id, State.PLANNED, State.SENDING)
            journal.step_soon(row.id, State.SENDING, State.SENT, Facts(remote_id=row.key))
    with Journal(url) as journal:
        assert [(item.state, item.remote_id) for item in journal.all()] == [
            (State.SENT, row.key) for row in rows
        ]
