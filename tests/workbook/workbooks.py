"""Workbooks for the tests: made by XlsxWriter, and by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

Raw = Callable[..., Path]
"""Makes a workbook of hand-written XML; arguments as `make_raw`, without the path."""
Convert = Callable[[Path, str], Path]
"""Opens a workbook in LibreOffice and saves it as a kind; the new path."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"

STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill></fills>'
    "<borders><border/></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="21"/>'
    '<xf numFmtId="164"><alignment wrapText="1"/></xf><xf numFmtId="49"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""Formats 0 plain, 1 date, 2 time, 3 date and time with a child, 4 text."""


def make_raw(
    path: Path,
    rows: str = "",
    *,
    sheet: str | bytes | None = None,
    strings: str | bytes = "",
    styles: str = STYLES,
    workbook: str = "",
    parts: dict[str, str | bytes] | None = None,
) -> Path:
    """Writes a workbook of hand-written XML.

    Args:
        path: Where.
        rows: The rows of its one sheet, named S.
        sheet: The whole sheet part, instead of rows.
        strings: The items of the shared strings, or as bytes the whole part.
        styles: The styles part.
        workbook: Attributes of `workbookPr`.
        parts: Further parts, or others instead of the usual, by name.
    """
    if isinstance(strings, str):
        strings = f'<sst xmlns="{MAIN}">{strings}</sst>'
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(calc_chain="xl/calcChain.xml" in (parts or {})),
        "_rels/.rels": relationships("officeDocument:/xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {workbook}/>'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            "worksheet:worksheets/sheet1.xml",
            "sharedStrings:sharedStrings.xml",
            "styles:styles.xml",
            *(["calcChain:calcChain.xml"] if "xl/calcChain.xml" in (parts or {}) else []),
        ),
        SHEET: sheet or worksheet(rows),
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
    }
    content |= parts or {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in content.items():
            archive.writestr(part, text)
    return path


def content_types(*, calc_chain: bool) -> str:
    """The part that says what each part is."""
    kinds = {"/xl/workbook.xml": "sheet.main", f"/{SHEET}": "worksheet", "/xl/styles.xml": "styles"}
    kinds["/xl/sharedStrings.xml"] = "sharedStrings"
    if calc_chain:
        kinds["/xl/calcChain.xml"] = "calcChain"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    inner = "".join(
        f'<Override PartName="{name}" ContentType="{office}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{inner}</Types>'


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's part with these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relationships(*entries: str) -> str:
    """A relationships part; each entry is `kind:target`."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, _, target) in enumerate((entry.partition(":") for entry in entries), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def make_rich(path: Path) -> Path:
    """Writes the workbook of `rich`: a table with 5 rows and results from column F on, and much else."""
    project = path.with_name("vbaProject.bin")
    project.write_bytes(bytes(range(256)) * 16)
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(str(project))
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Transactions")
        rows = [[f"Item {n}", n * 10.25, n, "yes", None, None, None] for n in range(1, 6)]
        columns = [
            {"header": name} for name in ("Description", "Amount", "Count", "Paid", "Note", "Status", "Id")
        ]
        sheet.add_table("A1:G6", {"name": "Transactions", "columns": columns, "data": rows})
        sheet.write_rich_string("E2", "plain ", bold, "bold", " end")
        sheet.write_array_formula("I2:I4", "{=B2:B4*2}", None, 20.5)
        sheet.write_formula("J2", "=SUM(B2:B6)", None, 153.75)
        sheet.write_datetime("K2", datetime(2026, 11, 21), date)
        sheet.write_comment("B3", "a comment", {"author": "Ana"})
        sheet.insert_image("M2", "dot.png", {"image_data": io.BytesIO(png())})
        sheet.conditional_format("B2:B6", {"type": "data_bar"})
        sheet.data_validation("D2:D6", {"validate": "list", "source": ["yes", "no"]})
        sheet.merge_range("A10:B11", "merged", bold)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.freeze_panes(1, 0)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Transactions!$B$2:$B$6"})
        sheet.insert_chart("M10", chart)
        book.add_worksheet("Other").write("A1", "untouched")
        hidden = book.add_worksheet("_xl_addin")
        hidden.write_column("A1", ["schema", "guid"])
        hidden.write_column("B1", [1, "3f2a"])
        hidden.very_hidden()
        book.define_name("Rates", "=Other!$A$1")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item1.xml", "<mine>of another program</mine>")
    return path


def png() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def contents(path: Path) -> dict[str, bytes]:
    """Every part of a workbook, in order."""
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
