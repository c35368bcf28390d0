"""Cells that cannot be read: what else is wrong with their row is told in the same pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from izi_office import BAKERY, DINER, INVOICES, issuers_toml, line
from iziago_office import TRANSFERS, pay
from office import Office, Row, edit, statuses

PURCHASE: Row = {"date": date(2026, 11, 2), "description": "Flour", "amount": -10}


def spoil(path: Path, header: str, row: int = 2) -> None:
    """A formula behind the cell has come to an error."""

    def put(sheet: Any) -> None:
        [cell] = [cell for cell in sheet[1] if cell.value == header]
        spoilt = sheet.cell(row, cell.column)
        spoilt.value, spoilt.data_type = "#N/A", "e"

    edit(path, put)


def told(office: Office, path: Path) -> list[str]:
    """What is wrong, without a hint of where."""
    outcome = office.run(path, dry_run=True)
    assert set(statuses(outcome)) == {"invalid"}
    return [problem.text for problem in outcome.books[0].all_problems]


def test_an_unknown_name_beside_an_unread_cell_is_told(office: Office) -> None:
    """A person corrects both at once, whichever of the cells is looked at first."""
    path = office.workbook([{**PURCHASE, "category": "Nowhere"}])
    for header in ("Credit card", "Account", "Notes", "Amount"):
        spoil(path, header)
        first, second = [text for text in told(office, path) if header in text or "Nowhere" in text][:2]
        assert f"{header} shows the error" in first
        assert "Category “Nowhere” is not known" in second


def test_nothing_is_said_of_a_cell_that_is_not_blank(office: Office) -> None:
    """An unread Issuer is not told to be missing, although of two issuers one must be named."""
    office.configure(issuers_toml([{"nit": BAKERY, "name": "Pan"}, {"nit": DINER, "name": "Sopa"}]))
    books = [
        (office.workbook([PURCHASE], "o.xlsx"), "Credit card"),
        (office.workbook([pay()], "t.xlsx", TRANSFERS), "Type"),
        (office.workbook([line(1)], "i.xlsx", INVOICES), "Issuer"),
    ]
    for path, header in books:
        spoil(path, header)
        [text] = told(office, path)
        assert f"{header} shows the error #N/A" in text
