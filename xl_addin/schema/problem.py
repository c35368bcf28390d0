"""One thing that is wrong with one cell, row or workbook, said to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with the place to look at.

    Attributes:
        text: What is wrong and what is allowed, one or two sentences.
        workbook: The file's name.
        sheet: The sheet's name; empty when the whole workbook is meant.
        cell: Like "C7"; empty when the sheet is meant.
        row: The sheet row, 0 when no single row is meant.
    """

    text: str
    workbook: str
    sheet: str = ""
    cell: str = ""
    row: int = 0

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.workbook}{', ' + place if place else ''}: {self.text}"


class Unfit(ValueError):
    """A cell's value does not fit its column.

    Attributes:
        reason: The key of the sentence under `problem` in `texts`.
        blanks: What fills the sentence's blanks.
    """

    def __init__(self, reason: str, **blanks: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.blanks = blanks
