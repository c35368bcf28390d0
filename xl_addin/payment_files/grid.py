"""A sheet filled row by row: text stays text, amounts stay exact, and rows are as high as their texts."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xl_addin.payment_files.looks import WRAPPED, Looks
from xl_addin.texts.figures import decimals_of, exact
from xl_addin.values.money import LARGEST

LONGEST = 500
"""Characters of a text that are printed."""

_LINE = 15
"""Height of one line of text, in points."""
_FILLED = 0.85
"""How much of a column's width is counted on: its measure is the width of a digit."""


class Grid:
    """The sheet and the row that is being filled.

    Args:
        book: The XlsxWriter workbook.
        title: The sheet's name.
        widths: Of the columns, in characters.
    """

    def __init__(self, book: Any, title: str, widths: Sequence[int]) -> None:
        self.sheet = book.add_worksheet(title)
        self.row = 0
        self._looks = Looks(book)
        self._widths = widths
        self._lines = 1
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def text(self, column: int, text: str, look: str) -> None:
        """Writes a text as text, whatever it begins with; a very long one is cut, visibly."""
        if not text:
            self.sheet.write_blank(self.row, column, None, self._looks.get(look))
            return
        shortened = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        self.sheet.write_string(self.row, column, shortened, self._looks.get(look))
        if look in WRAPPED:
            lines = textwrap.wrap(shortened, int(self._widths[column] * _FILLED))
            self._lines = max(self._lines, len(lines))

    def amount(self, column: int, amount: Decimal, look: str) -> None:
        """Writes a number where a spreadsheet keeps it exactly, with all its decimals; else its text."""
        places = decimals_of(amount)
        if abs(amount.scaleb(places - decimals_of(Decimal()))) <= LARGEST:
            self.sheet.write_number(self.row, column, amount, self._looks.amount(look, places))
        else:
            self.sheet.write_string(self.row, column, exact(amount), self._looks.get(look))

    def day(self, column: int, day: date, look: str) -> None:
        """Writes a date."""
        moment = datetime.combine(day, time())
        self.sheet.write_datetime(self.row, column, moment, self._looks.get(look))

    def blank(self, look: str) -> None:
        """Gives every cell of the row that look; what is written afterwards replaces it."""
        for column in range(len(self._widths)):
            self.text(column, "", look)

    def end_row(self) -> None:
        """Goes on to the next row."""
        if self._lines > 1:
            self.sheet.set_row(self.row, self._lines * _LINE)
        self.row += 1
        self._lines = 1
