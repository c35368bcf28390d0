"""How the printed list looks, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WRAPPED = frozenset({"header", "text"})
"""Looks whose texts run over several lines."""

_DARK = {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter"}
_RULED = {"bottom": 1, "bottom_color": "#BFBFBF", "valign": "top"}
_SUMMED = {"bold": True, "top": 1, "valign": "top", "num_format": "@"}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "header": {**_DARK, "text_wrap": True},
    "header_right": {**_DARK, "align": "right"},
    "group": {"bold": True, "bg_color": "#D9E1F2", "num_format": "@"},
    "text": {**_RULED, "num_format": "@", "text_wrap": True},
    "day": {**_RULED, "num_format": "yyyy-mm-dd", "align": "left"},
    "amount": {**_RULED, "num_format": "@", "align": "right"},
    "sum_text": _SUMMED,
    "sum": {**_SUMMED, "align": "right"},
    "line": {"bottom": 1},
    "caption": {"font_size": 9, "font_color": "#595959"},
}


class Looks:
    """A workbook's formats, each made once.

    Args:
        book: The XlsxWriter workbook.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, name: str, number: str = "") -> Any:
        """The format of that name, with a number format where one is given."""
        if (name, number) not in self._made:
            look = {**_LOOKS[name], **({"num_format": number} if number else {})}
            self._made[name, number] = self._book.add_format(look)
        return self._made[name, number]

    def amount(self, name: str, decimals: int) -> Any:
        """The format of an amount that shows so many decimals."""
        return self.get(name, "#,##0." + "0" * decimals)
