"""Excel tables as regions of the port."""

from __future__ import annotations

from lxml import etree

from xl_addin.workbook.book import Sheet
from xl_addin.workbook.markup import elements, local, whole
from xl_addin.workbook.package import Package
from xl_addin.workbook.port import Region
from xl_addin.workbook.references import Area, parse_area
from xl_addin.workbook.refusals import damaged
from xl_addin.workbook.text import decode


def read_tables(package: Package, sheet: Sheet) -> list[Region]:
    """The tables of a sheet, from top to bottom and left to right."""
    targets = package.relationships(sheet.part).values()
    parts = dict.fromkeys(target.target for target in targets if target.kind == "table")
    tables = [_read(package, sheet.name, part) for part in parts]
    return sorted(tables, key=lambda table: (table.header_row, table.first_column))


def area_of(table: Region) -> Area:
    """The cells a table takes, its header and totals included."""
    bottom = table.totals_row or table.last_row or table.header_row
    right = table.first_column + len(table.headers) - 1
    return Area(max(table.header_row, 1), table.first_column, bottom, right)


def _read(package: Package, sheet: str, part: str) -> Region:
    headers: list[str] = []
    root: etree._Element | None = None
    with package.kept(part) as source:
        for element in elements(source, "tableColumn", "table"):
            if local(element) == "table":
                root = element
            else:
                headers.append(decode(element.get("name", "")))
    if root is None:
        raise damaged(f"its part {part} is no table")
    return _region(sheet, root, headers)


def _region(sheet: str, root: etree._Element, headers: list[str]) -> Region:
    name = decode(root.get("displayName") or root.get("name") or "")
    try:
        area = parse_area(root.get("ref", ""))
    except ValueError:
        raise damaged(f"table {name} has no proper place") from None
    if area.right - area.left + 1 != len(headers):
        raise damaged(f"table {name} has other columns than its place has")
    shown = bool(whole(root.get("headerRowCount"), 1))
    header_row = area.top if shown else area.top - 1
    totals_row = area.bottom if whole(root.get("totalsRowCount"), 0) else None
    last_row = area.bottom - (totals_row is not None)
    return Region(sheet, name, header_row, area.left, tuple(headers), last_row, totals_row, shown)
