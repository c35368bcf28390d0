"""Whatever another program does to the journal, cells know of it at the next calculation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from bookkeeper import Bookkeeper
from rows import lead, plan

from xl_addin.functions.reads.journal import JournalReads
from xl_addin.journal.keys import new_key
from xl_addin.journal.purge import purge
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal


@pytest.fixture
def reads(bookkeeper: Bookkeeper) -> Iterator[JournalReads]:
    """What cells read; one row was refused and has a Ref, one was sent."""
    url = bookkeeper.settings().journal_url
    with Journal(url) as journal:
        refused, sent = plan(journal, "dead", [new_key(), new_key()], ref="p-9")
        lead(journal, refused, State.REJECTED)
        lead(journal, sent, State.SENT)
    reads = JournalReads(url, work=lambda: 0.0)
    assert [item.state for item in reads.called("P-9")] == [State.REJECTED, State.SENT]
    yield reads
    reads.close()


def emptied(url: str) -> None:
    """Purges everything, as another program does."""
    with Journal(url) as journal:
        assert purge(journal, datetime.now(UTC) + timedelta(days=1)).contents == 1


def test_a_purge_is_seen(reads: JournalReads, bookkeeper: Bookkeeper) -> None:
    """A purge adds nothing to the journal; cells show no Ref that it took out."""
    emptied(bookkeeper.settings().journal_url)
    assert [item.state for item in reads.called("P-9")] == [State.SENT]


def test_a_purge_is_seen_by_a_file_opened_again(reads: JournalReads, bookkeeper: Bookkeeper) -> None:
    """Excel was idle, and the file closed meanwhile: what was read before counts only if nobody wrote."""
    reads.close()
    emptied(bookkeeper.settings().journal_url)
    assert [item.state for item in reads.called("P-9")] == [State.SENT]


def test_a_file_that_nobody_touched_is_not_read_again(reads: JournalReads) -> None:
    """After a pause the first cell reads nothing anew."""
    before = reads.called("P-9")
    for _ in range(2):
        reads.close()
        assert reads.called("P-9") is before
