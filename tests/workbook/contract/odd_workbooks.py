"""Workbooks with whatever a spreadsheet can hold, as their owners' programs save them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook

from xl_addin.build.template import write_template
from xl_addin.schema import SHEETS
from xl_addin.schema.fields.amounts import AmountField
from xl_addin.schema.fields.base import Field
from xl_addin.schema.fields.days import DateField
from xl_addin.schema.fields.text import TextField

Make = Callable[[Workbook], None]


def numbers(book: Workbook) -> None:
    """Numbers as all formats show them, and the noise of binary fractions."""
    codes = ["", "0.00", "0%", "00000-000", '#,##0.00 "€"', "[$R$-416] #,##0.0000", "dd/mm/yyyy", "hh:mm"]
    codes += ["[h]:mm", "yyyy-mm-dd hh:mm:ss", "@", "0.00E+00", '"due" d', "#,##0.00;[Red]-#,##0.00", "# ?/?"]
    values = [0, 1, -1, 0.1 + 0.2, 0.15, 42, 123456.78901, 46347, 46347.520833333336, 59, 60, 61, 0.75, 1e300]
    values += [9007199254740993, 2958465, 2958466, -0.00001]
    sheet = book.add_worksheet("Numbers")
    for column, code in enumerate(codes):
        shown = book.add_format({"num_format": code} if code else {})
        for row, value in enumerate(values):
            sheet.write_number(row, column, value, shown)


def built_in(book: Workbook) -> None:
    """The formats that a file names by a number only."""
    sheet = book.add_worksheet("Built in")
    for column, number in enumerate(
        [1, 2, 3, 4, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, 49]
    ):
        shown = book.add_format({"num_format": number})
        for row, value in enumerate((0.25, 46347.25)):
            sheet.write_number(row, column, value, shown)


def kinds(book: Workbook) -> None:
    """Every type of cell, by hand and as a formula's value."""
    sheet = book.add_worksheet("Kinds")
    texts = ["plain", "00123", "=1+1", "1/2", " spaces ", "東京", "two\nlines", "#N/A", "'quoted"]
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, text)
    errors = ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"]
    for row, result in enumerate([7, 0.1 + 0.2, "text", True, *errors]):
        sheet.write_formula(row, 1, "=A1", None, result)
    sheet.write_boolean(0, 2, True)
    sheet.write_boolean(1, 2, False)
    sheet.write_blank(2, 2, None, book.add_format({"bold": True}))
    moment, hour = ({"num_format": code} for code in ("d mmm yyyy h:mm", "h:mm"))
    sheet.write_datetime(3, 2, datetime(2026, 11, 21, 12, 30), book.add_format(moment))
    sheet.write_datetime(4, 2, time(7, 45), book.add_format(hour))
    sheet.write_array_formula("E2:F3", "{=A1:B2}", None, 5)


def tables(book: Workbook) -> None:
    """Tables beside and below one another: with totals, without headers, with rows typed below."""
    sheet = book.add_worksheet("Tables")
    columns = [{"header": "Amount"}, {"header": "What"}]
    two, three = [[1, "x"], [2, "y"]], [[1.5, "a"], [2.5, "b"], [3.5, "c"]]
    sheet.add_table("B3:C6", {"name": "First", "columns": columns, "data": three})
    sheet.write_row("B7", [4.5, "typed below"])
    sheet.write_row("D3", ["beside", None, 7])
    totals = [{"header": "Amount", "total_function": "sum"}, {"header": "What", "total_string": "Total"}]
    sheet.add_table("B12:C16", {"name": "Second", "columns": totals, "total_row": True, "data": two})
    sheet.add_table("H2:I4", {"name": "Bare", "header_row": False, "data": two})
    sheet.add_table("K2:L3", {"name": "Empty", "columns": columns})
    book.add_worksheet("Nothing")
    hidden = book.add_worksheet("Hidden")
    hidden.add_table("A1:B2", {"name": "Third", "columns": columns, "data": [[1, "x"]]})
    hidden.hide()


def hidden_and_merged(book: Workbook) -> None:
    """Rows out of sight, and ranges made one."""
    sheet = book.add_worksheet("Odd")
    sheet.write_column("A1", ["Header", *range(1, 40)])
    for row in (2, 3, 7, 20, 39):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_row(9, 0)
    sheet.set_row(12, 40)
    sheet.merge_range("C3:D5", "merged")
    sheet.merge_range("C6:F6", 12)
    sheet.merge_range("A50:A60", "far down")
    sheet.autofilter("A1:A40")


def years_from_1904(book: Workbook) -> None:
    """The other calendar."""
    sheet = book.add_worksheet("1904")
    for row, number in enumerate([0, 0.5, 1, 44885.25, 2957003]):
        sheet.write_number(row, 0, number, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_number(row, 1, number, book.add_format({"num_format": "hh:mm:ss"}))


ODD: dict[str, Make] = {
    make.__name__: make for make in (numbers, built_in, kinds, tables, hidden_and_merged, years_from_1904)
}


def make_odd(name: str, folder: Path) -> Path:
    """Writes one of `ODD`."""
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": name == "years_from_1904"}) as book:
        ODD[name](book)
    return path


def make_template(name: str, folder: Path) -> Path:
    """Writes a template with a row in which each field has a value of its kind, and a blank one."""
    path = folder / f"{name}.xlsx"
    fields = SHEETS[name].fields
    full = {key: _example(field) for key, field in fields.items()}
    texts = {key: "00123" for key, field in fields.items() if isinstance(field, TextField)}
    write_template(SHEETS[name], path, guid="0d9f4c1e", rows=[full, texts, {}])
    return path


def _example(field: Field) -> Any:
    if isinstance(field, DateField):
        return date(2026, 11, 30)
    return Decimal("4200.105") if isinstance(field, AmountField) else "=1/2"
