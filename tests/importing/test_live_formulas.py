"""Formulas beside the rows of an open workbook: what is sent is what stands there, and helpers do no harm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from excel_engine.people import headers_of
from live_office import LiveOffice
from office import cells, edit, statuses

ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(2)
]


def amount_depends_on(live: LiveOffice, path: Path, header: str) -> xw.Book:
    """Opens a workbook whose first amount is -1 while a result is blank, and -100 afterwards."""

    def put(sheet: Any) -> None:
        names = headers_of(sheet)
        beside = sheet.cell(2, names.index(header) + 1).coordinate
        sheet.cell(2, names.index("Amount") + 1).value = f'=IF({beside}="",-1,-100)'

    edit(path, put)
    book = live.open(path)
    file, name = book.impl.file, book.sheets[0].name
    names = headers_of(file.content[name])
    amount, beside = names.index("Amount") + 1, names.index(header) + 1
    file.rules[name, 2, amount] = lambda get: -100.0 if get(name, 2, beside) else -1.0
    file.calculate()
    file.saved = True
    return book


@pytest.mark.parametrize("calculation", ["automatic", "manual"])
def test_an_amount_that_depends_on_the_key_is_not_sent(live: LiveOffice, calculation: str) -> None:
    """The preview showed 1; with the key 100 stands there: neither is sent, and the cell is named."""
    path = live.office.workbook(ROWS)
    live.counter.app.calculation = calculation
    amount_depends_on(live, path, "Key")
    said = live.press()
    assert "Cell C2 of book.xlsx is not as it was" in said
    assert "its formula" in said
    assert live.office.posts() == 0
    assert statuses(live.send()) == ["sent"] * 2  # the key stands there by now, and the preview shows 100
    assert sorted(item["amount_cents"] for item in live.office.stored()) == [-10_000, -200]


def test_an_amount_that_depends_on_the_status_is_sent_as_it_was_shown(live: LiveOffice) -> None:
    """Results are written all the same: they are what became of the row."""
    path = live.office.workbook(ROWS)
    amount_depends_on(live, path, "Status")
    assert statuses(live.send()) == ["sent"] * 2
    assert live.column("Status") == ["sent"] * 2
    assert [row["Status"] for row in cells(path)] == ["sent"] * 2
    assert sorted(item["amount_cents"] for item in live.office.stored()) == [-200, -100]


def test_a_column_of_ones_own_may_change_all_the_time(live: LiveOffice) -> None:
    """A helper column with =NOW() is not sent, so it is nobody's business."""
    path = live.office.workbook(ROWS)

    def help_oneself(sheet: Any) -> None:
        column = len(headers_of(sheet)) + 1
        sheet.cell(1, column).value = "Checked at"
        for row in (2, 3, 4):
            sheet.cell(row, column).value = "=NOW()"

    edit(path, help_oneself)
    live.open(path)
    assert statuses(live.send()) == ["sent"] * 2
    assert live.column("Status") == ["sent"] * 2
    assert live.office.posts() == 2


def test_a_column_of_ours_that_changes_all_the_time_is_named(live: LiveOffice) -> None:
    """Nobody can say what would be sent of =RAND(): the cell is named, with what to do."""
    path = live.office.workbook(ROWS)
    edit(path, lambda sheet: sheet.cell(3, headers_of(sheet).index("Amount") + 1, "=-5-RAND()"))
    book = live.open(path)
    book.impl.file.cached[book.sheets[0].name, 3, 3] = -5.25
    said = live.press()
    assert "Cell C3 of book.xlsx is not as it was" in said
    assert live.office.posts() == 0


def test_only_the_sheet_of_the_rows_is_calculated(live: LiveOffice) -> None:
    """Who calculates by hand has large workbooks: those that are not sent are left alone."""
    path = live.office.workbook(ROWS)
    live.counter.app.calculation = "manual"
    book = amount_depends_on(live, path, "Tags")
    other = live.counter.app.books.add()
    book.activate()
    other.impl.file.waiting = {"Sheet"}
    live.type(2, "Tags", "now")
    assert live.counter.app.api.CalculationState != 0
    assert "ready 2" in live.press("check_rows")
    assert live.column("Amount")[0] == -100
    assert set(book.impl.file.calculated) == {book.sheets[0].name}
    assert other.impl.file.waiting == {"Sheet"}
    assert live.counter.impl.calculations == 0
    assert live.counter.app.calculation == "manual"
