"""A workbook with parts that no library writes, laid out as no library does it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

from foreign import of_an_office

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
DIGITAL = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
NOWHERE = (
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'></Relationships>"
)
OWN = "<?xml version='1.0'?>\r\n<own xmlns='urn:%s'><!-- só meu --><a b='1' /></own>".encode()
CHAIN = f'<calcChain xmlns="{SPREADSHEET}"><c r="N7" i="1"/><c r="W5" a="1"/></calcChain>'


def of_excel(path: Path) -> Path:
    """With parts that no library writes, laid out as no library does it."""
    plain = of_an_office(path.with_name("plain.xlsm"))
    with zipfile.ZipFile(plain) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    plain.unlink()
    parts |= EXCELS_PARTS
    sheet, book = "xl/worksheets/_rels/sheet1.xml.rels", "xl/_rels/workbook.xml.rels"
    parts[sheet] = pointing(parts[sheet], SHEETS_PARTS)
    parts[book] = pointing(parts[book], BOOKS_PARTS)
    parts["_rels/.rels"] = pointing(parts["_rels/.rels"], PACKAGES_PARTS)
    kinds = b"".join(
        b'<Default Extension="%s" ContentType="application/%s"/>' % pair
        for pair in ((b"data", b"vnd.openxmlformats-officedocument.model+data"), (b"sigs", b"x-sigs"))
    )
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", kinds + b"</Types>")
    order = sorted(parts, key=lambda name: (name == types, name[::-1]))
    with zipfile.ZipFile(path, "w") as new:
        new.comment = "feito em São Paulo".encode()
        for number, name in enumerate(order):
            entry = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, number % 30 * 2))
            entry.compress_type = zipfile.ZIP_STORED if number % 3 else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.comment = 0o640 << 16, b"part"
            entry.extra = struct.pack("<2H4s", 0x9999, 4, b"mine")
            new.writestr(entry, parts[name])
    return path


def signed(path: Path) -> Path:
    """With a digital signature of the whole workbook (ECMA-376 part 2, 13), though not a valid one."""
    plain = of_an_office(path.with_name("plain.xlsm"))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            origin = {f"{DIGITAL}/origin": "_xmlsignatures/origin.sigs"}
            new.writestr(name, pointing(content, origin) if name == "_rels/.rels" else content)
        new.writestr("_xmlsignatures/origin.sigs", b"")
        new.writestr(
            "_xmlsignatures/_rels/origin.sigs.rels", pointing(NOWHERE, {f"{DIGITAL}/signature": "sig1.xml"})
        )
        new.writestr("_xmlsignatures/sig1.xml", b"<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>")
    plain.unlink()
    return path


SHEETS_PARTS = {
    f"{MICROSOFT}/2007/relationships/slicer": "../slicers/slicer1.xml",
    f"{MICROSOFT}/2011/relationships/timeline": "../timelines/timeline1.xml",
    f"{MICROSOFT}/2017/10/relationships/threadedComment": "../threadedComments/threadedComment1.xml",
    f"{OFFICE}/printerSettings": "../printerSettings/printerSettings1.bin",
    f"{OFFICE}/control": "../activeX/activeX1.xml",
    f"{OFFICE}/ctrlProp": "../ctrlProps/ctrlProp1.xml",
    f"{OFFICE}/queryTable": "../queryTables/queryTable1.xml",
}
BOOKS_PARTS = {
    f"{MICROSOFT}/2007/relationships/slicerCache": "slicerCaches/slicerCache1.xml",
    f"{MICROSOFT}/2011/relationships/timelineCache": "timelineCaches/timelineCache1.xml",
    f"{MICROSOFT}/2017/10/relationships/person": "persons/person.xml",
    f"{MICROSOFT}/2022/10/relationships/richValueRel": "richData/richValueRel9.xml",
    f"{MICROSOFT}/2006/relationships/vbaProjectSignature": "vbaProjectSignature.bin",
    f"{OFFICE}/externalLink": "externalLinks/externalLink1.xml",
    f"{OFFICE}/connections": "connections.xml",
    f"{OFFICE}/powerPivotData": "model/item.data",
    f"{OFFICE}/customXml": "../customXml/item1.xml",
    f"{OFFICE}/calcChain": "calcChain.xml",
}
PACKAGES_PARTS = {
    f"{MICROSOFT}/2020/02/relationships/classificationlabels": "docMetadata/LabelInfo.xml",
    f"{MICROSOFT}/2011/relationships/webextensiontaskpanes": "xl/webextensions/taskpanes.xml",
    f"{MICROSOFT}/2007/relationships/ui/extensibility": "customUI/customUI14.xml",
    f"{DIGITAL}/origin": "_xmlsignatures/origin.sigs",
}
EXCELS_PARTS = {
    **{
        f"xl/{name}": OWN % name.encode()
        for name in (
            *("slicers/slicer1.xml", "timelines/timeline1.xml", "slicerCaches/slicerCache1.xml"),
            *("timelineCaches/timelineCache1.xml", "threadedComments/threadedComment1.xml"),
            *("persons/person.xml", "richData/richValueRel9.xml", "externalLinks/externalLink1.xml"),
            *("connections.xml", "queryTables/queryTable1.xml", "activeX/activeX1.xml"),
            *("ctrlProps/ctrlProp1.xml", "webextensions/taskpanes.xml"),
        )
    },
    **{
        f"xl/{name}": bytes(range(256)) * 5
        for name in (
            *("printerSettings/printerSettings1.bin", "vbaProjectSignature.bin", "activeX/activeX1.bin"),
            *("model/item.data", "mídia/imagem nº 1.emf"),
        )
    },
    "xl/calcChain.xml": CHAIN.encode(),
    "customXml/item1.xml": "\ufeff<mine>of another program</mine>".encode("utf-16"),
    "customXml/itemProps1.xml": b"<ds:datastoreItem xmlns:ds='urn:ds'/>",
    "customXml/_rels/item1.xml.rels": b"<broken",
    "customUI/customUI14.xml": b"<customUI xmlns='urn:ui'/>",
    "docMetadata/LabelInfo.xml": b"<labels/>",
    "_xmlsignatures/origin.sigs": b"",
    "xl/empty": b"",
}  # fmt: skip
"""No one of these is more than its name: whoever changes nothing need not understand it."""


def pointing(relationships: bytes, targets: Mapping[str, str]) -> bytes:
    """A part that says where another points, pointing at these as well."""
    more = "".join(
        f'<Relationship Id="own{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return relationships.replace(b"</Relationships>", more.encode() + b"</Relationships>")
