"""An Excel add-in's package: a workbook by XlsxWriter, with VBA in it and a ribbon beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter

from xl_addin.build import packing
from xl_addin.build.addin.sheets import Rows
from xl_addin.texts import say

TITLE: Final = "xl-addin"

_CREATED = datetime(2026, 1, 1)
_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADD_IN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON = "customUI/customUI14.xml"
_RELATION = (
    b'<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    b' Target="' + _RIBBON.encode() + b'"/>'
)


def code_names(sheets: Sequence[str]) -> list[str]:
    """What VBA calls the sheets, in their order: each has a module of that name."""
    return [f"Sheet{number}" for number, _ in enumerate(sheets, 1)]


def xlam(vba: bytes, ribbon: bytes, sheets: Mapping[str, Rows]) -> bytes:
    """The add-in's file, the same bytes for the same content.

    Args:
        vba: The file `vbaProject.bin`, with a module `ThisWorkbook` and one for each sheet.
        ribbon: The part `customUI14.xml`.
        sheets: Rows of texts by the sheet's name.
    """
    parts = packing.parts(_workbook(vba, sheets))
    parts["[Content_Types].xml"] = _replaced(parts["[Content_Types].xml"], _WORKBOOK, _ADD_IN)
    parts["_rels/.rels"] = _replaced(
        parts["_rels/.rels"], b"</Relationships>", _RELATION + b"</Relationships>"
    )
    return packing.packed({**parts, _RIBBON: ribbon})


def _workbook(vba: bytes, sheets: Mapping[str, Rows]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": TITLE, "comments": say("addin.description"), "created": _CREATED})
        book.add_vba_project(io.BytesIO(vba), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        for (name, rows), code_name in zip(sheets.items(), code_names(list(sheets)), strict=True):
            page = book.add_worksheet(name)
            page.set_vba_name(code_name)
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    page.write_string(row, column, text)
    return file.getvalue()


def _replaced(part: bytes, old: bytes, new: bytes) -> bytes:
    """Replaces what stands there once, or says that XlsxWriter writes it differently now."""
    if part.count(old) != 1:
        raise ValueError(f"XlsxWriter's package has changed: {old!r} stands in it {part.count(old)} times")
    return part.replace(old, new)
