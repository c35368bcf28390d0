"""Two computers, one shared folder: a file beside the workbook tells the second one who has it (ADR 12)."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bystander import Bystander
from commandline import Computer
from ledgers import LEDGERS, Ledger
from office import Office, Person, cells, statuses

from xl_addin.errors import WorkbookError
from xl_addin.importing.outcome import Outcome
from xl_addin.workbook.claim.claim import beside
from xl_addin.workbook.claim.claimed import claimed

DAY = 86_400


def machine() -> str:
    """This computer's own id, as its system tells it."""
    file = Path("/etc/machine-id")
    return file.read_text().strip() if file.exists() else ""


def told(outcome: Outcome) -> str:
    """The first thing that is wrong with the first workbook."""
    return str(outcome.books[0].problems[0])


def test_the_second_computer_is_told_who_has_the_workbook(
    office: Office, colleague: Office, ledger: Ledger
) -> None:
    """While one imports, the other is refused by name, computer and time; each row goes out once."""
    path = office.workbook(ledger.rows(4), template=ledger.template)
    second: list[Outcome] = []
    office.person = Bystander(lambda: second.append(colleague.run(path)), after=2)
    assert statuses(office.run(path)) == ["sent"] * 4
    assert (second[0].exit_code, "sent" in statuses(second[0])) == (1, False)
    assert f"is importing {path.name} on the computer {socket.gethostname()}, since 20" in told(second[0])
    assert beside(path).name in told(second[0])
    assert not beside(path).exists()
    assert statuses(colleague.run(path)) == ["already_sent"] * 4
    assert ledger.made(office) == [1, 2, 3, 4]
    assert [row["Status"] for row in cells(path)] == ["sent"] * 4


def test_while_one_is_asked_the_other_waits(office: Office, colleague: Office) -> None:
    """Who looks at a preview has the workbook, also through a link; whoever says no leaves it."""
    path = office.workbook(LEDGERS[0].rows(2))
    link = path.with_name("link.xlsx")
    link.symlink_to(path)
    second: list[Outcome] = []
    office.person = Bystander(lambda: second.append(colleague.run(link)))
    office.person.answer = False
    assert statuses(office.run(path)) == ["not_sent"] * 2
    assert "on the computer" in told(second[0])
    assert statuses(colleague.run(link)) == ["sent"] * 2


@pytest.mark.parametrize("ledger", LEDGERS[1:], ids=lambda ledger: ledger.system)
def test_two_commands_on_two_computers_send_once(computer: Computer, ledger: Ledger) -> None:
    """Two real programs with a home each start at one moment: together they send each row once."""
    path = computer.workbook(ledger.rows(8), template=ledger.template)
    other = Computer(computer.folder / "other", computer.given)
    other.folder.mkdir()
    command = ("import", path, "--yes", "--json", "--workers", "2")
    with computer.started(*command) as one, other.started(*command) as two:
        said = [process.communicate() for process in (one, two)]
    outcomes = [json.loads(stdout)["totals"] for stdout, _ in said]
    assert sum(totals.get("sent", 0) for totals in outcomes) == 8
    assert not any("Traceback" in stderr for _, stderr in said)
    again = json.loads(other.run("import", path, "--yes", "--json").stdout)
    assert again["totals"] == {"already_sent": 8}


def test_a_claim_of_ones_own_import_that_died_holds_nothing_up(office: Office) -> None:
    """The computer crashed and left its claim: the same computer goes on at once."""
    path = office.workbook(LEDGERS[0].rows(1))
    with office.journal() as journal:
        name, locks = journal.runs.identity(), journal.runs.locks()
    here = {"host": socket.gethostname(), "machine": machine(), "locks": locks}
    beside(path).write_text(json.dumps({"journal": name, "user": "ana", "since": "2026", **here}))
    assert statuses(office.run(path)) == ["sent"]
    assert not beside(path).exists()


