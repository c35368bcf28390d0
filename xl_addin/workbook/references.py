"""Cell references: `C7` and `A1:D9`, to and from one-based numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

ROWS = 1_048_576
"""Rows of a sheet (Excel's specification)."""
COLUMNS = 16_384
"""Columns of a sheet (Excel's specification)."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Z]{1,3}")


class Area(NamedTuple):
    """A rectangle of cells, one-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def joined(self, other: Area) -> Area:
        """The smallest rectangle that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


@cache
def column_letters(column: int) -> str:
    """The letters of a column.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column.

    >>> column_number("AB")
    28

    Raises:
        ValueError: These letters name no column of a sheet.
    """
    if not _LETTERS.fullmatch(letters):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > COLUMNS:
        raise ValueError(letters)
    return number


def parse_area(text: str) -> Area:
    """The rectangle of a reference; a single cell is one of its own size.

    >>> parse_area("$B$2:C9")
    Area(top=2, left=2, bottom=9, right=3)

    Raises:
        ValueError: The text is no reference to cells of one sheet.
    """
    first, colon, last = text.partition(":")
    top, left = _parse_cell(first)
    bottom, right = _parse_cell(last if colon else first)
    if top > bottom or left > right:
        raise ValueError(text)
    return Area(top, left, bottom, right)


def _parse_cell(text: str) -> tuple[int, int]:
    match = _CELL.fullmatch(text)
    if not match or int(match[2]) > ROWS:
        raise ValueError(text)
    return int(match[2]), column_number(match[1])
