"""Columns whose cells may show something else by themselves, because formulas stand there."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from xl_addin.workbook.live import native
from xl_addin.workbook.live.spans import Span

if TYPE_CHECKING:
    import xlwings as xw


def with_formulas(sheet: xw.Sheet, rows: Span, columns: Collection[int]) -> set[int]:
    """Those of the columns in which a formula stands, below whatever header.

    Args:
        sheet: Where.
        rows: From the first to the last that counts.
        columns: From 1.
    """
    return {column for column in columns if _has_formula(sheet, rows, column)}


def _has_formula(sheet: xw.Sheet, rows: Span, column: int) -> bool:
    cells = sheet.range((rows.first, column), (rows.last, column))
    shown = [row[0] for row in native.values(cells)]
    return any(
        isinstance(formula, str) and formula.startswith("=") and formula != value
        for formula, value in zip(_flat(cells.formula), shown, strict=True)
    )


def _flat(found: object) -> list[object]:
    """One cell's is alone, a column's a tuple of rows; a Mac gives it flat."""
    if not isinstance(found, (tuple, list)):
        return [found]
    return [row[0] if isinstance(row, (tuple, list)) else row for row in found]
