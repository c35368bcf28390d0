"""A workbook whose headers are wrong sends nothing, and still tells what became of each row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from office import Office, cells, edit, retype

from xl_addin.errors import WorkbookError
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.renew import renew
from xl_addin.sandbox.server import Sandbox

RENT = {"date": date(2026, 11, 2), "description": "Rent", "amount": -10, "ref": "P-7"}
BREAD = {"date": date(2026, 11, 3), "description": "Bread", "amount": -20}
POST = "POST /organizze/rest/v2/transactions"


def misspell(path: Path) -> None:
    """Renames the column Description, as a person does in Excel."""

    def rename(sheet: Any) -> None:
        sheet.cell(1, 2, "Whatever")
        sheet.tables["Transactions"].tableColumns[1].name = "Whatever"

    edit(path, rename)


def told(outcome: Outcome) -> list[tuple[int, str, str]]:
    """Row, Ref and status of each row."""
    [book] = outcome.as_json()["workbooks"]
    return [(row["row"], row["ref"], row["status"]) for row in book["rows"]]


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_column_is_named_and_the_rows_are_listed(office: Office, dry_run: bool) -> None:
    """Whoever renames a column learns which one is missing; no row disappears, and none is changed."""
    path = office.workbook([RENT, BREAD])
    misspell(path)
    before = cells(path)
    outcome = office.run(path, dry_run=dry_run)
    assert outcome.exit_code == 1
    assert "The column Description is missing" in str(outcome.books[0].problems[0])
    assert told(outcome) == [(2, "P-7", "not_sent"), (3, "", "not_sent")]
    assert cells(path) == before


def test_rows_that_were_sent_are_not_called_unsent(office: Office) -> None:
    """The journal knows them though nobody can read them: nobody is led to type them once more."""
    path = office.workbook([RENT, BREAD])
    office.run(path)
    misspell(path)
    outcome = office.run(path)
    assert told(outcome) == [(2, "P-7", "already_sent"), (3, "", "already_sent")]
    [book] = outcome.as_json()["workbooks"]
    assert [row["remote_id"] for row in book["rows"]] == [row["Id"] for row in cells(path)]


def test_a_copy_of_a_sent_row_is_not_called_sent(office: Office) -> None:
    """Of two rows with one key nobody can tell which was sent before the headers are right."""
    path = office.workbook([RENT, BREAD])
    office.run(path, partial=True)
    retype(path, 3, "Key", cells(path)[0]["Key"])
    misspell(path)
    assert told(office.run(path)) == [(2, "P-7", "in_doubt"), (3, "", "in_doubt")]


def test_rows_in_doubt_stay_in_doubt(office: Office, sandbox: Sandbox) -> None:
    """A lost answer is a doubt with wrong headers too, and no fresh copy is made of it."""
    path = office.workbook([RENT])
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    assert office.run(path).exit_code == 3
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    misspell(path)
    outcome = office.run(path)
    assert (outcome.exit_code, told(outcome)) == (3, [(2, "P-7", "in_doubt")])
    with pytest.raises(WorkbookError, match="The column Description is missing"):
        renew(path, office.folder / "fresh.xlsx")


def test_a_row_of_another_journal_is_in_doubt(office: Office, tmp_path: Path) -> None:
    """What a colleague sent is not called unsent: this journal does not know it, and nothing is looked up."""
    path = office.workbook([RENT])
    office.run(path)
    (office.settings.home / "journal.db").unlink()
    misspell(path)
    outcome = office.run(path)
    assert told(outcome) == [(2, "P-7", "in_doubt")]
    assert "Put the headers right" in outcome.books[0].entries[0].message
    assert office.posts() == 1


def test_a_header_that_another_program_wrote_over_is_refused(office: Office) -> None:
    """A program that writes cells alone leaves the table's own names as they were: nobody guesses."""
    path = office.workbook([RENT])
    headers = list(cells(path)[0])
    first, second = headers.index("Account") + 1, headers.index("Notes") + 1

    def swap(sheet: Any) -> None:
        sheet.cell(1, first).value, sheet.cell(1, second).value = "Notes", "Account"

    edit(path, swap)
    outcome = office.run(path)
    assert told(outcome) == [(2, "P-7", "not_sent")]
    assert "says “Notes”, but the table calls this column “Account”" in str(outcome.books[0].problems[0])
    assert office.posts() == 0


def test_a_table_that_hides_its_headers_is_read_by_its_names(office: Office) -> None:
    """What stands above a table without a header row is none of its headers."""
    path = office.workbook([RENT])

    def hide(sheet: Any) -> None:
        table = sheet.tables["Transactions"]
        table.headerRowCount, table.autoFilter = 0, None
        table.ref = table.ref.replace("A1", "A2")
        for cell in sheet[1]:
            cell.value = "Our own heading"

    edit(path, hide)
    assert told(office.run(path, dry_run=True)) == [(2, "P-7", "ready")]
