"""Cells that tell of a try or a record that this computer's journal does not know: the service is asked."""

from __future__ import annotations

from pathlib import Path

from backups import journal_of
from bystander import Bystander
from ledgers import LEDGERS
from office import Office, Person, cells, retype, statuses

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.journal.states import State
from xl_addin.sandbox.server import Sandbox
from xl_addin.settling.progress import Progress
from xl_addin.settling.prospects import survey
from xl_addin.settling.settlement import quiet_of
from xl_addin.settling.undo import Undo
from xl_addin.targets import Targets

ORGANIZZE = LEDGERS[0]


def refused(office: Office, sandbox: Sandbox) -> Path:
    """A workbook whose one row the service refused."""
    path = office.workbook(ORGANIZZE.rows(1), template=ORGANIZZE.template)
    sandbox.add_fault("unauthorized", 1.0, ORGANIZZE.post)
    assert statuses(office.run(path)) == ["rejected"]
    sandbox.add_fault("unauthorized", 0.0, ORGANIZZE.post)
    return path


def test_a_colleagues_try_of_this_moment_is_waited_for(
    office: Office, colleague: Office, sandbox: Sandbox
) -> None:
    """Refused here, in doubt a moment ago where this journal was merged: its request may still arrive."""
    path = refused(office, sandbox)
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    sandbox.add_fault("drop-before-commit", 1.0, ORGANIZZE.post)
    assert statuses(colleague.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, ORGANIZZE.post)
    before = cells(path)
    assert statuses(office.run(path)) == ["invalid"]
    assert "is certain after" in office.run(path, dry_run=True).books[0].entries[0].message
    assert (cells(path), ORGANIZZE.made(office)) == (before, [])
    hurried = office.hurried()
    hurried.wait_for_quiet()
    assert statuses(hurried.run(path)) == ["sent"]
    assert ORGANIZZE.made(office) == [1]


def test_a_look_of_an_hour_ago_uses_up_no_later_trys_quiet(
    office: Office, colleague: Office, sandbox: Sandbox
) -> None:
    """Checked long ago by a colleague; a try that was killed just now is another sight, and is waited for."""
    path = refused(office, sandbox)
    colleague = colleague.hurried()
    assert statuses(colleague.run(path, dry_run=True)) == ["invalid"]
    colleague.wait_for_quiet()
    assert statuses(colleague.run(path, dry_run=True)) == ["ready"]
    left: list[bytes] = []
    office.person = Bystander(lambda: left.append(path.read_bytes()), after=1)
    sandbox.add_fault("drop-before-commit", 1.0, ORGANIZZE.post)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, ORGANIZZE.post)
    path.write_bytes(left[0])
    assert "Being sent again [xl:" in cells(path)[0]["Message"]
    assert statuses(colleague.run(path)) == ["invalid"]
    assert ORGANIZZE.made(office) == []
    colleague.wait_for_quiet()
    assert statuses(colleague.run(path)) == ["sent"]


def test_no_quiet_time_where_the_journal_knows_the_try(office: Office, sandbox: Sandbox) -> None:
    """Whoever was refused may correct the row and send it at once, also after a try without results."""
    path = refused(office, sandbox)
    left: list[bytes] = []
    office.person = Bystander(lambda: left.append(path.read_bytes()), after=1)
    sandbox.add_fault("unauthorized", 1.0, ORGANIZZE.post)
    assert statuses(office.run(path)) == ["rejected"]
    sandbox.add_fault("unauthorized", 0.0, ORGANIZZE.post)
    office.person = Person()
    path.write_bytes(left[0])
    assert statuses(office.run(path)) == ["sent"]


def take_back(office: Office) -> None:
    """Undoes all that an office sent."""
    targets, quiet = Targets(office.settings), quiet_of(office.settings.deadline)
    with office.journal() as journal, journal.runs.undoing():
        prospects = survey(journal, journal.all(), targets.of_operation, quiet, 2, lambda: None)
        done, _ = Undo(journal, quiet, Progress()).take_back(prospects, 2)
    targets.close()
    assert [item.state for item in done] == [State.UNDONE]


def test_a_record_that_took_the_place_of_one_is_asked_about(office: Office, colleague: Office) -> None:
    """Sent, merged there, taken back and sent again here: there the cells' new Id counts, not the old one."""
    path = office.workbook(ORGANIZZE.rows(1), template=ORGANIZZE.template)
    assert statuses(office.run(path)) == ["sent"]
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    first = cells(path)[0]["Id"]
    take_back(office)
    assert statuses(office.run(path)) == ["sent"]
    again = cells(path)[0]["Id"]
    outcome = colleague.run(path)
    assert statuses(outcome) == ["already_sent"]
    assert [row["remote_id"] for row in outcome.as_json()["workbooks"][0]["rows"]] == [again]
    assert (cells(path)[0]["Id"], again != first) == (again, True)
    assert ORGANIZZE.made(office) == [1]


def test_a_mark_that_a_service_repeats_is_no_try(office: Office, sandbox: Sandbox) -> None:
    """A refusal that quotes the notes quotes the row's own mark: the row is corrected and sent at once."""
    path = refused(office, sandbox)
    retype(path, 2, "Message", f"It does not like “Rent [xl:{cells(path)[0]['Key']}]”.")
    assert statuses(office.run(path)) == ["sent"]
