"""The Excel of the tests does what Excel is known to do, so that what is proved with it means something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from excel_engine.refusing import ComError, Gone
from excel_engine.running import running


def _various(path: Path) -> Path:
    """A table with formulas below and beside it, a hidden row and merged cells."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Transactions")
        columns = [{"header": "Description"}, {"header": "Amount"}]
        rows = [[f"Item {n}", n * 10.25] for n in range(1, 6)]
        sheet.add_table("A1:B6", {"name": "Transactions", "columns": columns, "data": rows})
        sheet.write_array_formula("I2:I4", "{=B2:B4*2}", None, 20.5)
        sheet.write_formula("J2", "=SUM(B2:B6)", None, 153.75)
        sheet.merge_range("A10:B11", "merged")
        sheet.set_row(2, None, None, {"hidden": True})
    return path


@pytest.fixture
def app() -> Iterator[xw.App]:
    """An Excel."""
    with running() as excel:
        yield excel


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("00123", 123.0),
        ("1/2", datetime(2026, 1, 2)),
        ("50%", 0.5),
        ("TRUE", True),
        ("#N/A", None),
        ("'00123", "00123"),
        ("plain", "plain"),
        (Decimal("1.23456"), Decimal("1.2346")),
        (None, None),
    ],
)
def test_a_general_cell_takes_what_it_takes_it_for(app: xw.App, value: Any, stored: Any) -> None:
    """What people curse Excel for happens here as well."""
    cell = app.books.add().sheets[0]["B2"]
    cell.value = value
    assert cell.value == stored


def test_a_text_cell_keeps_what_it_was_given(app: xw.App) -> None:
    """The format @ keeps zeros, and keeps a formula from being one."""
    sheet = app.books.add().sheets[0]
    sheet["A1:A3"].number_format = "@"
    sheet["A1:A3"].value = [["00123"], ["=1+1"], ["1/2"]]
    assert sheet["A1:A3"].value == ["00123", "=1+1", "1/2"]
    sheet["B1"].value = "=1+1"
    assert sheet["B1"].formula == "=1+1"


def test_errors_are_nothing_unless_asked_for(app: xw.App) -> None:
    """An error cell reads as empty; with `err_to_str` by its name; by COM as a number."""
    cell = app.books.add().sheets[0]["A1"]
    cell.value = "#REF!"
    assert cell.value is None
    assert cell.options(err_to_str=True).value == "#REF!"
    assert cell.raw_value == cell.api.Value2 == -2146826265


def test_a_formula_keeps_what_it_shows_when_it_is_saved(app: xw.App, tmp_path: Path) -> None:
    """Excel saves formulas with their values, hidden rows as hidden ones, tables as tables."""
    path = _various(tmp_path / "various.xlsx")
    book = app.books.open(path)
    sheet = book.sheets["Transactions"]
    assert sheet["J2"].formula == "=SUM(B2:B6)"
    assert sheet["J2"].value == 153.75
    assert sheet["I2:I4"].has_array
    assert [table.name for table in sheet.tables] == ["Transactions"]
    assert [sheet[f"A{row}"].row_height == 0 for row in (2, 3)] == [False, True]
    assert sheet["A10"].merge_area.address == "$A$10:$B$11"
    sheet["E3"].value = "noted"
    book.save()
    saved = openpyxl.load_workbook(path, data_only=True)["Transactions"]
    assert (saved["J2"].value, saved["E3"].value) == (153.75, "noted")


def test_a_workbook_is_held_while_it_is_open(app: xw.App, tmp_path: Path) -> None:
    """Excel leaves its owner's file beside a workbook, and takes it away."""
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    book = app.books.open(path)
    assert (tmp_path / "~$book.xlsx").exists()
    assert app.books["book.xlsx"].fullname == str(path)
    book.close()
    assert not (tmp_path / "~$book.xlsx").exists()


def test_what_a_macro_makes_can_be_saved(app: xw.App, tmp_path: Path) -> None:
    """A sheet, a table, colours and widths: what our buttons leave behind is a workbook."""
    book = app.books.add()
    sheet = book.sheets.add("List", after=book.sheets[0])
    sheet["A1:B2"].value = [["Name", "Amount"], ["Ana", 5]]
    table = sheet.tables.add(sheet["A1:B2"], table_style_name="TableStyleLight1")
    sheet["A1"].column_width = 30
    sheet["A1"].color, sheet["A1"].font.bold = "#1F3864", True
    assert [column.name for column in table.columns] == ["Name", "Amount"]
    book.save(tmp_path / "made.xlsx")
    made = openpyxl.load_workbook(tmp_path / "made.xlsx")
    assert made.sheetnames == ["Sheet", "List"]
    assert made["List"].tables[table.name].ref == "A1:B2"
    assert made["List"].column_dimensions["A"].width == 30


def test_a_dead_excel_answers_nothing(app: xw.App) -> None:
    """After a crash every call raises, and what was not saved is gone."""
    sheet = app.books.add().sheets[0]
    app.impl.dead = True
    with pytest.raises(Gone):
        sheet["A1"].value = 1
    with pytest.raises(Gone):
        app.status_bar = "12 of 40"


def test_a_closed_workbook_answers_nothing(app: xw.App, tmp_path: Path) -> None:
    """What was closed can be neither read nor written nor saved: Excel has let go of it."""
    book = app.books.add()
    sheet = book.sheets[0]
    cell = sheet["A1"]
    book.close()
    for use in (
        lambda: cell.value,
        lambda: setattr(cell, "value", 1),
        lambda: book.save(tmp_path / "x.xlsx"),
    ):
        with pytest.raises(Gone, match="disconnected"):
            use()
    assert not list(tmp_path.iterdir())


def test_a_new_workbook_is_saved_where_nobody_expects_it(
    app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As xlwings does it: `save()` without a path is SaveAs in the current folder."""
    monkeypatch.chdir(tmp_path)
    book = app.books.add()
    name = book.name
    book.save()
    assert (tmp_path / f"{name}.xlsx").exists()


def test_volatile_cells_are_another_value_at_each_calculation(app: xw.App) -> None:
    """By hand they stand still until somebody calculates, or saves."""
    sheet = app.books.add().sheets[0]
    sheet["A1"].value = "=NOW()"
    first = sheet["A1"].value
    sheet["B1"].value = 1
    second = sheet["A1"].value
    assert second > first
    app.calculation = "manual"
    sheet["B1"].value = 2
    assert sheet["A1"].value == second
    assert app.api.CalculationState == 2
    app.calculate()
    assert sheet["A1"].value > second
    assert app.api.CalculationState == 0


def test_refusals_are_shaped_as_pywin32_shapes_them(app: xw.App) -> None:
    """A tuple whose third part holds Excel's sentence: who shows `str(error)` shows numbers."""
    sheet = app.books.add().sheets[0]
    sheet.impl.content.protection.sheet = True
    with pytest.raises(ComError, match="Microsoft Excel") as told:
        sheet["A1"].value = 1
    assert told.value.excepinfo is not None
    assert told.value.excepinfo[2].startswith("The cell or chart")