def test_a_claim_is_believed_for_a_day_and_no_longer(office: Office) -> None:
    """Whatever the clocks say: a living import is not passed over, a dead one does not block for ever."""
    path = office.workbook(LEDGERS[0].rows(1))
    lock = beside(path)
    for since in ("2026-11-20T08:00:00+00:00", "2020-01-01T00:00:00+00:00", "2199-01-01T00:00:00+00:00"):
        lock.write_text(json.dumps({"journal": "other", "user": "Eva", "host": "PC-9", "since": since}))
        assert "Eva is importing book.xlsx on the computer PC-9, since" in told(office.run(path))
    an_hour_less = time.time() - DAY + 3600
    os.utime(lock, (an_hour_less, an_hour_less))
    assert "Eva is importing" in told(office.run(path))
    assert office.posts() == 0
    os.utime(lock, (an_hour_less - 7200, an_hour_less - 7200))
    assert statuses(office.run(path)) == ["sent"]


def _link(lock: Path) -> None:
    lock.symlink_to(lock.with_name("target"))


def _pipe(lock: Path) -> None:
    os.mkfifo(lock)


PLANTED: dict[str, Callable[[Path], object]] = {
    "nothing": lambda lock: lock.touch(),
    "rubbish": lambda lock: lock.write_bytes(b"\xff\0{" * 3000),
    "a list": lambda lock: lock.write_text("[1, 2]"),
    "numbers": lambda lock: lock.write_text('{"journal": 1, "since": 1e400}'),
    "no time": lambda lock: lock.write_text(
        '{"journal": "x", "since": "yesterday", "user": "' + "a" * 900 + '"}'
    ),
    "a link": _link,
    "a pipe": _pipe,
}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("kind", PLANTED)
def test_what_was_planted_does_no_harm(office: Office, kind: str) -> None:
    """Whatever lies there is told in a short sentence; nothing is followed, and in the end it gives way."""
    path = office.workbook(LEDGERS[0].rows(1))
    lock = beside(path)
    PLANTED[kind](lock)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"]
    assert "is importing book.xlsx on the computer" in told(outcome)
    assert len(told(outcome)) < 400
    assert not lock.with_name("target").exists()
    old = time.time() - DAY - 60
    os.utime(lock, (old, old), follow_symlinks=False)
    assert statuses(office.run(path)) == ["sent"]
    assert not os.path.lexists(lock)


def test_where_no_claim_can_be_made_the_block_runs(tmp_path: Path) -> None:
    """A name at the system's limit, or a file that is not there, keeps nobody from their workbook."""
    longest = tmp_path / f"{'a' * 250}.xlsx"
    longest.touch()
    for path in (longest, tmp_path / "none.xlsx"):
        with claimed(path, "ours", "locks"):
            assert {entry.name for entry in tmp_path.iterdir()} == {longest.name}


def test_a_claim_that_somebody_took_over_is_left_alone(tmp_path: Path) -> None:
    """Whoever deleted our claim and made their own keeps it when we end."""
    path = tmp_path / "book.xlsx"
    path.touch()
    with claimed(path, "ours", "locks"):
        with pytest.raises(WorkbookError, match="is importing"), claimed(path, "theirs", "locks"):
            raise AssertionError
        beside(path).unlink()
        theirs = claimed(path, "theirs", "locks")
        theirs.__enter__()
    assert beside(path).exists()
    theirs.__exit__(None, None, None)
    assert not beside(path).exists()


def test_check_makes_no_claim_and_minds_none(office: Office) -> None:
    """Looking disturbs nobody and is disturbed by nobody."""
    path = office.workbook(LEDGERS[0].rows(1))
    beside(path).write_text(json.dumps({"journal": "other", "user": "Eva", "host": "PC-9"}))
    office.person = Person()
    assert statuses(office.run(path, dry_run=True)) == ["ready"]
    assert beside(path).exists()
