"""Rows that the journal knows from another host or company only, while their cells tell of later tries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from backups import Backup, journal_of
from bystander import Bystander
from izi_office import BRANCHES, DINER, FACTURAS, INVOICES, invoiced, line
from ledgers import LEDGERS, reconnect
from office import Office, Person, cells, retype, statuses

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.sandbox.server import Sandbox

ORGANIZZE = LEDGERS[0]


def connect(office: Office, sandbox: Any) -> None:
    """From now on the office sends to this sandbox."""
    reconnect(office, **sandbox.ready["env"])


def made(sandbox: Sandbox) -> int:
    """How many invoices a sandbox has that it did not begin with."""
    return len(sandbox.state()["izi"]["facturas"])


def rehearsed(office: Office) -> Path:
    """A workbook whose one invoice was sent to the first host."""
    path = office.workbook([line(1)], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"]
    return path


def lose(office: Office, second: Sandbox, path: Path) -> None:
    """Sends the workbook to the second host, whose answer is lost."""
    connect(office, second)
    second.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    second.add_fault("drop-after-commit", 0.0, FACTURAS)


def refused(office: Office, path: Path) -> None:
    """Importing sends nothing, says that the cells know more, and leaves them as they are."""
    before = cells(path)
    for _ in range(2):
        assert statuses(office.run(path)) == ["invalid"]
        assert "tell of a later try" in told(office, path)
    assert cells(path) == before


def told(office: Office, path: Path) -> str:
    """What a check says of the first row."""
    return office.run(path, dry_run=True).books[0].entries[0].message


def test_a_doubt_at_the_real_host_outlives_the_rehearsals_journal(office: Office, second: Sandbox) -> None:
    """Rehearsed, backed up, in doubt at the real host, journal restored: it is not sent there again."""
    path = rehearsed(office)
    backup = Backup(office)
    lose(office, second, path)
    backup.restore_journal()
    refused(office, path)
    assert made(second) == 1


def test_a_doubts_id_is_not_the_rehearsals(office: Office, second: Sandbox) -> None:
    """Of a row in doubt nobody is told the Id that its cells had from another host."""
    path = rehearsed(office)
    connect(office, second)
    second.add_fault("drop-after-commit", 1.0, FACTURAS)
    outcome = office.run(path)
    second.add_fault("drop-after-commit", 0.0, FACTURAS)
    told = [(row["status"], row["remote_id"]) for row in outcome.as_json()["workbooks"][0]["rows"]]
    assert (told, cells(path)[0]["Id"]) == ([("in_doubt", "")], None)


def test_a_colleagues_doubt_at_the_real_host_is_seen(
    office: Office, colleague: Office, second: Sandbox
) -> None:
    """One rehearses, the other has that journal and a doubt at the real host: the first one waits."""
    path = rehearsed(office)
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    lose(colleague, second, path)
    connect(office, second)
    refused(office, path)
    assert made(second) == 1


def test_a_killed_try_at_the_real_host_is_seen(office: Office, second: Sandbox) -> None:
    """Whoever dies while a rehearsed row is on its way leaves a note that an older journal can read."""
    path = rehearsed(office)
    backup = Backup(office)
    connect(office, second)
    left: list[bytes] = []
    office.person = Bystander(lambda: left.append(path.read_bytes()), after=1)
    assert statuses(office.run(path)) == ["sent"]
    office.person = Person()
    path.write_bytes(left[0])
    assert "Being sent again [xl:" in cells(path)[0]["Message"]
    backup.restore_journal()
    refused(office, path)
    assert made(second) == 1


def test_one_id_of_two_hosts_is_no_rehearsals(office: Office, sandbox: Any, second: Sandbox) -> None:
    """Both hosts gave the same Id: by the host beside it the sheet says where the row is."""
    path = rehearsed(office)
    backup = Backup(office)
    connect(office, second)
    assert statuses(office.run(path)) == ["sent"]
    assert cells(path)[0]["Id"] == str(
        invoiced(Office(office.folder, office.settings, sandbox.state))[0]["id"]
    )
    backup.restore_journal()
    assert statuses(office.run(path)) == ["already_sent"]
    assert made(second) == 1


def test_an_id_without_its_rehearsals_host_is_not_the_rehearsals(office: Office, second: Sandbox) -> None:
    """A rehearsal's cells name its host; those that do not may tell of production, and nothing leaves."""
    path = rehearsed(office)
    retype(path, 2, "Message", None)
    connect(office, second)
    refused(office, path)
    assert made(second) == 0


