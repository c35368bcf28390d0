"""Rows of another computer that were changed: the service has something else, and that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from izi_office import INVOICES, line
from iziago_office import POST_TRANSFER, THIRD_PARTIES, TRANSFERS, open_day, pay, row_statuses, transfers
from office import Office, cells, retype, retype_row, statuses

from xl_addin.importing.options import LookAlikes

ROW = {"date": date(2026, 11, 2), "description": "Rent", "amount": -10}
CLEARED = {"Status": None, "Id": None, "Message": None, "Sent at": None}


def of_november(office: Office, own: str | None = "RENT-12", **more: Any) -> Path:
    """A workbook that pays a rent, under an End-to-end id that is used every month."""
    return office.workbook([pay(end_to_end_id=own, execution_date=open_day(7))], **more, template=TRANSFERS)


@pytest.mark.parametrize(
    ("header", "value"),
    [("Date", date(2026, 12, 2)), ("Date", date(2027, 5, 2)), ("Amount", -95), ("Description", "Power")],
)
@pytest.mark.parametrize("cleared", [False, True], ids=["sent", "killed"])
def test_last_months_workbook_is_not_this_months(
    office: Office, colleague: Office, header: str, value: object, *, cleared: bool
) -> None:
    """A sent row that says something else now is no row that is already sent, nor a new one."""
    path = office.workbook([ROW])
    office.run(path)
    retype_row(path, 2, {header: value} | (CLEARED if cleared else {}))
    outcome = colleague.run(path)
    assert statuses(outcome) == ["invalid"]
    assert str(office.stored()[0]["id"]) in str(outcome.books[0].entries[0].message)
    assert len(office.stored()) == 1


def test_an_invoice_of_another_total_is_not_by_the_sheets_word(office: Office, colleague: Office) -> None:
    """IZi cannot be asked; the Total beside the row tells that it was another invoice."""
    path = office.workbook([line(1, quantity="2")], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"]
    assert statuses(colleague.run(path)) == ["already_sent"]
    retype(path, 2, "Quantity", 50)
    outcome = colleague.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "500.00" in outcome.books[0].entries[0].message
    assert cells(path)[0]["Status"] == "sent", "the proof stays"


def test_a_pasted_row_does_not_inherit_its_waiver(office: Office) -> None:
    """Send anyway was said of the first one: the second, pasted with its cells, is asked about each time."""
    path = office.workbook([{**ROW, "send_anyway": True}])
    assert statuses(office.run(path)) == ["sent"]
    retype_row(path, 3, cells(path)[0])
    for _ in range(2):
        assert statuses(office.run(path)) == ["already_sent", "invalid"]
    assert len(office.stored()) == 1
    assert statuses(office.run(path, look_alikes=LookAlikes.SEND)) == ["already_sent", "sent"]
    assert len({line["Key"] for line in cells(path)}) == 2


@pytest.mark.parametrize("fault", ["unauthorized", "drop-before-commit"])
def test_another_months_transfer_is_not_taken_for_this_one(
    office: Office, colleague: Office, sandbox: Any, fault: str
) -> None:
    """A colleague paid November under the same id: December's refused or lost row is not called sent."""
    colleague.run(of_november(colleague))
    path = office.workbook([pay(end_to_end_id="RENT-12", execution_date=open_day(40))], template=TRANSFERS)
    sandbox.add_fault(fault, 1.0, POST_TRANSFER)
    office.run(path)
    sandbox.add_fault(fault, 0.0, POST_TRANSFER)
    outcome = office.run(path)
    assert statuses(outcome) in (["not_sent"], ["in_doubt"])
    assert "RENT-12 is also that of transfer" in outcome.books[0].entries[0].message
    assert len(transfers(office)) == 1


@pytest.mark.parametrize(("own", "label"), [("Rent-12", ""), ("RENT-12", '[iziago]\nlabel = "Vauzelle"\n')])
def test_an_id_is_used_once_on_a_computer(office: Office, own: str, label: str) -> None:
    """Neither other letters nor a label set later make an id a new one, and no waiver does."""
    office.run(of_november(office))
    office.configure(label)
    row = pay(end_to_end_id=own, execution_date=open_day(40), send_anyway=True)
    assert statuses(office.run(office.workbook([row], "december.xlsx", TRANSFERS))) == ["invalid"]
    assert len(transfers(office)) == 1


def test_two_ids_that_differ_in_letters_are_one(office: Office) -> None:
    """Within one import too, for so Iziago compares them."""
    rows = [pay(end_to_end_id=own, amount=amount) for own, amount in (("A-1", "10.00"), ("a-1", "11.00"))]
    assert statuses(office.run(office.workbook(rows, template=TRANSFERS))) == ["not_sent", "invalid"]


def test_a_retyped_id_does_not_send_a_strangers_row_again(office: Office, colleague: Office) -> None:
    """Killed before its result was written, then given another End-to-end id: the transfer is pointed at."""
    path = of_november(office)
    office.run(path)
    retype_row(path, 2, CLEARED | {"End-to-end id": "RENT-0012"})
    outcome = colleague.run(path)
    assert statuses(outcome) == ["invalid"]
    assert transfers(office)[0]["id"] in outcome.books[0].entries[0].message
    assert len(transfers(office)) == 1


def test_a_strangers_third_party_is_made_once(office: Office, colleague: Office) -> None:
    """Send anyway asks for one more of that name; the row's own is not one that was there before."""
    row = {"name": "Zorro SARL", "type": "COMPANY", "country": "FR", "account": "FR1420041010050500013M02606"}
    path = office.workbook([{**row, "send_anyway": True}], template=THIRD_PARTIES)
    office.run(path)
    retype_row(path, 2, CLEARED | {"Number": None})
    assert row_statuses(colleague.run(path)) == ["already_sent"]
    named = [item for item in office.state()["iziago"]["third_parties"] if item["name"] == "Zorro SARL"]
    assert [len(item["accounts"]) for item in named] == [1]
