"""An old copy of the journal, of the workbook or of both comes back; or a workbook has lost its journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from backups import Backup, journal_of
from bystander import Bystander
from ledgers import LEDGERS, Ledger
from office import Office, Person, cells, edit, statuses

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge


def wipe(path: Path, *headers: str) -> None:
    """Clears result cells, as somebody does who likes a tidy sheet."""

    def clear(sheet: Any) -> None:
        for column in (cell.column for cell in sheet[1] if cell.value in headers):
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, column).value = None

    edit(path, clear)


def test_an_old_journal_believes_the_service_or_the_sheet(office: Office, ledger: Ledger) -> None:
    """Rows that were sent since the copy are unknown to it; none of them is sent again."""
    office.run(office.workbook(ledger.rows(1), "first.xlsx", ledger.template))
    backup = Backup(office)
    path = office.workbook(ledger.rows(4)[1:], template=ledger.template)
    assert statuses(office.run(path)) == ["sent"] * 3
    ids = [row["Id"] for row in cells(path)]
    backup.restore_journal()
    for _ in range(2):
        assert statuses(office.run(path)) == ["already_sent"] * 3
        assert [row["Id"] for row in cells(path)] == ids
    assert ledger.made(office) == [1, 2, 3, 4]


def test_a_journal_copied_in_the_middle_of_an_import_sends_nothing_again(
    office: Office, ledger: Ledger
) -> None:
    """What it has as planned or on its way was sent since: sheet and service know better."""
    path = office.workbook(ledger.rows(6), template=ledger.template)
    backups: list[Backup] = []
    office.person = Bystander(lambda: backups.append(Backup(office)), after=2)
    assert statuses(office.run(path, workers=2)) == ["sent"] * 6
    told = [{name: row[name] for name in row if name != "Message"} for row in cells(path)]
    backups[0].restore_journal()
    office.person = Person()
    for _ in range(2):
        assert statuses(office.run(path)) == ["already_sent"] * 6
    again = [{name: row[name] for name in row if name != "Message"} for row in cells(path)]
    assert [row["Id"] for row in again] == [row["Id"] for row in told]
    assert ledger.made(office) == [1, 2, 3, 4, 5, 6]


def test_a_workbook_from_before_the_import_is_recognised_by_its_looks(office: Office, ledger: Ledger) -> None:
    """No key, no status, no Id: the rows look like those that were sent, and are refused."""
    path = office.workbook(ledger.rows(3), template=ledger.template)
    before = path.read_bytes()
    office.run(path)
    path.write_bytes(before)
    office.person = Person()
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"] * 3
    assert "Looks like row 2 of book.xlsx" in cells(path)[0]["Message"]
    assert ledger.made(office) == [1, 2, 3]


def test_a_workbook_from_the_middle_of_the_import_gets_its_results_again(
    office: Office, ledger: Ledger
) -> None:
    """It has its keys and nothing else: the journal knows what became of each row."""
    path = office.workbook(ledger.rows(4), template=ledger.template)
    copies: list[bytes] = []
    office.person = Bystander(lambda: copies.append(path.read_bytes()), after=2)
    office.run(path)
    ids = [row["Id"] for row in cells(path)]
    path.write_bytes(copies[0])
    assert [row["Id"] for row in cells(path)] == [None] * 4
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 4
    assert [row["Id"] for row in cells(path)] == ids
    assert ledger.made(office) == [1, 2, 3, 4]


@pytest.mark.parametrize("ledger", LEDGERS[:2], ids=lambda ledger: ledger.system)
def test_a_computer_restored_from_last_nights_copy_asks_the_service(
    office: Office, sandbox: Any, ledger: Ledger
) -> None:
    """Both copies are from an import that was stopped and finished since: nothing of it is sent again."""
    path = office.workbook(ledger.rows(6), template=ledger.template)
    office.person = Bystander(lambda: sandbox.add_fault("unauthorized", 1.0, ledger.post), after=2)
    assert set(statuses(office.run(path, workers=1))) == {"sent", "rejected", "not_sent"}
    backup = Backup(office, path)
    office.person = Person()
    sandbox.add_fault("unauthorized", 0.0, ledger.post)
    assert set(statuses(office.run(path))) == {"sent", "already_sent"}
    ids = [row["Id"] for row in cells(path)]
    backup.restore_journal()
    backup.restore_workbooks()
    for _ in range(2):
        assert statuses(office.run(path)) == ["already_sent"] * 6
        assert [row["Id"] for row in cells(path)] == ids
    assert ledger.made(office) == [1, 2, 3, 4, 5, 6]


def test_a_workbook_without_its_journal(office: Office, colleague: Office, ledger: Ledger) -> None:
    """A colleague's workbook, results wiped but for the keys: found by their marks; for iZi it is refused."""
    path = office.workbook(ledger.rows(3), template=ledger.template)
    office.run(path)
    wipe(path, "Status", "Id", "Number", "Link", "Message")
    outcome = colleague.run(path)
    assert set(statuses(outcome)) == {"already_sent"} if ledger.asked else {"invalid"}
    if not ledger.asked:
        assert "the service cannot be asked" in cells(path)[0]["Message"]
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    assert statuses(colleague.run(path)) == ["already_sent"] * 3
    assert all(row["Id"] for row in cells(path))
    assert ledger.made(office) == [1, 2, 3]


def test_rows_added_by_a_colleague_go_out_once(office: Office, colleague: Office, ledger: Ledger) -> None:
    """The workbook goes to and fro, each adds rows and imports, before and after merging: each row once."""
    path = office.workbook(ledger.rows(2), template=ledger.template)
    extra = office.workbook(ledger.rows(4), "extra.xlsx", ledger.template)
    office.run(path)
    _add_row(path, extra, 4)
    assert statuses(colleague.run(path)) == ["already_sent"] * 2 + ["sent"]
    assert statuses(office.run(path)) == ["already_sent"] * 3
    with office.journal() as journal:
        merge(journal, [read(journal_of(colleague))])
    _add_row(path, extra, 5)
    assert statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"]
    assert statuses(colleague.run(path)) == ["already_sent"] * 4
    assert ledger.made(office) == [1, 2, 3, 4]


def _add_row(path: Path, source: Path, number: int) -> None:
    """Copies a row of another workbook below the last one, as a person does."""
    row = cells(source)[number - 2]
    last = len(cells(path)) + 2

    def put(sheet: Any) -> None:
        for column, value in enumerate(row.values(), start=1):
            sheet.cell(last, column).value = value

    edit(path, put)
