"""Results into a workbook, and nothing else of it changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shutil import copyfile
from zipfile import ZipFile

import openpyxl

from bench import results
from bench.figure import ratio
from bench.line import Finding, Line
from bench.office import workbook
from bench.rounds import SECONDS, Measured, alternate, timed
from bench.rows import transactions
from bench.sizes import Sizes


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Writes the same cells into the same workbook, with both programs."""
    count = sizes.read
    book = workbook(folder / "book.xlsx", transactions(count))
    writers = {"write-back": results.write, "openpyxl": _load_and_save}
    copies = {name: folder / f"{name}.xlsx" for name in writers}

    def side(name: str) -> Measured:
        copyfile(book, copies[name])
        return timed(lambda: writers[name](copies[name], count))

    sides = alternate(sizes.rounds, {name: partial(side, name) for name in writers})
    ours, theirs = (sides[name][SECONDS] for name in writers)
    changed = {name: _changed(book, copy) for name, copy in copies.items()}
    return Finding(
        [ratio("write-back, to openpyxl", ours, theirs, 1)],
        sides,
        notes=[f"Parts of the file that {name} changed: {_named(parts)}." for name, parts in changed.items()],
    )


def _load_and_save(book: Path, count: int) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened.worksheets[0]
    for row, column, value in results.cells(count):
        sheet.cell(row, column).value = value
    opened.save(book)


def _changed(before: Path, after: Path) -> list[str]:
    """The parts of a workbook that are not the same bytes, and those that are gone or new."""
    with ZipFile(before) as old, ZipFile(after) as new:
        names = sorted({*old.namelist(), *new.namelist()})
        both = set(old.namelist()) & set(new.namelist())
        return [name for name in names if name not in both or old.read(name) != new.read(name)]


def _named(parts: list[str]) -> str:
    return f"{len(parts)} ({', '.join(parts)})"


LINE = Line(
    "write",
    "Write results into a workbook",
    "Seven result cells a row, three of them blank, into a filled template. Ours: through a temporary file"
    " and fsync. openpyxl: `load_workbook`, the same cells, `save`.",
    measure,
)
