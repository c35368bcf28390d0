"""A claim is one computer's alone, whoever is quick, copied, asleep or ended from outside (ADR 12)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from bystander import Bystander
from commandline import Computer, posts
from ledgers import LEDGERS
from office import Office, cells, retype_row, statuses

from xl_addin.errors import WorkbookError
from xl_addin.journal.runs import Runs
from xl_addin.journal.store import Journal
from xl_addin.sandbox.server import Sandbox, running
from xl_addin.workbook.claim.claim import beside, our_claim
from xl_addin.workbook.claim.claimed import SILENT, claimed
from xl_addin.workbook.claim.held import FRESH, Held

DAY = 86_400
ROWS = LEDGERS[0].rows(6)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file that can be claimed."""
    path = tmp_path / "book.xlsx"
    path.touch()
    return path


@pytest.fixture(scope="module")
def slow_sandbox() -> Iterator[Sandbox]:
    """A service that takes its time for each answer."""
    with running(latency_ms=400) as sandbox:
        yield sandbox


def told_by(runs: Runs) -> dict[str, str]:
    """What a claim of a journal on this computer says."""
    ours: dict[str, str] = msgspec.to_builtins(our_claim(runs.identity(), runs.locks()))
    return ours


def grow_old(lock: Path, age: float = DAY + 3600) -> None:
    """The claim has not been touched for so many seconds."""
    old = time.time() - age
    os.utime(lock, (old, old))


def test_a_copy_of_the_whole_computer_is_another_one(office: Office, book: Path) -> None:
    """Name, machine id and journal are alike: its claim is minded while it is touched, then it gives way."""
    with office.journal() as journal:
        assert journal.runs.identity()
    shutil.copytree(office.settings.home, book.parent / "copy")
    with office.journal() as journal, Journal(f"sqlite:///{book.parent}/copy/journal.db") as copy:
        ours, theirs = journal.runs, copy.runs
        assert (ours.identity(), ours.locks() == theirs.locks()) == (theirs.identity(), False)
        with (
            claimed(book, theirs.identity(), theirs.locks()) as claim,
            pytest.raises(WorkbookError, match="is importing"),
            claimed(book, ours.identity(), ours.locks()),
        ):
            raise AssertionError
        beside(book).write_text(json.dumps({**told_by(theirs), "locks": "before it was started anew"}))
        for age in (0, SILENT - 60):
            grow_old(beside(book), age)
            with pytest.raises(WorkbookError), claimed(book, ours.identity(), ours.locks()):
                raise AssertionError
        grow_old(beside(book), SILENT + 60)
        with claimed(book, ours.identity(), ours.locks()) as claim:
            assert claim is not None


@pytest.mark.parametrize("where", [{"host": "PC-9"}, {"machine": "another"}], ids=str)
def test_a_copied_home_is_another_computer(book: Path, where: dict[str, str]) -> None:
    """A new laptop has the old one's journal by name; it leaves the old one's living import alone."""
    with claimed(book, "ours", "locks"):
        told = json.loads(beside(book).read_text())
    assert told["host"] == socket.gethostname()
    beside(book).write_text(json.dumps({**told, **where}))
    with pytest.raises(WorkbookError, match="is importing"), claimed(book, "ours", "locks"):
        raise AssertionError
    beside(book).write_text(json.dumps(told))
    with claimed(book, "ours", "locks") as claim:
        assert claim is not None


def test_two_journals_whose_names_were_lost_get_two_new_ones(tmp_path: Path) -> None:
    """An empty name is nobody's: each journal is given its own again, and keeps it."""
    names = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        runs = Runs(folder)
        (folder / "identity").write_text("")
        names.append(runs.identity())
        assert Runs(folder).identity() == names[-1]
    assert len({"", *names}) == 3


def test_two_imports_without_a_name_are_not_one(book: Path) -> None:
    """Who has no name takes no other's claim for its own."""
    with (
        claimed(book, "", "locks"),
        pytest.raises(WorkbookError, match="is importing"),
        claimed(book, "", "locks"),
    ):
        raise AssertionError


def test_of_two_that_find_a_dead_claim_one_gets_the_workbook(book: Path) -> None:
    """Both see that it is over, one is quicker; the slower one never takes away what the quicker one made."""
    for number in range(60):
        beside(book).write_text(json.dumps({"journal": "dead", "nonce": str(number)}))
        grow_old(beside(book))
        start, end = threading.Barrier(2), threading.Barrier(2)
        inside: list[str] = []

        def contend(
            journal: str, start: threading.Barrier, end: threading.Barrier, inside: list[str]
        ) -> None:
            start.wait()
            try:
                with claimed(book, journal, "locks"):
                    inside.append(journal)
                    end.wait()
            except WorkbookError:
                end.wait()

        both = [threading.Thread(target=contend, args=(name, start, end, inside)) for name in ("b", "c")]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert len(inside) <= 1
        assert not beside(book).exists()


