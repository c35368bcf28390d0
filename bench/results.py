"""The results that an import writes beside its rows, as cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bench.rows import PLAIN
from xl_addin.schema import SHEETS
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellWrite, WriteValue

_SENT_AT = datetime(2026, 6, 30, 10, 30)


def cells(count: int) -> Iterator[tuple[int, int, WriteValue]]:
    """Row, column and value of each result of the first `count` rows; None for a cell that stays blank."""
    columns = list(SHEETS[PLAIN].columns())
    for row in range(2, count + 2):
        results: dict[str, WriteValue] = {
            "status": "sent",
            "remote_id": str(3_109_871_406 + row),
            "number": None,
            "link": None,
            "message": None,
            "sent_at": _SENT_AT,
            "key": f"k{row:07d}",
        }
        for name, value in results.items():
            yield row, columns.index(name) + 1, value


def write(book: Path, count: int) -> None:
    """Writes them as the import does."""
    table = SHEETS[PLAIN].table
    FileWorkbook(book).write([CellWrite(table, *cell) for cell in cells(count)])
