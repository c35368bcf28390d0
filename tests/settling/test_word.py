"""A person's word is asked back where it cannot be so, and taken where they insist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from doubts import Doubts, marked

from xl_addin.errors import JournalError
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.word import check_record, meant, shown, until_certain

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("given", ["", "yes", "47 11", "trf-1"])
def test_a_text_is_no_id(doubts: Doubts, given: str) -> None:
    """What no id of the service looks like is not taken for one, however one insists."""
    doubt = doubts.doubtful(arrived=True)
    with pytest.raises(JournalError, match="no id"):
        check_record(doubts.journal, doubt, given, doubts.targets_of, insists=True)


def test_the_service_is_asked_for_the_id(doubts: Doubts, sandbox: Any) -> None:
    """An id that the service does not have is asked back, one that it has is taken."""
    doubt = doubts.doubtful(arrived=True)
    with pytest.raises(JournalError, match="no record 4711") as refused:
        check_record(doubts.journal, doubt, "4711", doubts.targets_of, insists=False)
    assert "--anyway" in refused.value.hint
    check_record(doubts.journal, doubt, "4711", doubts.targets_of, insists=True)
    [record] = marked(sandbox.state(), doubt)
    check_record(doubts.journal, doubt, str(record["id"]), doubts.targets_of, insists=False)


def test_another_rows_id_is_asked_back(doubts: Doubts) -> None:
    """Two rows with one record: one of them would be lost, and nobody would notice."""
    doubt, there = doubts.doubtful(arrived=False), doubts.sent(description="Water")
    with pytest.raises(JournalError, match=there.id):
        check_record(doubts.journal, doubt, there.remote_id, doubts.targets_of, insists=False)
    check_record(doubts.journal, doubt, there.remote_id, doubts.targets_of, insists=True)


def test_an_absence_is_not_believed_too_early(doubts: Doubts) -> None:
    """Whoever looked while the request was on its way saw nothing, and the row would be sent twice."""
    doubt = doubts.doubtful(arrived=False)
    assert 0 < until_certain(doubts.journal, doubt, HOUR) <= HOUR.total_seconds()
    assert until_certain(doubts.journal, doubt, timedelta()) == 0


def elsewhere(doubts: Doubts, here: Operation) -> Operation:
    """The same row, planned for another host."""
    [batch] = [item for item in doubts.journal.batches() if item.id == here.batch]
    scope = replace(here.scope, host="other.example")
    there = replace(here, id=new_key(), batch=new_key(), scope=scope, state=State.PLANNED)
    doubts.journal.plan(replace(batch, id=there.batch), [there])
    return there


def test_a_key_at_two_hosts_is_asked_back(doubts: Doubts) -> None:
    """A key that is in doubt at two hosts names neither; both are shown with their own ids."""
    here = doubts.doubtful(arrived=False)
    there = elsewhere(doubts, here)
    assert meant(doubts.journal, here.key).id == here.id, "of the two, one is in doubt"
    for before, after in ((State.PLANNED, State.SENDING), (State.SENDING, State.IN_DOUBT)):
        assert doubts.journal.step(there.id, before, after)
    with pytest.raises(JournalError) as several:
        meant(doubts.journal, here.key)
    for told in (here.id, there.id, here.scope.host, "other.example", "book.xlsx 2"):
        assert told in str(several.value)
    assert meant(doubts.journal, there.id).id == there.id


@pytest.mark.parametrize("name", [meant, shown])
def test_a_key_means_the_try_that_is_there(doubts: Doubts, name: Callable[[Journal, str], Operation]) -> None:
    """Sent here and then refused elsewhere, a row's Key means what was sent, not the last try."""
    here = doubts.sent() if name is shown else doubts.doubtful(arrived=False)
    there = elsewhere(doubts, here)
    for before, after in ((State.PLANNED, State.SENDING), (State.SENDING, State.REJECTED)):
        assert doubts.journal.step(there.id, before, after)
    assert name(doubts.journal, here.key).id == here.id
    assert name(doubts.journal, there.id).id == there.id


def test_a_row_at_two_hosts_is_asked_back(doubts: Doubts) -> None:
    """A Key that was sent to two hosts is neither shown nor taken back before the person says which."""
    here = doubts.sent()
    there = elsewhere(doubts, here)
    with pytest.raises(JournalError, match=f"{here.id}.*{there.id}"):
        shown(doubts.journal, here.key)
