"""iZi cannot be asked: where the journal is an old copy, the sheet keeps a row from going out twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backups import Backup, journal_of
from bystander import Bystander
from izi_office import BRANCHES, DINER, FACTURAS, INVOICES, invoiced, line
from office import Office, Person, cells, retype, retype_row, statuses

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.settling.resolve import resolve


def refused_once(office: Office) -> Path:
    """A workbook whose one invoice iZi refused, and which is corrected by now."""
    path = office.workbook([line(1, issuer=BRANCHES)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected"]
    retype(path, 2, "Branch", 2)
    return path


def sent_without_results(office: Office, path: Path) -> None:
    """Imports the workbook while somebody keeps it open: its results cannot be written."""
    copies: list[bytes] = []
    office.person = Bystander(lambda: copies.append(path.read_bytes()), after=1)
    assert statuses(office.run(path)) == ["sent"]
    office.person = Person()
    path.write_bytes(copies[0])


def test_a_later_try_that_the_journal_does_not_know_holds_the_row_back(office: Office) -> None:
    """Rejected, backed up, sent without results in the sheet, journal restored: nothing leaves again."""
    path = refused_once(office)
    backup = Backup(office)
    sent_without_results(office, path)
    latest = Backup(office)
    backup.restore_journal()
    before = cells(path)
    assert (before[0]["Status"], before[0]["Id"]) == (None, None)
    for _ in range(2):
        outcome = office.run(path)
        assert (outcome.exit_code, statuses(outcome)) == (1, ["invalid"])
        assert "tell of a later try" in outcome.books[0].entries[0].message
    assert (cells(path), len(invoiced(office))) == (before, 1)
    latest.restore_journal()
    assert statuses(office.run(path)) == ["already_sent"]
    assert cells(path)[0]["Id"] == str(invoiced(office)[0]["id"])


def test_a_doubt_that_the_journal_does_not_know_holds_the_row_back(office: Office, sandbox: Any) -> None:
    """Rejected, backed up, in doubt since, journal restored: the doubt counts until it is cleared."""
    path = refused_once(office)
    backup = Backup(office)
    sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    backup.restore_journal()
    for _ in range(2):
        assert statuses(office.run(path)) == ["invalid"]
        assert cells(path)[0]["Status"] == "in_doubt"
    assert len(invoiced(office)) == 1
    retype_row(path, 2, dict.fromkeys(("Status", "Id", "Key", "Message"), None))
    assert statuses(office.run(path)) == ["sent"]


def test_a_journal_that_knows_the_try_sends_freely(office: Office, sandbox: Any) -> None:
    """No alarm where nothing was restored: refused again with no results written, corrected, sent."""
    path = refused_once(office)
    retype(path, 2, "Branch", None)
    copies: list[bytes] = []
    office.person = Bystander(lambda: copies.append(path.read_bytes()), after=1)
    assert statuses(office.run(path)) == ["rejected"]
    path.write_bytes(copies[0])
    assert "Being sent again [xl:" in cells(path)[0]["Message"]
    office.person = Person()
    retype(path, 2, "Branch", 2)
    assert statuses(office.run(path)) == ["sent"]
    assert len(invoiced(office)) == 1


def doubted(office: Office, sandbox: Any, path: Path, kind: str) -> str:
    """Imports the workbook, whose answer is lost; the operation that is in doubt."""
    sandbox.add_fault(kind, 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault(kind, 0.0, FACTURAS)
    with office.journal() as journal:
        return journal.get(cells(path)[0]["Key"]).id


def test_a_second_doubt_is_not_taken_for_the_first(office: Office, sandbox: Any) -> None:
    """In doubt, settled as not sent, backed up, in doubt again, journal restored: it is another doubt."""
    path = office.workbook([line(1)], template=INVOICES)
    first = doubted(office, sandbox, path, "drop-before-commit")
    with office.journal() as journal:
        resolve(journal, first, sent_as=None)
    backup = Backup(office)
    doubted(office, sandbox, path, "drop-after-commit")
    assert statuses(office.run(path)) == ["in_doubt"]
    backup.restore_journal()
    before = cells(path)
    for _ in range(2):
        assert statuses(office.run(path)) == ["invalid"]
    assert (cells(path), len(invoiced(office))) == (before, 1)


def test_a_colleagues_second_doubt_is_not_ours(office: Office, colleague: Office, sandbox: Any) -> None:
    """Settled here, in doubt again on the computer of a colleague who has this journal: it waits here."""
    path = office.workbook([line(1)], template=INVOICES)
    first = doubted(office, sandbox, path, "drop-before-commit")
    with office.journal() as journal:
        resolve(journal, first, sent_as=None)
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    doubted(colleague, sandbox, path, "drop-after-commit")
    assert statuses(office.run(path)) == ["invalid"]
    assert len(invoiced(office)) == 1


def test_a_doubt_that_was_settled_is_sent_freely(office: Office, sandbox: Any) -> None:
    """The doubt beside the row is the one that this journal settled: no alarm."""
    path = office.workbook([line(1)], template=INVOICES)
    first = doubted(office, sandbox, path, "drop-before-commit")
    assert "[xl:" in cells(path)[0]["Message"]
    with office.journal() as journal:
        resolve(journal, first, sent_as=None)
    assert statuses(office.run(path)) == ["sent"]


def test_sent_without_an_id_is_sent(office: Office) -> None:
    """Somebody wiped the Id of a row that was sent since the backup: its Status still tells."""
    path = refused_once(office)
    backup = Backup(office)
    assert statuses(office.run(path)) == ["sent"]
    retype_row(path, 2, {"Id": None, "Message": None})
    backup.restore_journal()
    assert statuses(office.run(path)) == ["invalid"]
    assert len(invoiced(office)) == 1


def test_a_journal_from_the_middle_of_a_second_try(office: Office, sandbox: Any) -> None:
    """It has the batch, with the row only planned, and an older doubt: that is not the doubt in the cells."""
    path = office.workbook([line("A"), line("B", issuer=DINER)], template=INVOICES)
    sandbox.add_fault("drop-before-commit", 1.0, FACTURAS)
    assert statuses(office.run(path, workers=1)) == ["in_doubt", "in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, FACTURAS)
    with office.journal() as journal:
        for operation in journal.all():
            resolve(journal, operation.id, sent_as=None)
    backups: list[Backup] = []

    def between() -> None:
        backups.append(Backup(office))
        sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)

    office.person = Bystander(between, after=1)
    assert statuses(office.run(path, workers=1)) == ["sent", "in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    office.person = Person()
    backups[0].restore_journal()
    assert statuses(office.run(path))[1] == "invalid"
    assert len(invoiced(office)) == 2
