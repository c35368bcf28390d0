"""Opening balances out of a workbook, as people have them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from xl_addin.balances.sheet import read
from xl_addin.errors import WorkbookError
from xl_addin.schema.reading import READINGS


def workbook(folder: Path, rows: Sequence[Sequence[Any]], table: str = "") -> Path:
    """A workbook with these rows, below a sheet that has nothing to do with it."""
    book = openpyxl.Workbook()
    book.active.append(["Notes"])
    sheet = book.create_sheet("Saldos")
    for row in rows:
        sheet.append(row)
    if table:
        sheet.add_table(Table(displayName="Opening", ref=table))
    path = folder / "openings.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("language", "headers", "table"),
    [
        ("en", ("Account", "Amount", "Date"), "A3:C5"),
        ("en", ("ACCOUNT", "Balance", "day"), ""),
        ("pt", ("Conta", "Saldo", "Data"), ""),
        ("es", ("Cuenta", "Importe", "Fecha"), ""),
        ("fr", ("Compte", "Solde", "Jour"), "A3:C5"),
    ],
)
def test_a_table_in_four_languages(
    tmp_path: Path, language: str, headers: tuple[str, ...], table: str
) -> None:
    """An Excel table, or only headers with rows below, wherever they stand."""
    day = datetime(2026, 10, 31)
    rows = [
        ("What we had",),
        (),
        headers,
        ("Bradesco CC", -1234.56, day),
        ("Caixa", "10.00", "2026-10-30"),
        (),
    ]
    found = read(workbook(tmp_path, rows, table), READINGS[language])
    assert found.problems == []
    assert [(line.account, line.amount, line.day) for line in found.lines] == [
        ("Bradesco CC", Decimal("-1234.56"), day.date()),
        ("Caixa", Decimal("10.00"), date(2026, 10, 30)),
    ]


def test_every_problem_has_its_cell(tmp_path: Path) -> None:
    """A row that is wrong is no row, and each cell that is wrong is named."""
    rows = [
        ("Date", "Account", "Amount"),
        ("soon", "Bradesco CC", 1),
        (datetime(2026, 10, 31), None, "1.234"),
        (datetime(2026, 10, 31), "Caixa", 1),
    ]
    found = read(workbook(tmp_path, rows), READINGS["en"])
    assert [line.account for line in found.lines] == ["Caixa"]
    assert sorted((problem.sheet, problem.cell) for problem in found.problems) == [
        ("Saldos", "A2"),
        ("Saldos", "B3"),
        ("Saldos", "C3"),
    ]
    assert (found.lines[0].sheet, found.lines[0].cell, found.lines[0].row) == ("Saldos", "B4", 4)


def test_no_such_table(tmp_path: Path) -> None:
    """A workbook of something else is refused with what is missing."""
    with pytest.raises(WorkbookError, match="Account, Amount and Date"):
        read(workbook(tmp_path, [("Account", "Date"), ("Caixa", "2026-10-31")]), READINGS["en"])


@pytest.mark.parametrize("typed", ["tomorrow", "2207-10-31", "1920-10-31"])
def test_a_day_on_which_nobody_saw_it(tmp_path: Path, typed: str) -> None:
    """A day to come or a slipped year is a problem of its cell, and the row is not taken."""
    day = f"{date.today() + timedelta(days=1)}" if typed == "tomorrow" else typed
    rows = [("Account", "Amount", "Date"), ("Cofre", 1, date.today()), ("Caixa", 1, day)]
    found = read(workbook(tmp_path, rows), READINGS["en"])
    assert [line.account for line in found.lines] == ["Cofre"]
    [problem] = found.problems
    assert problem.cell == "C3"
    assert day in problem.text