def test_a_rehearsal_does_not_write_over_what_another_host_said(office: Office, second: Sandbox) -> None:
    """Imported at the first host once more, by mistake: the cells still tell of the second one."""
    path = rehearsed(office)
    backup = Backup(office)
    first = dict(office.environment)
    connect(office, second)
    assert statuses(office.run(path)) == ["sent"]
    before = cells(path)
    reconnect(office, **first)
    assert statuses(office.run(path)) == ["already_sent"]
    assert cells(path) == before
    backup.restore_journal()
    connect(office, second)
    assert statuses(office.run(path)) == ["already_sent"]
    assert made(second) == 1


@pytest.mark.parametrize("killed", [False, True], ids=["in doubt", "killed"])
def test_a_corrected_issuers_try_is_seen(office: Office, sandbox: Any, killed: bool) -> None:
    """Refused for one issuer, in doubt or killed for the right one, journal restored: not sent again."""
    path = office.workbook([line(1, issuer=BRANCHES)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected"]
    backup = Backup(office)
    retype(path, 2, "Issuer", DINER)
    left: list[bytes] = []
    office.person = Bystander(lambda: left.append(path.read_bytes()), after=1)
    sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    if killed:
        path.write_bytes(left[0])
    office.person = Person()
    backup.restore_journal()
    refused(office, path)
    assert len(invoiced(office)) == 1


def test_an_issuer_that_was_refused_is_corrected_and_sent(office: Office) -> None:
    """No alarm where nothing was restored: the row goes out for the right issuer, once."""
    path = office.workbook([line(1, issuer=BRANCHES)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected"]
    retype(path, 2, "Issuer", DINER)
    assert [statuses(office.run(path)) for _ in range(2)] == [["sent"], ["already_sent"]]
    assert len(invoiced(office)) == 1


def test_a_key_refused_elsewhere_is_looked_up_here(
    office: Office, colleague: Office, sandbox: Any, second: Sandbox
) -> None:
    """Refused at one host, in doubt at the other on a colleague's computer: one question finds the mark."""
    path = office.workbook(ORGANIZZE.rows(1), template=ORGANIZZE.template)
    sandbox.add_fault("unauthorized", 1.0, ORGANIZZE.post)
    assert statuses(office.run(path)) == ["rejected"]
    sandbox.add_fault("unauthorized", 0.0, ORGANIZZE.post)
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    connect(colleague, second)
    second.add_fault("drop-after-commit", 1.0, ORGANIZZE.post)
    assert statuses(colleague.run(path)) == ["in_doubt"]
    second.add_fault("drop-after-commit", 0.0, ORGANIZZE.post)
    connect(office, second)
    assert statuses(office.run(path)) == ["already_sent"]
    assert ORGANIZZE.made(Office(office.folder, office.settings, second.state)) == [1]


@pytest.mark.parametrize("noted", [True, False], ids=["with its batch", "without"])
def test_a_rehearsals_doubt_is_known_by_its_batch(office: Office, second: Sandbox, noted: bool) -> None:
    """In doubt in the rehearsal: it goes out for real; where the cells do not tell which doubt, it waits."""
    path = office.workbook([line(1)], template=INVOICES)
    first = dict(office.environment)
    lose(office, second, path)
    reconnect(office, **first)
    if noted:
        assert statuses(office.run(path)) == ["sent"]
    else:
        retype(path, 2, "Message", "somebody's own words")
        refused(office, path)
    assert made(second) == 1
