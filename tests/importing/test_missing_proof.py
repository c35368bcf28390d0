"""Where the service cannot be asked the result cells are a witness: nothing leaves without their columns."""

from __future__ import annotations

from typing import Any

import pytest
from izi_office import INVOICES, line
from office import Office, cells, edit, statuses


def rename(sheet: Any, header: str) -> None:
    """Makes a column of ours one of somebody's own."""
    [table] = sheet.tables.values()
    next(cell for cell in sheet[1] if cell.value == header).value = "My own"
    next(column for column in table.tableColumns if column.name == header).name = "My own"


@pytest.mark.parametrize("header", ["Message", "Id"])
def test_an_invoice_needs_the_columns_that_prove_it(office: Office, header: str) -> None:
    """Without Message or Id a try would leave no trace in the sheet: the row waits until it is back."""
    path = office.workbook([line(1)], template=INVOICES)
    edit(path, lambda sheet: rename(sheet, header))
    outcome = office.run(path)
    assert (outcome.exit_code, statuses(outcome), office.posts()) == (1, ["not_sent"], 0)
    assert [problem.text for problem in outcome.books[0].problems] == [
        f"The column {header} is missing. Put it back, or copy the rows into a fresh template."
    ]
    assert cells(path)[0]["My own"] is None


def test_where_the_service_can_be_asked_they_may_go(office: Office) -> None:
    """Organizze's records carry the row's mark: who does not want the Message column does without."""
    row = {"date": "2026-11-02", "description": "Rent", "amount": -10}
    path = office.workbook([row])
    edit(path, lambda sheet: rename(sheet, "Message"))
    assert statuses(office.run(path)) == ["sent"]
