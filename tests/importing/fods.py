"""What LibreOffice makes of a workbook, as its flat XML tells it: the result cells, and all the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FICKLE = ("style-name", "}id", "}base-cell-address")
"""Attributes: numbered names, and the sheet that it writes before a validation's first cell."""


class Seen(NamedTuple):
    """A workbook as LibreOffice shows it.

    Attributes:
        results: The texts of the result cells that show one, by place.
        rest: All other cells by sheet and place, and everything that is no cell.
    """

    results: dict[str, str]
    rest: list[tuple[str, str, str]]


def elsewhere(file: Path, result_cells: Collection[str]) -> Seen:
    """Reads a flat document; the result cells are those of the first sheet."""
    [body] = etree.parse(file).getroot().iter(f"{{{OFFICE}}}spreadsheet")
    tables = body.findall(f"{TABLE}table")
    results: dict[str, str] = {}
    rest: list[tuple[str, str, str]] = []
    for number, table in enumerate(tables):
        name = table.get(f"{TABLE}name", "")
        for place, cell in cells_of(table):
            if number == 0 and place in result_cells:
                results |= {place: text} if (text := shown(cell)) else {}
                rest += [(name, place, canonical(child)) for child in cell if not is_text(child)]
            else:
                rest.append((name, place, canonical(cell)))
        for told in list(table.iter(f"{TABLE}table-row", f"{TABLE}table-column")):
            told.getparent().remove(told)  # columns are told in runs of one default format
    rest.append(("", "", canonical(body)))
    return Seen(results, rest)


def cells_of(table: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each cell that holds anything, with its place; repeated ones once."""
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            if len(cell):
                yield f"{get_column_letter(column + 1)}{row + 1}", cell
            column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        row += int(line.get(f"{TABLE}number-rows-repeated", "1"))


def shown(cell: etree._Element) -> str:
    """A cell's text."""
    return "\n".join("".join(line.itertext()) for line in cell.iterchildren(f"{TEXT}p"))


def is_text(element: etree._Element) -> bool:
    """Whether it is a line of the cell's text."""
    return bool(element.tag == f"{TEXT}p")


def canonical(element: etree._Element) -> str:
    """An element as text, without what LibreOffice tells otherwise each time it reads the same file."""
    for each in element.iter():
        for name in list(each.attrib):
            if str(name).endswith(FICKLE):
                del each.attrib[name]
    return str(etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode())
