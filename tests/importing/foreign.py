"""Workbooks of other people and programs: a list of bills among all that a spreadsheet can hold."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from xlsxwriter.worksheet import Worksheet

HEADERS = (
    *("Data", "Descrição", "Valor", "Conta", "Centro de custo", "Pago", "Observações", "Ref"),
    *("Status", "Id", "Number", "Link", "Message", "Sent at", "Key"),
)
RESULTS = HEADERS.index("Status")
BILLS = (
    (date(2026, 11, 3), "Aluguel", -2500.0, "Bradesco CC", "Loja", "sim", None, "F-1"),
    (date(2026, 11, 4), "Energia", -310.55, "Bradesco CC", "Loja", "não", None, "F-2"),
    (date(2026, 11, 5), "Venda à vista", 1234.56, "Caixa Poupança", "Feira", "sim", "recibo 7", "F-3"),
    (date(2026, 11, 6), "Farinha", -89.9, None, "Padaria", "x", None, "F-4"),
)
CENTS = [-250000, -31055, 123456, -8990]
TOP, LEFT = 4, 2
"""Row and column of the first header: people put titles above their lists."""
VBA = Path(__file__).parents[1] / "samples" / "greeting_vba.bin"
"""A project with one function, made by hand by Microsoft's specification (MS-OVBA), uncompiled."""


STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/drawingml/2006": "http://purl.oclc.org/ooxml/drawingml",
}


def result_cells(top: int = TOP, left: int = LEFT, rows: int = len(BILLS)) -> set[str]:
    """The places of the result cells."""
    return {
        f"{get_column_letter(left + column)}{row}"
        for row in range(top + 1, top + 1 + rows)
        for column in range(RESULTS, len(HEADERS))
    }


def png() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def of_an_office(path: Path) -> Path:
    """By XlsxWriter, with macros and nearly all it can draw."""
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(str(VBA))
        book.set_vba_name("ThisWorkbook")
        book.set_custom_property("Approved by", "Ana")
        day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), {"num_format": "dd/mm/yyyy hh:mm"}
        sheet = book.add_worksheet("Contas a pagar")
        sheet.set_vba_name("Sheet1")
        _list_bills(sheet, day)
        sheet.set_column(LEFT - 1 + HEADERS.index("Sent at"), LEFT - 1 + HEADERS.index("Sent at"), 17,
                         book.add_format(moment))  # fmt: skip
        _decorate(book, sheet)
        other = book.add_worksheet("Resumo")
        _draw(book, other)
        book.add_chartsheet("Gráfico").set_chart(_chart(book, {"type": "bar"}))
        book.define_name("Taxa", "=Resumo!$B$2")
        book.define_name("'Contas a pagar'!Filtro", "='Contas a pagar'!$A$1:$C$9")
    return path


def _list_bills(sheet: Worksheet, day: object) -> None:
    """The bills as a table with a totals row, of which one formula counts the results."""
    columns: list[dict[str, object]] = [{"header": name} for name in HEADERS]
    columns[0]["format"] = day
    columns[2]["total_function"] = "sum"
    columns[RESULTS]["total_function"] = "count_nums"
    sheet.write(0, 0, "Padaria do João · contas de novembro")
    data = [list(bill) for bill in BILLS]
    last = TOP + len(BILLS)
    sheet.add_table(
        TOP - 1, LEFT - 1, last, LEFT + len(HEADERS) - 2,
        {"name": "Contas", "columns": columns, "data": data, "total_row": True},
    )  # fmt: skip


