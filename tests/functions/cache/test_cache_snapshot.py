"""Answers outlive the program, and whatever happens to their file costs a request, never a wrong value."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from asking import START, Clock, OpenCache, Service, question

from xl_addin.errors import NothingSent
from xl_addin.functions.cache.question import Question
from xl_addin.functions.cache.snapshot import FILE_NAME, LONGEST_KEPT, VERSION, Snapshot
from xl_addin.functions.cache.trace import Trace

ONE = msgspec.msgpack.encode(1)


def remembered(home: Path, open_cache: OpenCache, service: Service) -> Path:
    """A home in which one answer was kept by a program that has ended."""
    cache = open_cache(Snapshot(home, START))
    cache.ask([[question()]], service)
    cache.close()
    return home / FILE_NAME


def test_a_restart_costs_no_request(tmp_path: Path, open_cache: OpenCache, service: Service) -> None:
    """Excel closed and opened again shows young answers without asking."""
    remembered(tmp_path, open_cache, service)
    assert open_cache(Snapshot(tmp_path, START)).ask([[question()]], service) == [1]
    assert len(service.asked) == 1


def test_offline_shows_the_last_answer_with_its_age(
    tmp_path: Path, open_cache: OpenCache, service: Service, clock: Clock, trace: Trace
) -> None:
    """A workbook opened on a plane shows yesterday's values, and says that they are yesterday's."""
    remembered(tmp_path, open_cache, service)
    clock.now += 86_400
    service.failure = NothingSent("offline")
    assert open_cache(Snapshot(tmp_path, clock.now)).ask([[question()]], service) == [1]
    assert (trace.oldest, trace.stale) == (START, ["offline"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"no database at all, but long enough to be looked at" * 100),
        lambda file: file.write_bytes(file.read_bytes()[:100]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:4096] + bytes(4096)),
    ],
    ids=["garbage", "cut off", "emptied", "overwritten"],
)
def test_a_damaged_file_is_begun_anew(
    tmp_path: Path, open_cache: OpenCache, service: Service, damage: Callable[[Path], object]
) -> None:
    """After a crash of the disk cells ask again, and the next start remembers again."""
    damage(remembered(tmp_path, open_cache, service))
    for _ in range(3):
        cache = open_cache(Snapshot(tmp_path, START))
        assert cache.ask([[question()]], service) == [1]
        cache.close()
    assert 2 <= len(service.asked) <= 3


def test_no_file_is_no_obstacle(tmp_path: Path, open_cache: OpenCache, service: Service) -> None:
    """Where nothing can be kept, everything works as without a memory."""
    (tmp_path / FILE_NAME).mkdir()
    snapshot = Snapshot(tmp_path, START)
    assert snapshot.broken
    assert open_cache(snapshot).ask([[question()]], service) == [1]


def test_another_version_is_begun_anew(tmp_path: Path, open_cache: OpenCache, service: Service) -> None:
    """An answer that a version before or after this one kept is not taken for one of ours."""
    file = remembered(tmp_path, open_cache, service)
    with sqlite3.connect(file) as db:
        db.execute("ALTER TABLE answers RENAME COLUMN at TO moment")
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    snapshot = Snapshot(tmp_path, START)
    assert snapshot.broken == ""
    assert open_cache(snapshot).ask([[question()]], service) == [1]
    assert len(service.asked) == 2


def test_an_answer_of_another_kind_is_asked_again(
    tmp_path: Path, open_cache: OpenCache, service: Service
) -> None:
    """What was kept before a model changed is no answer any more."""
    snapshot = Snapshot(tmp_path, START)
    snapshot.put([(question(), msgspec.msgpack.encode({"amount": "one"}))], START, START)
    assert snapshot.get(question()) is None
    assert open_cache(snapshot).ask([[question()]], service) == [1]


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    """Balances on the disk are nobody else's, in the files beside the database as well."""
    home = tmp_path / "home"
    snapshot = Snapshot(home, START)
    snapshot.put([(question(), ONE)], START, START)
    modes = {file.name: file.stat().st_mode & 0o777 for file in home.iterdir()}
    snapshot.close()
    assert modes.pop(FILE_NAME) == 0o600
    assert set(modes.values()) <= {0o600}
    assert home.stat().st_mode & 0o777 == 0o700


def test_old_and_surplus_answers_make_room(tmp_path: Path) -> None:
    """The file does not grow for ever: at each start the oldest make room."""
    snapshot = Snapshot(tmp_path, START)
    for number in range(4):
        snapshot.put([(question(f"{number}"), ONE)], START + number, START + 9)
    snapshot.put([(question("ancient"), ONE)], START - LONGEST_KEPT - 1, START + 9)
    snapshot.close()
    after = Snapshot(tmp_path, START, largest=2 * len(ONE))
    kept = [what for what in ("0", "1", "2", "3", "ancient") if after.get(question(what))]
    after.close()
    assert kept == ["2", "3"]


def test_the_later_answer_wins(tmp_path: Path) -> None:
    """Of two programs that asked the same, the one that asked later is believed."""
    one, other = Snapshot(tmp_path, START), Snapshot(tmp_path, START)
    one.put([(question(), msgspec.msgpack.encode(2))], START + 5, START + 5)
    other.put([(question(), ONE)], START, START + 6)
    kept = other.get(question())
    one.close()
    other.close()
    assert kept is not None
    assert (kept.value, kept.at) == (2, START + 5)


def test_two_programs_use_it_at_the_same_time(tmp_path: Path) -> None:
    """Two windows of Excel keep their answers in one file, and each finds the other's."""
    program = (
        "import sys; from pathlib import Path; import msgspec\n"
        "from xl_addin.functions.cache.question import Question\n"
        "from xl_addin.functions.cache.snapshot import Snapshot\n"
        f"name, snapshot = sys.argv[2], Snapshot(Path(sys.argv[1]), {START}, last_wait=60.0)\n"
        "for number in range(100):\n"
        "    question, data = Question(name, str(number), int, 1.0), msgspec.msgpack.encode(number)\n"
        f"    snapshot.put([(question, data)], {START}, {START})\n"
        "snapshot.close(); sys.exit(snapshot.broken or 0)"
    )
    windows = [subprocess.Popen([sys.executable, "-c", program, tmp_path, name]) for name in "ab"]
    assert [window.wait(120) for window in windows] == [0, 0]
    snapshot = Snapshot(tmp_path, START)
    kept = [[snapshot.get(Question(name, str(number), int, 1.0)) for number in range(100)] for name in "ab"]
    snapshot.close()
    for answers in kept:
        found = [answer.value for answer in answers if answer]
        assert found == list(range(100))
