"""What was purged comes back from a colleague, or goes to one: its end stands, a doubt has its request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rows import plan

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.purge import purge
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

KEY = "k2345678"
ENDS = {
    "not sent": (State.NOT_SENT,),
    "taken back": (State.SENT, State.UNDOING, State.UNDONE),
}


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Journal]:
    """The colleague's journal."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague' / 'journal.db').as_posix()}") as opened:
        yield opened


def both(journal: Journal, there: Journal) -> Operation:
    """A row in doubt that both know, with all that was to be sent."""
    (row,) = plan(journal, "gone", [KEY], ref="NF-1")
    assert journal.step(row.id, State.PLANNED, State.SENDING)
    assert journal.step(row.id, State.SENDING, State.IN_DOUBT)
    merge(there, [read(journal.path)])
    assert there.get(row.id) == journal.get(row.id)
    return journal.get(row.id)


def end(journal: Journal, row: Operation, *states: State) -> None:
    """Settles a row in doubt."""
    before = State.IN_DOUBT
    for after in states:
        assert journal.step(row.id, before, after)
        before = after


def empty(journal: Journal) -> None:
    """Purges all that is settled."""
    assert purge(journal, datetime.now(UTC) + timedelta(days=1)).contents == 1


def content(operation: Operation) -> tuple[object, ...]:
    """What a purge takes out."""
    return operation.request, operation.typed, operation.ref


@pytest.mark.parametrize("how", ENDS)
def test_a_purged_end_comes(journal: Journal, there: Journal, how: str) -> None:
    """How it ended there counts here, and what stood here of the row is not emptied by it."""
    row = both(journal, there)
    end(there, row, *ENDS[how])
    empty(there)
    merge(journal, [read(there.path)])
    found = journal.get(row.id)
    assert found.state is ENDS[how][-1]
    assert content(found) == content(row)
    plan(journal, "mine", [KEY])


@pytest.mark.parametrize("how", ENDS)
def test_a_purged_end_here_stays(journal: Journal, there: Journal, how: str) -> None:
    """A colleague who still is in doubt does not bring back what ended here, nor its contents."""
    row = both(journal, there)
    end(journal, row, *ENDS[how])
    empty(journal)
    before = journal.get(row.id)
    merge(journal, [read(there.path)])
    assert journal.get(row.id) == before
    assert content(before) == ({}, {}, "")


def test_what_was_sent_after_all_has_its_request_again(journal: Journal, there: Journal) -> None:
    """Purged here as not sent, found there: it is sent, and can be compared, listed and taken back."""
    row = both(journal, there)
    end(journal, row, State.NOT_SENT)
    empty(journal)
    end(there, row, State.SENT)
    report = merge(journal, [read(there.path)])
    found = journal.get(row.id)
    assert (found.state, content(found)) == (State.SENT, content(row))
    assert [clash.kept for clash in report.contradictions] == [State.SENT]
    with pytest.raises(Taken):
        plan(journal, "mine", [KEY])


def test_a_doubt_that_comes_back_can_be_asked_about(journal: Journal, there: Journal) -> None:
    """Purged here, and in doubt again by what the colleague learnt: the service is asked with its request."""
    row = both(journal, there)
    end(journal, row, State.NOT_SENT)
    empty(journal)
    there.note(row.id, State.IN_DOUBT, Facts(message="asked again, and no answer"))
    merge(journal, [read(there.path)])
    found = journal.get(row.id)
    assert (found.state, content(found)) == (State.IN_DOUBT, content(row))


def test_both_purged_stays_empty(journal: Journal, there: Journal) -> None:
    """Two who purged the same row have its end and nothing else of it."""
    row = both(journal, there)
    for each in (journal, there):
        end(each, row, State.NOT_SENT)
        empty(each)
    merge(journal, [read(there.path)])
    found = journal.get(row.id)
    assert (found.state, content(found)) == (State.NOT_SENT, ({}, {}, ""))
