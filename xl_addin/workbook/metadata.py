"""The hidden sheet by which a workbook is known: its template, version, language and GUID."""

from __future__ import annotations

from xl_addin.workbook.port import PROPERTIES_SHEET, CellWrite, Workbook


def guid_write(workbook: Workbook, guid: str) -> CellWrite | None:
    """What gives a workbook its identity; None when it has no metadata to hold one."""
    for row in workbook.head(PROPERTIES_SHEET):
        if row.cells[:1] == ("guid",):
            return CellWrite(PROPERTIES_SHEET, row.number, 2, guid)
    return None
