"""What a colleague's row says already is not sent once more, whatever this journal knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from izi_office import INVOICES, invoiced, line
from iziago_office import open_day, pay, transfers
from office import Office, Row, cells, retype_row, statuses

from xl_addin.sandbox.server import Sandbox

RENT = {"date": date(2026, 11, 20), "description": "Rent", "amount": -1000, "ref": "RENT-11"}
POST = "POST /organizze/rest/v2/transactions"


def sent_and_repeated(office: Office, row: Row, template: str, wrong: Row) -> Path:
    """A workbook whose first row was sent here, and whose second says the same afterwards."""
    path = office.workbook([row, {**row, **wrong}], template=template)
    assert statuses(office.run(path, partial=True)) == ["sent", "invalid"]
    first, second = cells(path)
    results = ("Status", "Id", "Number", "Link", "Message", "Sent at", "Key", "Total")
    again = {header: value for header, value in first.items() if header not in results}
    retype_row(path, 3, {**again, **{header: None for header in results if header in second}})
    return path


def test_a_transaction_is_not_made_twice(office: Office, colleague: Office) -> None:
    """The colleague's computer finds row 2 by its mark; row 3, typed by a slip, is pointed out."""
    path = sent_and_repeated(office, RENT, "organizze_transactions", {"amount": "ten"})
    outcome = colleague.run(path)
    assert statuses(outcome) == ["already_sent", "invalid"]
    assert "row 2 of book.xlsx in this import" in outcome.books[0].entries[1].message
    assert len(office.stored()) == 1


def test_a_transfer_is_not_made_twice_under_one_end_to_end_id(office: Office, colleague: Office) -> None:
    """Not even a waiver makes a second transfer with the End-to-end id of one that Iziago has."""
    row = pay(end_to_end_id="INV-7", execution_date=open_day(), send_anyway=True)
    path = sent_and_repeated(office, row, "iziago_transfers", {"amount": "ten"})
    outcome = colleague.run(path)
    assert statuses(outcome) == ["already_sent", "invalid"]
    assert "is also the end-to-end id of row 2" in outcome.books[0].entries[1].message
    assert len([item for item in transfers(office) if item["endToEndId"] == "INV-7"]) == 1


def test_an_invoice_is_not_issued_twice(office: Office, colleague: Office) -> None:
    """The sheet's word that row 2 was invoiced counts for row 3, which says the same under another name."""
    first, second = line("A", ref="F-1"), line("B", buyer_name="Cliente A", ref="F-1")
    path = office.workbook([first, {**second, "quantity": "ten"}], template=INVOICES)
    assert statuses(office.run(path, partial=True)) == ["sent", "invalid"]
    retype_row(path, 3, {"Quantity": 1, "Status": None, "Message": None, "Key": None})
    outcome = colleague.run(path)
    assert statuses(outcome) == ["already_sent", "invalid"]
    assert "row 2 of book.xlsx in this import" in outcome.books[0].entries[1].message
    assert len(invoiced(office)) == 1


def test_a_row_that_a_colleague_has_in_doubt_is_not_sent_beside_it(
    office: Office, colleague: Office, sandbox: Sandbox
) -> None:
    """While nobody knows what became of a colleague's row, its double does not leave, `--partial` or not."""
    path = office.workbook([RENT])
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, POST)
    sheet = cells(path)[0]
    both = office.workbook([RENT, RENT], "both.xlsx")
    retype_row(both, 2, {header: sheet[header] for header in ("Status", "Key", "Message")})
    assert statuses(colleague.run(both, partial=True)) == ["invalid", "invalid"]
    assert colleague.stored() == []


@pytest.mark.parametrize("status", [None, "in_doubt"])
def test_two_rows_with_a_colleagues_key_are_told_apart_by_a_person(
    office: Office, colleague: Office, status: str | None
) -> None:
    """A row pasted with its Key, cells as a killed import leaves them: neither of the two is sent as new."""
    path = office.workbook([RENT, RENT])
    assert statuses(office.run(office.workbook([RENT], "one.xlsx"))) == ["sent"]
    [sent] = cells(office.folder / "one.xlsx")
    for row in (2, 3):
        retype_row(path, row, {"Key": sent["Key"], "Status": status})
    outcome = colleague.run(path, partial=True)
    assert statuses(outcome) == ["invalid", "invalid"]
    assert "Two rows have this key" in outcome.books[0].entries[0].message
    assert len(office.stored()) == 1


def test_a_look_alike_is_named_beside_another_mistake(office: Office) -> None:
    """`check` tells of doubles also where some other row of the workbook is wrong."""
    office.run(office.workbook([RENT], "sent.xlsx"))
    path = office.workbook([RENT, {**RENT, "amount": "ten", "ref": "P-8"}])
    outcome = office.run(path, dry_run=True)
    assert statuses(outcome) == ["invalid", "invalid"]
    assert "Looks like row 2 of sent.xlsx" in outcome.books[0].entries[0].message
