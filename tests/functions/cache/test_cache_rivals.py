"""Another program that has the file of answers to itself keeps no cell waiting, and nothing is lost by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from asking import START, Clock, OpenCache, Service, question

from xl_addin.functions.cache.snapshot import FILE_NAME, MOST_LATE, REST, Snapshot

ONE = msgspec.msgpack.encode(1)


@contextmanager
def written_by_another(home: Path) -> Iterator[None]:
    """Another program writes, and does not end."""
    with closing(sqlite3.connect(home / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def kept(snapshot: Snapshot, what: str) -> bool:
    """Whether the file has an answer."""
    return snapshot.get(question(what)) is not None


def put(snapshot: Snapshot, what: str) -> None:
    """An answer came."""
    snapshot.put([(question(what), ONE)], START, START)


def test_a_busy_file_is_read_and_written_later(tmp_path: Path) -> None:
    """What came while another program wrote is kept after a rest, and what was kept is read meanwhile."""
    clock = Clock()
    with closing(Snapshot(tmp_path, START, clock=clock)) as snapshot:
        put(snapshot, "before")
        with written_by_another(tmp_path):
            put(snapshot, "during")
            assert kept(snapshot, "before")
        put(snapshot, "soon after")
        assert not kept(snapshot, "during")
        clock.now += REST
        put(snapshot, "later")
        assert [kept(snapshot, what) for what in ("during", "soon after", "later")] == [True] * 3
        assert snapshot.broken == ""


def test_the_end_of_the_program_writes_what_is_late(tmp_path: Path) -> None:
    """Excel closed within the rest has lost nothing."""
    snapshot = Snapshot(tmp_path, START, clock=Clock())
    with written_by_another(tmp_path):
        put(snapshot, "late")
    snapshot.close()
    with closing(Snapshot(tmp_path, START)) as after:
        assert kept(after, "late")


def test_not_everything_can_be_late(tmp_path: Path) -> None:
    """A file that is busy for a day does not fill the memory: the answers that came first are left out."""
    snapshot = Snapshot(tmp_path, START, clock=Clock())
    with written_by_another(tmp_path):
        for number in range(MOST_LATE + 1):
            put(snapshot, f"{number}")
    snapshot.close()
    with closing(Snapshot(tmp_path, START)) as after:
        assert [kept(after, "0"), kept(after, "1"), kept(after, f"{MOST_LATE}")] == [False, True, True]


def test_a_file_that_is_busy_at_the_start_is_read(tmp_path: Path) -> None:
    """A workbook opened while another Excel writes shows its last answers."""
    with closing(Snapshot(tmp_path, START)) as before:
        put(before, "before")
    with written_by_another(tmp_path), closing(Snapshot(tmp_path, START)) as snapshot:
        assert (snapshot.broken, kept(snapshot, "before")) == ("", True)


def test_a_file_that_cannot_be_opened_now_is_opened_later(tmp_path: Path) -> None:
    """Where another program has even the making of the file to itself, it is tried again."""
    clock = Clock()
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        snapshot = Snapshot(tmp_path, START, clock=clock)
        assert "locked" in snapshot.broken
        other.execute("ROLLBACK")
    put(snapshot, "during")
    assert not kept(snapshot, "during")
    clock.now += REST
    put(snapshot, "later")
    assert (snapshot.broken, kept(snapshot, "during"), kept(snapshot, "later")) == ("", True, True)
    snapshot.close()


@pytest.mark.parametrize(
    "damage",
    [
        "at = 'abc'",
        "at = 9e999",
        "at = at + 1",
        "data = 'abc'",
        "data = 7",
        "data = x''",
        "data = x'02'",
        "checksum = 'abc'",
        "key = 'bank accounts'",
    ],
)
def test_a_damaged_row_is_asked_again(
    tmp_path: Path, open_cache: OpenCache, service: Service, damage: str
) -> None:
    """A bit that fell over on the disk costs a request, and never shows a wrong amount."""
    for what in ("balance", "accounts"):
        service.asked.clear()
        with closing(Snapshot(tmp_path / what, START)) as snapshot:
            put(snapshot, "balance")
        with closing(sqlite3.connect(tmp_path / what / FILE_NAME)) as db, db:
            db.execute(f"UPDATE answers SET {damage}")  # noqa: S608 - our own words
        cache = open_cache(Snapshot(tmp_path / what, START))
        service.answer = 5
        assert cache.ask([[question(what)]], service) == [5]
        assert service.asked == [[what]]


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    """A file that an older program or a copy left open to all is nobody else's from now on."""
    Snapshot(tmp_path, START).close()
    (tmp_path / FILE_NAME).chmod(0o644)
    with closing(Snapshot(tmp_path, START)):
        assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
