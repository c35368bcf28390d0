"""How the sheets of a template look: colours and cell formats, each defined once."""

from __future__ import annotations

from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from xl_addin.schema.fields import (
    AmountField,
    CountField,
    DateField,
    Field,
    MomentField,
    NumberField,
    PriceField,
)
from xl_addin.schema.reading import READINGS

INK, PAPER, LINE = "#1F2937", "#FFFFFF", "#D9DEE5"
NAVY, SKY, GREY, PALE = "#1F3A5F", "#D6E4F5", "#D1D5DB", "#F3F4F6"

STATUS_COLOURS = {
    "sent": ("#14532D", "#C6EFCE"),
    "already_sent": ("#14532D", "#E3F7E6"),
    "rejected": ("#9C0006", "#FFC7CE"),
    "invalid": ("#9C0006", "#FFC7CE"),
    "in_doubt": ("#7C4A03", "#FFDD94"),
    "not_sent": (INK, "#E5E7EB"),
}
"""Text and fill of a status, in the Status column and in the Instructions."""

HEADERS: dict[str, dict[str, Any]] = {
    "required": {"bg_color": NAVY, "font_color": PAPER, "bold": True},
    "optional": {"bg_color": SKY, "font_color": INK},
    "result": {"bg_color": GREY, "font_color": INK, "italic": True},
}
"""Dark for what must be filled in, light for what may be, grey for what xl-addin writes."""

_PROSE = {"text_wrap": True, "valign": "vcenter", "font_color": INK}
_LINE = _PROSE | {"indent": 1, "bottom": 1, "bottom_color": LINE}
_ALIGNED: dict[type, str] = {
    AmountField: "right",
    CountField: "right",
    NumberField: "right",
    PriceField: "right",
    DateField: "center",
    MomentField: "center",
}


def number_format(field: Field, language: str) -> str:
    """How a column shows its values; days as the language writes them."""
    if isinstance(field, DateField | MomentField) and READINGS[language].day_first:
        return field.number_format.replace("yyyy-mm-dd", "dd/mm/yyyy")
    return field.number_format


class Styles:
    """The cell formats of one workbook; equal ones are shared."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._add = book.add_format
        self.text = self._add({"num_format": "@"})
        self.title = self._add({"bold": True, "font_size": 18, "font_color": NAVY, "valign": "vcenter"})
        self.section = self._add({"bold": True, "font_size": 13, "font_color": NAVY, "valign": "vcenter"})
        self.prose = self._add(_PROSE)
        self.head = self._add(_LINE | {"bold": True, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY})
        self.line = self._add(_LINE)
        self.strong_line = self._add(_LINE | {"bold": True})
        self.command = self._add(_LINE | {"font_name": "Consolas", "bg_color": PALE})

    def header(self, kind: str, field: Field | None = None) -> Format:
        """A header cell of a kind in `HEADERS`; over numbers it is centred, clear of the filter button."""
        align = {"align": "center"} if type(field) in _ALIGNED else {"align": "left", "indent": 1}
        frame = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": PAPER}
        return self._add(frame | align | HEADERS[kind])

    def column(self, field: Field, kind: str, language: str) -> Format:
        """The cells of a column, below the table too."""
        shown = number_format(field, language)
        look: dict[str, Any] = {"num_format": shown, "border": 1, "border_color": LINE}
        look["align"] = _ALIGNED.get(type(field), "left")
        if look["align"] != "center":  # XlsxWriter turns an indented centre into left
            look["indent"] = 1
        return self._add(look | ({"bg_color": PALE, "font_color": INK} if kind == "result" else {}))

    @cache  # noqa: B019 - lives as long as the workbook it belongs to
    def status(self, word: str) -> Format:
        """A status in its colours."""
        ink, fill = STATUS_COLOURS[word]
        return self._add({"font_color": ink, "bg_color": fill, "valign": "vcenter", "indent": 1})
