"""Forgetting what is not needed: nothing that keeps a row from being sent twice, and no half measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rows import SCOPE, lead, plan

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.journal.operation import Facts
from xl_addin.journal.purge import Purged, count, purge
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

KEY = "k2345678"
SECRET = "Dra. Ximena Quispe"
"""What a file must not hold any more."""
GONE = [State.REJECTED, State.NOT_SENT, State.UNDONE]
KEPT = [State.PLANNED, State.SENDING, State.IN_DOUBT, State.UNDOING]
ANSWER = Facts(message=f"refused: {SECRET}", status=422, answer=f'{{"name": "{SECRET}"}}')


def tomorrow() -> datetime:
    """After everything that was done in a test."""
    return datetime.now(UTC) + timedelta(days=1)


def holds(journal: Journal, text: str) -> bool:
    """Whether a text stands anywhere in the journal's files."""
    files = [file for file in journal.path.parent.iterdir() if file.is_file()]
    return any(text.encode() in file.read_bytes() for file in files)


@pytest.mark.parametrize("state", GONE)
def test_what_is_not_there_is_emptied(journal: Journal, run: str, state: State) -> None:
    """Of a row that the service does not have, what it was is gone from the file; that it was stays."""
    typed, request = {"buyer_name": SECRET, "ref": SECRET}, {"to": SECRET}
    (row,) = plan(journal, run, [KEY], typed=typed, request=request, ref=SECRET)
    lead(journal, row, state)
    journal.note(row.id, state, ANSWER)
    before, states = journal.get(row.id), [step.after for step in journal.history(row.id)]
    assert holds(journal, SECRET)
    assert purge(journal, tomorrow()) == Purged(1, 1)
    journal.close()
    assert not holds(journal, SECRET)
    with Journal(f"sqlite:///{journal.path.as_posix()}") as opened:
        after = opened.get(KEY)
        assert after == replace(before, typed={}, request={}, ref="", message=after.message)
        assert [step.after for step in opened.history(row.id)] == states
        assert count(opened, tomorrow()) == Purged(0, 0)


def test_what_was_sent_stays_whole(journal: Journal, run: str) -> None:
    """A sent row is recognised as before, found as a look-alike and taken back; only old answers go."""
    (row,) = plan(journal, run, [KEY], ref="NF-1")
    lead(journal, row, State.SENDING)
    journal.note(row.id, State.SENDING, ANSWER)
    journal.step(row.id, State.SENDING, State.SENT, Facts(remote_id="4711", more={"total": "1.00"}))
    before = journal.get(row.id)
    assert purge(journal, tomorrow()) == Purged(0, 1)
    assert journal.get(row.id) == before
    assert journal.alike(SCOPE, [], ["NF-1"]) == [before]
    assert [step.facts.answer for step in journal.history(row.id)] == ["", "", ""]


@pytest.mark.parametrize("state", KEPT)
def test_what_is_not_settled_stays_whole(journal: Journal, run: str, state: State) -> None:
    """However old a doubt is, everything that may help to settle it is kept."""
    (row,) = plan(journal, run, [KEY])
    lead(journal, row, state)
    journal.note(row.id, state, ANSWER)
    before = journal.get(row.id), journal.history(row.id)
    assert purge(journal, tomorrow()) == Purged(0, 0)
    assert (journal.get(row.id), journal.history(row.id)) == before


def test_only_what_was_settled_before_the_day(journal: Journal, run: str) -> None:
    """The last weeks stay readable."""
    old, new = plan(journal, run, [KEY, "k3456789"])
    lead(journal, old, State.NOT_SENT)
    between = datetime.now(UTC)
    lead(journal, new, State.NOT_SENT)
    assert purge(journal, between) == Purged(1, 0)
    assert (journal.get(old.id).typed, bool(journal.get(new.id).typed)) == ({}, True)


def test_what_was_purged_does_not_come_back(journal: Journal, run: str, tmp_path: object) -> None:
    """A colleague's journal that still has it does not bring the contents back."""
    (row,) = plan(journal, run, [KEY])
    lead(journal, row, State.REJECTED)
    with Journal(f"sqlite:///{tmp_path}/other.db") as other:
        merge(other, [read(journal.path)])
        purge(journal, tomorrow())
        emptied = journal.get(row.id)
        merge(journal, [read(other.path)])
        assert journal.get(row.id) == emptied