def _decorate(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """What lies over and around the result cells themselves."""
    done = book.add_format({"bg_color": "#C6EFCE", "font_color": "#006100"})
    sheet.conditional_format("J5:J8", {"type": "cell", "criteria": "==", "value": '"sent"', "format": done})
    sheet.conditional_format("D5:D8", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    sheet.conditional_format("D5:D8", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("D5:D8", {"type": "3_color_scale"})
    sheet.data_validation("G5:G8", {"validate": "list", "source": ["sim", "não"]})
    sheet.write_blank("J5", None, book.add_format({"bold": True, "border": 2, "locked": False}))
    sheet.write_string("N6", "my own words", book.add_format({"italic": True, "rotation": 45}))
    sheet.write_url("M5", "https://example.com/old", string="")
    sheet.write_comment("P5", "Look here first", {"author": "Ana"})
    sheet.write_formula("N7", '=IF(D7>0,"in","out")', None, "in")
    sheet.set_row(5, 30, None, {"hidden": True})
    sheet.set_row(6, None, None, {"level": 1})
    sheet.set_row(8, None, None, {"collapsed": True})
    sheet.add_sparkline("S5", {"range": "'Contas a pagar'!D5:D8"})
    sheet.insert_checkbox("S6", True)
    sheet.insert_textbox("S10", "Pago pelo João", {"fill": {"color": "#FFF2CC"}})
    sheet.insert_button("S14", {"macro": "Greet", "caption": "Enviar"})
    sheet.insert_image("U2", "logo.png", {"image_data": io.BytesIO(png()), "url": "https://example.com"})
    sheet.write_dynamic_array_formula("W5:W8", "=SORT(D5:D8)", None, -2500)
    sheet.write_array_formula("X5:X6", "{=D5:D6*2}", None, -5000)
    sheet.merge_range("B1:D1", "merged")
    sheet.freeze_panes(TOP, 0)
    sheet.set_header("&C&G", {"image_center": "logo.png", "image_data_center": io.BytesIO(png())})
    sheet.repeat_rows(TOP - 1)
    sheet.protect("secret", {"format_cells": True})


def _draw(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """A sheet of charts, with tables of its own."""
    sheet.write_column("A1", ["Rate", 0.05, 0.06])
    sheet.write_formula("B2", '=COUNTIF(Contas[Status],"sent")', None, 0)
    sheet.add_table("D1:E3", {"name": "Rates", "data": [[1, 2], [3, 4]]})
    sheet.add_table("G1:H3", {"name": "More", "style": "Table Style Light 11", "header_row": False})
    kinds = ("area", "column", "line", "pie", "doughnut", "radar", "scatter", "stock")
    for number, kind in enumerate(kinds):
        sheet.insert_chart(5 + 16 * number, 1, _chart(book, {"type": kind}))
    both = _chart(book, {"type": "column"})
    both.combine(_chart(book, {"type": "line"}))
    sheet.insert_chart("K5", both)
    sheet.embed_image("K1", "dot.png", {"image_data": io.BytesIO(png())})
    sheet.set_background(io.BytesIO(png()))


def _chart(book: xlsxwriter.Workbook, options: dict[str, str]) -> xlsxwriter.chart.Chart:
    chart = book.add_chart(options)
    for _ in range(4 if options["type"] == "stock" else 1):
        chart.add_series(
            {"categories": "='Contas a pagar'!$C$5:$C$8", "values": "='Contas a pagar'!$D$5:$D$8"}
        )
    return chart


def of_a_script(path: Path, *, strict: bool = False, old_mac: bool = False) -> Path:
    """By openpyxl: a plain list without a table, formulas without values.

    Args:
        path: Where.
        strict: In the namespaces of ISO 29500 Strict, days as ISO 8601.
        old_mac: Days are counted from 1904.
    """
    book = openpyxl.Workbook()
    book.iso_dates = strict
    if old_mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Contas"
    for column, name in enumerate(HEADERS, LEFT):
        sheet.cell(TOP, column, name)
    for row, bill in enumerate(BILLS, TOP + 1):
        for column, value in enumerate(bill, LEFT):
            sheet.cell(row, column, value)
    sheet["W5"] = ArrayFormula("W5:W8", "=D5:D8*2")
    sheet["J5"].hyperlink = "https://example.com/status"
    sheet.row_dimensions[6].hidden = True
    sheet.auto_filter.ref = "B4:P8"
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=4, min_row=4, max_row=8), titles_from_data=True)
    sheet.add_chart(chart, "S10")
    other = book.create_sheet("Outra")
    other.append(["a", "b"])
    other.append([1, 2])
    other.add_table(Table(displayName="Outra", ref="A1:B2"))
    book.save(path)
    return _made_strict(path) if strict else path


def _made_strict(path: Path) -> Path:
    """The same workbook in the other namespaces; the package's own are the same in both."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            for before, after in STRICT.items():
                content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return path
