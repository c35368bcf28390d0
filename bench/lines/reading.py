"""Rows out of a workbook, every cell read as what its column says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import openpyxl

from bench.figure import Figure, ratio
from bench.line import Finding, Line
from bench.office import workbook
from bench.rounds import SECONDS, Rounds, alternate, timed
from bench.rows import PLAIN, full_transactions, full_transfers
from bench.sizes import Sizes
from xl_addin.importing.read import read

_KINDS = {PLAIN: full_transactions, "iziago_transfers": full_transfers}


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Reads two templates, each beside openpyxl."""
    figures: list[Figure] = []
    sides: dict[str, Rounds] = {}
    for template, make in _KINDS.items():
        book = workbook(folder / f"{template}.xlsx", make(sizes.read), template)
        ours, theirs = f"{template}: checked rows", f"{template}: openpyxl"
        sides |= alternate(
            sizes.rounds,
            {
                ours: partial(timed, partial(_checked, book, sizes.read)),
                theirs: partial(timed, partial(_bare, book, sizes.read)),
            },
        )
        figures.append(ratio(f"{template}, to openpyxl", sides[ours][SECONDS], sides[theirs][SECONDS], 2))
    return Finding(figures, sides)


def _checked(path: Path, count: int) -> None:
    book = read(path)
    assert not book.all_problems, book.all_problems[:3]
    assert len(book.entries) == count


def _bare(path: Path, count: int) -> None:
    """Every value of the first sheet, and nothing made of it."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert rows == count + 1


LINE = Line(
    "read",
    "Read a workbook into checked rows",
    "Twelve columns filled in every row. Ours: each cell becomes an exact amount, a day, a name, or a problem"
    " that names the cell. openpyxl: `load_workbook(read_only=True)` and `iter_rows(values_only=True)`,"
    " nothing made of the values.",
    measure,
)
