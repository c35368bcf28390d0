"""The disk is full: under the journal, under the workbook, at the start, in the middle, at the end."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bystander import Bystander
from disks import Disk
from ledgers import Ledger, reconnect
from office import Office, Person, cells, statuses
from outsider import Exchange, Outsider, Treatment, pass_on

from xl_addin.errors import JournalError
from xl_addin.journal.states import State

DiskAt = Callable[[Path], Disk]
FULL = "Is the disk full"


@pytest.fixture
def journal_disk(office: Office, disk_at: DiskAt) -> Disk:
    """The small disk that the office's journal is on."""
    disk = disk_at(office.folder.with_name("disk"))
    reconnect(office, XL_ADDIN_JOURNAL_URL=f"sqlite:///{disk.folder.as_posix()}/journal.db")
    office.journal().close()
    return disk


@pytest.fixture
def workbook_disk(office: Office, disk_at: DiskAt) -> Disk:
    """The small disk that the office's workbooks are on; its journal is elsewhere."""
    disk = disk_at(office.folder.with_name("disk"))
    office.folder = disk.folder
    return disk


def large(path: Path) -> Path:
    """The workbook with a picture in it that hardly shrinks, as workbooks have."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", random.Random(5).randbytes(400_000))  # noqa: S311
    return path


def test_a_journal_that_is_full_at_the_start_sends_nothing(
    office: Office, ledger: Ledger, journal_disk: Disk
) -> None:
    """The import ends before it begins, with advice; with room again each row goes out once."""
    path = office.workbook(ledger.rows(3), template=ledger.template)
    before = path.read_bytes()
    journal_disk.fill()
    try:
        outcome = office.run(path)
        told = " ".join(outcome.problems)
        assert set(statuses(outcome)) == {"not_sent"}
    except JournalError as error:
        told = str(error)
        assert path.read_bytes() == before
    assert FULL in told
    assert ledger.tries(office) == 0
    journal_disk.free()
    assert statuses(office.run(path)) == ["sent"] * 3
    assert ledger.made(office) == [1, 2, 3]


def test_a_journal_that_fills_during_the_question_sends_nothing(
    office: Office, ledger: Ledger, journal_disk: Disk
) -> None:
    """What cannot be written down does not leave, and no key is left in the sheet that no journal knows."""
    path = office.workbook(ledger.rows(3), template=ledger.template)
    office.person = Bystander(journal_disk.fill)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"] * 3
    assert (outcome.exit_code, ledger.tries(office)) == (1, 0)
    assert FULL in outcome.problems[0]
    assert [row["Key"] for row in cells(path)] == [None] * 3
    journal_disk.free()
    assert statuses(office.run(path)) == ["sent"] * 3
    assert ledger.made(office) == [1, 2, 3]


def test_a_journal_that_fills_in_the_middle_of_sending_stops_it(
    office: Office, ledger: Ledger, journal_disk: Disk
) -> None:
    """What left is told as sent, the rest is told as not sent, and with room again just the rest leaves."""
    path = office.workbook(ledger.rows(12), template=ledger.template)
    office.person = Bystander(journal_disk.fill, after=4)
    outcome = office.run(path, workers=1)  # else the others send on while the disk fills
    assert outcome.totals.keys() == {"sent", "not_sent"}
    assert outcome.exit_code == 1
    assert all(FULL in row["Message"] for row in cells(path) if row["Status"] == "not_sent")
    assert outcome.totals["sent"] == len(ledger.made(office)) == ledger.tries(office)
    assert [row["Status"] for row in cells(path)] == statuses(outcome)
    journal_disk.free()
    office.person = Person()
    assert set(statuses(office.run(path))) == {"sent", "already_sent"}
    assert ledger.made(office) == list(range(1, 13))
    assert statuses(office.run(path)) == ["already_sent"] * 12


def test_an_answer_for_which_the_journal_has_no_room_reaches_the_sheet(
    office: Office, outsider: Outsider, ledger: Ledger, journal_disk: Disk
) -> None:
    """The service acted: its answer stands beside the row, and the next import believes it or finds it."""
    path = office.workbook(ledger.rows(4), template=ledger.template)

    def fill(exchange: Exchange) -> None:
        answer = exchange.forward()
        journal_disk.fill()
        exchange.reply(answer)

    posts = iter([pass_on, fill])

    def choose(request: bytes) -> Treatment:
        return next(posts) if request.startswith(ledger.post.encode()) else pass_on

    outsider.choose = choose
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent", "sent", "not_sent", "not_sent"]
    assert "could not be written into the journal" in outcome.problems[0]
    assert FULL in outcome.problems[0]
    told = cells(path)[1]
    assert told["Id"]
    assert "could not be written into the journal" in told["Message"]
    with office.journal() as journal:
        assert [item.state for item in journal.with_keys([told["Key"]])] == [State.SENDING]

    journal_disk.free()
    outsider.choose = lambda _request: pass_on
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent", "already_sent", "sent", "sent"]
    again = cells(path)[1]
    kept = [name for name in told if name not in ("Message", "Sent at")]
    assert [again[name] for name in kept] == [told[name] for name in kept]
    assert again["Sent at"]
    assert ledger.made(office) == [1, 2, 3, 4]


@pytest.mark.parametrize("moment", ["start", "question"])
def test_a_workbook_whose_disk_is_full_is_not_sent(
    office: Office, ledger: Ledger, workbook_disk: Disk, moment: str
) -> None:
    """A row whose key cannot be written beside it does not leave; the workbook is as it was."""
    path = large(office.workbook(ledger.rows(3), template=ledger.template))
    before = path.read_bytes()
    if moment == "start":
        workbook_disk.fill()
    else:
        office.person = Bystander(workbook_disk.fill)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"] * 3
    assert (outcome.exit_code, ledger.tries(office)) == (1, 0)
    told = str(outcome.books[0].problems[0])
    assert "The file is as it was" in told
    assert "see that the disk has room" in told
    workbook_disk.free()
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir() if entry != path] == []
    office.person = Person()
    assert statuses(office.run(path)) == ["sent"] * 3
    assert ledger.made(office) == [1, 2, 3]


def test_results_for_which_there_is_no_room_are_written_next_time(
    office: Office, ledger: Ledger, workbook_disk: Disk
) -> None:
    """The rows are sent and told so; their cells are filled by the next import, which sends nothing."""
    path = large(office.workbook(ledger.rows(6), template=ledger.template))
    office.person = Bystander(workbook_disk.fill, after=3)
    outcome = office.run(path)
    assert statuses(outcome) == ["sent"] * 6
    assert outcome.exit_code == 1
    assert "They are in the journal" in str(outcome.books[0].problems[0])
    assert [row["Status"] for row in cells(path)] == [None] * 6
    workbook_disk.free()
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 6
    assert [row["Status"] for row in cells(path)] == ["sent"] * 6
    assert ledger.made(office) == list(range(1, 7))
