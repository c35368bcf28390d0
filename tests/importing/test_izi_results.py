"""What stands beside an invoice's rows once iZi has made it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import requests
from izi_office import INVOICES, invoiced, later, line, rehearsed
from office import Office, cells, edit, statuses

RESULTS = ("Number", "Link", "Authorization", "Control code", "Total", "Roll link", "Sent at")


def test_an_invoices_answer_is_written_beside_it(office: Office) -> None:
    """Number, links, authorization, control code and total are iZi's, and the total is a number."""
    path = office.workbook([line("A", quantity="3", price="66.666"), later("A", "Té")], template=INVOICES)
    office.run(path)
    [invoice] = invoiced(office)
    for row in cells(path):
        assert row["Number"] == str(invoice["numero"])
        assert row["Authorization"] == invoice["autorizacion"]
        assert row["Control code"] == invoice["control"]
        assert row["Link"] == invoice["link"]
        assert row["Roll link"] == invoice["pdfRollo"]
        assert row["Total"] == invoice["montoTotal"] == 210
        assert isinstance(row["Total"], int | float)


def test_the_links_lead_to_the_invoices_pages(office: Office, sandbox: Any) -> None:
    """Whoever clicks a link gets the PDF."""
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    [row] = cells(path)
    with requests.Session() as session:
        session.trust_env = False
        for link in (row["Link"], row["Roll link"]):
            answer = session.get(link, verify=sandbox.ready["ca_bundle"], timeout=10)
            assert answer.content.startswith(b"%PDF")


def test_results_lost_from_the_sheet_are_written_again(office: Office) -> None:
    """Whoever wipes the result cells gets all of them back, as long as the keys are there."""
    path = office.workbook([line("A"), later("A", "Té")], template=INVOICES)
    office.run(path)
    before = cells(path)

    def wipe(sheet: Any) -> None:
        headers = [cell.value for cell in sheet[1]]
        for header in (*RESULTS, "Status", "Id", "Message"):
            for row in (2, 3):
                sheet.cell(row, headers.index(header) + 1).value = None

    edit(path, wipe)
    assert statuses(office.run(path)) == ["already_sent"]
    assert cells(path) == before


def test_a_workbook_without_the_invoice_columns_is_served_too(office: Office) -> None:
    """Result columns that somebody removed are left out; the others are written."""
    path = office.workbook([line("A")], template=INVOICES)

    def rename(sheet: Any) -> None:
        [table] = sheet.tables.values()
        for header in ("Authorization", "Total", "Roll link", "Control code"):
            next(cell for cell in sheet[1] if cell.value == header).value = f"My {header}"
            next(column for column in table.tableColumns if column.name == header).name = f"My {header}"

    edit(path, rename)
    assert statuses(office.run(path)) == ["sent"]
    [row] = cells(path)
    assert row["Number"] == str(invoiced(office)[0]["numero"])
    assert row["My Total"] is None


def test_totals_with_decimals_are_izis_to_the_cent(office: Office) -> None:
    """What the preview promised is what iZi billed: no difference is told, and the cells are exact."""
    bills = [
        ("1", "0.005", None, "0.01"),
        ("0.333", "0.3", None, "0.10"),
        ("0.125", "13.3333333333", "0.67", "1.00"),
        ("1", "169.005", None, "169.01"),
        ("3", "33.335", "0.01", "100.00"),
        ("999999.999", "999.9999", None, "999999899.00"),
    ]
    rows = [
        line(number, "Pan", quantity, price, discount=Decimal(discount) if discount else None)
        for number, (quantity, price, discount, _) in enumerate(bills)
    ]
    path = office.workbook(rows, template=INVOICES)
    assert set(statuses(office.run(path))) == {"sent"}
    written, made = cells(path), invoiced(office)
    for row, invoice, (*_, total) in zip(written, made, bills, strict=True):
        assert row["Message"] == rehearsed(office)
        assert Decimal(str(row["Total"])) == Decimal(str(invoice["montoTotal"])) == Decimal(total)
    expected = sum(Decimal(total) for *_, total in bills)
    assert office.person.previews[0].totals["BOB"].net == expected


def test_a_discount_that_leaves_nothing_is_refused(office: Office) -> None:
    """An invoice of zero or less is invalid in the sheet, at its Discount."""
    rows = [line("A", price="10", discount=Decimal("10.00")), line("B", price="0")]
    outcome = office.run(office.workbook(rows, template=INVOICES))
    assert statuses(outcome) == ["invalid", "invalid"]
    first, second = outcome.books[0].all_problems
    assert first.cell == "H2"
    assert "0.00 Bs" in first.text
    assert second.row == 3


def test_an_invoice_beyond_all_reason_is_refused(office: Office) -> None:
    """Quantity times price beyond what a spreadsheet keeps to the cent is an invalid row, not a crash."""
    rows = [line("A", "Pan", "9000000000000", "9000000000000"), line("B")]
    outcome = office.run(office.workbook(rows, template=INVOICES), partial=True)
    assert statuses(outcome) == ["invalid", "sent"]
    assert "more than a spreadsheet keeps" in outcome.books[0].all_problems[0].text
