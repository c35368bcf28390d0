"""Makes a workbook in a running LibreOffice, with all that one can draw there. Run by the system's Python.

    /usr/bin/python3 calc_artist.py PIPE < order.json

The order is {"rows": [[TEXT OR NUMBER, ...], ...], "days": COLUMN, "picture": FILE, "save": [[FILE, FILTER,
PASSWORD], ...]}: the rows stand from B4 on, a header first; `days` are dates; no password where it is blank.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import uno
from calc_typist import connected, named, service, url
from com.sun.star.awt import Point, Rectangle, Size
from com.sun.star.beans import NamedValue
from com.sun.star.sheet.ConditionOperator import GREATER
from com.sun.star.sheet.DataPilotFieldOrientation import DATA, ROW
from com.sun.star.sheet.GeneralFunction import SUM

LEFT, TOP = 1, 3
DATE_FORMAT = 37


def main(pipe: str) -> None:
    """Does the order of stdin."""
    order = json.load(sys.stdin)
    context = connected(pipe)
    desktop = service(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (named("Hidden", True),))
    try:
        make(context, document, order)
        for file, kind, password in order["save"]:
            document.storeToURL(url(file), (named("FilterName", kind), *locked(password)))
    finally:
        document.close(True)


def locked(password: str) -> tuple[Any, ...]:
    """What has a workbook encrypted, as its file format does it."""
    if not password:
        return ()
    told = (NamedValue("OOXPassword", password), NamedValue("CryptoType", "Standard"))
    return (named("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", told)),)


def make(context: Any, document: Any, order: dict[str, Any]) -> None:
    """The rows, and what lies around them."""
    sheet = document.Sheets.getByIndex(0)
    sheet.Name = "Contas"
    document.Sheets.insertNewByName("Resumo", 1)
    fill(sheet, order["rows"], order["days"])
    width, height = len(order["rows"][0]), len(order["rows"])
    source = sheet.getCellRangeByPosition(LEFT, TOP, LEFT + width - 1, TOP + height - 1).RangeAddress
    summary = document.Sheets.getByName("Resumo")
    pivot(sheet, summary, source)
    chart(summary, sheet.getCellRangeByPosition(LEFT + 1, TOP, LEFT + 2, TOP + height - 1).RangeAddress)
    picture(context, document, order["picture"])
    decorate(document, sheet, TOP + height)


def fill(sheet: Any, rows: list[list[Any]], days: int) -> None:
    """Texts and numbers into their cells."""
    for row, values in enumerate(rows, TOP):
        for column, value in enumerate(values, LEFT):
            cell = sheet.getCellByPosition(column, row)
            if isinstance(value, str):
                cell.String = value
            elif value is not None:
                cell.Value = value
            if column == LEFT + days and row > TOP:
                cell.NumberFormat = DATE_FORMAT


def pivot(sheet: Any, summary: Any, source: Any) -> None:
    """Sums by the second column."""
    tables = summary.DataPilotTables
    descriptor = tables.createDataPilotDescriptor()
    descriptor.setSourceRange(source)
    fields = descriptor.DataPilotFields
    fields.getByIndex(1).Orientation = ROW
    fields.getByIndex(2).Orientation = DATA
    fields.getByIndex(2).Function = SUM
    tables.insertNewByName("Soma", summary.getCellByPosition(0, 0).CellAddress, descriptor)


def chart(summary: Any, source: Any) -> None:
    """Columns of the amounts."""
    summary.Charts.addNewByName("Colunas", Rectangle(8000, 500, 9000, 6000), (source,), True, True)


def picture(context: Any, document: Any, file: str) -> None:
    """A picture and a shape with text on the first page."""
    page = document.DrawPages.getByIndex(0)
    provider = service(context, "com.sun.star.graphic.GraphicProvider")
    image = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
    image.Graphic = provider.queryGraphic((named("URL", url(file)),))
    shape = document.createInstance("com.sun.star.drawing.EllipseShape")
    for number, each in enumerate((image, shape)):
        each.Size, each.Position = Size(2000, 2000), Point(1000, 9000 + 3000 * number)
        page.add(each)
    shape.String = "Pago"


def decorate(document: Any, sheet: Any, end: int) -> None:
    """A note, a condition, a formula, a hidden row, a name."""
    sheet.Annotations.insertNew(sheet.getCellByPosition(LEFT + 8, TOP + 1).CellAddress, "Veja aqui")
    amounts = sheet.getCellRangeByPosition(LEFT + 2, TOP + 1, LEFT + 2, end - 1)
    conditions = amounts.ConditionalFormat
    conditions.addNew((named("Operator", GREATER), named("Formula1", "0"), named("StyleName", "Good")))
    amounts.ConditionalFormat = conditions
    sheet.getCellByPosition(20, 5).Formula = "=SUM(D5:D8)"
    sheet.getCellRangeByPosition(21, 4, 21, 5).setArrayFormula("=D5:D6*2")
    sheet.Rows.getByIndex(TOP + 2).IsVisible = False
    nowhere = sheet.getCellByPosition(0, 0).CellAddress
    document.NamedRanges.addNewByName("Valores", "$Contas.$D$5:$D$8", nowhere, 0)


if __name__ == "__main__":
    uno.getComponentContext()
    main(sys.argv[1])
