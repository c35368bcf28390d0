"""Records that both journals have: of one row they are one, of two rows one is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rows import plan

from xl_addin.journal.contents import read
from xl_addin.journal.merge import Merged, merge
from xl_addin.journal.operation import Facts, Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

KEY, OTHER_KEY = "k2345678", "m2345678"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Journal]:
    """The colleague's journal."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague' / 'journal.db').as_posix()}") as opened:
        yield opened


def sent(journal: Journal, key: str, record: str) -> Operation:
    """A row that was sent as a record."""
    (row,) = plan(journal, "gone", [key])
    journal.step(row.id, State.PLANNED, State.SENDING)
    journal.step(row.id, State.SENDING, State.SENT, Facts(remote_id=record))
    return journal.get(row.id)


def clashes(report: Merged) -> tuple[int, int, int]:
    """How many are told of each kind."""
    return len(report.twice), len(report.one_record), len(report.shared)


@pytest.mark.parametrize(
    ("key", "record", "told"),
    [(KEY, "4712", (1, 0, 0)), (KEY, "4711", (0, 1, 0)), (OTHER_KEY, "4711", (0, 0, 1))],
    ids=["sent twice", "one record", "two rows"],
)
def test_a_record_tells_what_is_what(
    journal: Journal, there: Journal, key: str, record: str, told: tuple[int, int, int]
) -> None:
    """A row that was sent once is not called sent twice; two rows with one record are told."""
    sent(journal, KEY, "4711")
    sent(there, key, record)
    assert clashes(merge(journal, [read(there.path)])) == told
    assert len(journal.all()) == 2
    assert clashes(merge(journal, [read(there.path)])) == (0, 0, 0), "once is enough"
