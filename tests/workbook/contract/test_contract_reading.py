"""A workbook reads the same, whether its file is read or Excel has it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from odd_workbooks import ODD, make_odd, make_template

from xl_addin.schema import SHEETS
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.port import CellValue, Money, Region, SheetRow, Workbook

Live = Callable[[Path], LiveWorkbook]
TEMPLATES = Path(__file__).parents[3] / "templates"


def told(cell: CellValue) -> tuple[str, Any]:
    """A value with its type, which a comparison would pass over."""
    return type(cell).__name__, (str(cell), cell.currency) if isinstance(cell, Money) else cell


def all_of(rows: Iterable[SheetRow]) -> list[tuple[int, bool, list[tuple[str, Any]]]]:
    """Rows with the types of their values."""
    return [(row.number, row.hidden, [told(cell) for cell in row.cells]) for row in rows]


def everything(workbook: Workbook) -> dict[str, Any]:
    """All that the port tells of a workbook."""
    sheets = workbook.sheets()
    regions = [*workbook.tables(), *(Region(sheet, None, 0, 1, ("",) * 30) for sheet in sheets)]
    return {
        "tables": workbook.tables(),
        "sheets": sheets,
        "properties": workbook.properties(),
        "heads": {sheet: all_of(workbook.head(sheet)) for sheet in sheets},
        "rows": {(region.sheet, region.table): all_of(workbook.rows(region)) for region in regions},
        "merged": {sheet: sorted(workbook.merged(sheet)) for sheet in sheets},
    }


@pytest.mark.parametrize("name", ODD)
def test_odd_workbooks(name: str, tmp_path: Path, live: Live) -> None:
    """Every kind of cell, format, table, hidden row and merged range."""
    path = make_odd(name, tmp_path)
    assert everything(live(path)) == everything(FileWorkbook(path))


@pytest.mark.parametrize("name", SHEETS)
def test_our_templates(name: str, tmp_path: Path, live: Live) -> None:
    """The six templates as they are built, and with a row in Portuguese."""
    for path in (TEMPLATES / f"{name}.en.xlsx", make_template(name, tmp_path)):
        copy = tmp_path / f"copy of {path.name}"
        copy.write_bytes(path.read_bytes())
        assert everything(live(copy)) == everything(FileWorkbook(copy))
