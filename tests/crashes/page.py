"""A workbook's first sheet as somebody else's program reads it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FIRST_RESULT = "Status"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in it.

    Attributes:
        inputs: The input cells' values, by sheet row.
        results: The result cells' values by header, by sheet row.
    """

    inputs: Mapping[int, tuple[object, ...]]
    results: Mapping[int, Mapping[str, Any]]


def read_page(path: Path) -> Page:
    """Reads it; a file that is not whole does not open."""
    with closing(load_workbook(path, read_only=True)) as book:
        headers, *rows = book.worksheets[0].iter_rows(values_only=True)
    split = headers.index(FIRST_RESULT)
    filled = {number: row for number, row in enumerate(rows, start=2) if any(row)}
    return Page(
        {number: row[:split] for number, row in filled.items()},
        {number: dict(zip(headers[split:], row[split:], strict=True)) for number, row in filled.items()},
    )