def test_who_comes_while_another_ends_has_a_claim_or_is_told(book: Path) -> None:
    """At the moment in which one claim goes, nobody slips in without one."""
    inside: list[str] = []
    seen: list[int] = []
    unclaimed: list[str] = []

    def contend(journal: str) -> None:
        for _ in range(150):
            try:
                with claimed(book, journal, "locks") as claim:
                    inside.append(journal)
                    seen.append(len(inside))
                    if claim is None:
                        unclaimed.append(journal)
                    inside.remove(journal)
            except WorkbookError:
                continue

    threads = [threading.Thread(target=contend, args=(name,)) for name in "bcde"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unclaimed == []
    assert set(seen) == {1}


def test_what_a_killed_import_left_goes_with_the_next_one(office: Office) -> None:
    """Neither its half-written workbook nor its lock stays for ever."""
    path = office.workbook(ROWS[:1])
    draft = path.with_name(".xl-addin-abcd1234.xlsx")
    lock = office.settings.home / "journal.db.locks" / "run-k2345678.lock"
    with office.journal() as journal:
        assert journal.runs.identity()
    for each in (draft, lock):
        each.touch()
        grow_old(each)
    assert statuses(office.run(path)) == ["sent"]
    assert (draft.exists(), lock.exists()) == (False, False)


def test_a_folder_in_the_claims_place_is_a_refusal(book: Path) -> None:
    """What cannot be taken away is not passed over, however old it is."""
    beside(book).mkdir()
    grow_old(beside(book))
    with pytest.raises(WorkbookError, match="is importing"), claimed(book, "ours", "locks"):
        raise AssertionError


def test_a_living_claim_stays_young_and_no_other_is_touched(book: Path) -> None:
    """Its age means that nobody lives behind it; what took its place is left as it is."""
    with claimed(book, "ours", "locks") as claim:
        assert isinstance(claim, Held)
        content = beside(book).read_bytes()
        grow_old(beside(book))
        claim.renew()
        assert time.time() - beside(book).stat().st_mtime < DAY
        assert beside(book).read_bytes() == content
        beside(book).write_text(json.dumps({"journal": "theirs"}))
        grow_old(beside(book))
        claim.renew()
        assert time.time() - beside(book).stat().st_mtime > DAY
        assert not claim.still_ours()


def test_a_laptop_that_slept_leaves_the_rest_to_who_took_over(office: Office, colleague: Office) -> None:
    """It sleeps for a day in mid-run and another computer takes over: awake, it sends no row of the rest."""
    path = office.workbook(ROWS)
    second: list[list[str]] = []

    def sleep_for_a_day() -> None:
        grow_old(beside(path))
        second.append(statuses(colleague.run(path)))
        time.sleep(FRESH + 0.1)

    office.person = Bystander(sleep_for_a_day, after=2)
    outcome = office.run(path, workers=1)
    assert second[0][:2] == ["already_sent"] * 2
    assert statuses(outcome) == ["sent"] * 2 + ["not_sent"] * 4
    assert "another computer may have sent this row" in outcome.books[0].entries[-1].message
    office.person = Bystander(lambda: None)
    assert set(statuses(office.run(path))) <= {"sent", "already_sent"}
    assert LEDGERS[0].made(office) == [1, 2, 3, 4, 5, 6]
    assert [(row["Status"], bool(row["Id"])) for row in cells(path)] == [("sent", True)] * 6


def test_when_somebody_deletes_the_claim_nothing_more_is_sent(office: Office) -> None:
    """The rows say why they did not leave, and the next import sends them."""
    path = office.workbook(ROWS)

    def delete() -> None:
        beside(path).unlink()
        time.sleep(FRESH + 0.1)

    office.person = Bystander(delete, after=2)
    assert statuses(office.run(path, workers=1)) == ["sent"] * 2 + ["not_sent"] * 4
    office.person = Bystander(lambda: None)
    assert statuses(office.run(path)) == ["already_sent"] * 2 + ["sent"] * 4


def test_an_id_of_another_computer_is_not_written_over(office: Office) -> None:
    """Beside a row that two computers sent the first Id stays, and the person is told."""
    path = office.workbook(ROWS[:2])
    office.person = Bystander(lambda: retype_row(path, 2, {"Status": "sent", "Id": "777"}), after=1)
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent"] * 2
    assert "stands an Id that is not ours" in str(outcome.books[0].problems[0])
    first, other = cells(path)
    assert (str(first["Id"]), other["Status"], bool(other["Id"])) == ("777", "sent", True)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal cannot be sent to another process")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_ended_from_outside_it_leaves_no_claim(slow_sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    """A closed terminal or a shutdown is like Ctrl-C: rows on their way are finished, nobody is shut out."""
    slow_sandbox.reset()
    computer = Computer(tmp_path, slow_sandbox.ready["env"])
    path = computer.workbook(LEDGERS[0].rows(24))
    with computer.started("import", path, "--yes", "--json", "--workers", "2") as process:
        while posts(slow_sandbox.state()) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        assert beside(path).exists()
        process.send_signal(getattr(signal, name))
        stdout, _ = process.communicate()
    assert process.returncode == 130
    assert json.loads(stdout)["totals"].keys() == {"sent", "not_sent"}
    assert not beside(path).exists()
