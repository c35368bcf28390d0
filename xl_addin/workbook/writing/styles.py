"""Formats that written values need and their cells don't have: variants at the end of the list."""

from __future__ import annotations

from xl_addin.workbook.formats import DATE_FORMAT, DATE_TIME_FORMAT, GENERAL, TEXT_FORMAT, Formats, Shows
from xl_addin.workbook.limits import Limits
from xl_addin.workbook.writing.cells import Needs
from xl_addin.workbook.writing.splice import Splice, with_attribute

_NUMBER_FORMAT = {
    Needs.NUMBER: GENERAL,
    Needs.TEXT: TEXT_FORMAT,
    Needs.DATE: DATE_FORMAT,
    Needs.DATE_TIME: DATE_TIME_FORMAT,
}


class Styles:
    """Hands out a cell format for a value, new ones where none fits.

    Attributes:
        variants: What each new format is made from: (format it copies, its number format).
    """

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self.variants: dict[tuple[int, int], int] = {}

    def fitting(self, style: str | None, needs: Needs) -> str | None:
        """The number of a format like `style` that shows the value as it is meant.

        A workbook that has no formats at all gets none: its text is text all the same.
        """
        known = len(self._formats.number_formats)
        base = int(style or 0)
        if needs is Needs.NOTHING or base >= known or self._fits(base, needs):
            return style
        made = self.variants.setdefault((base, _NUMBER_FORMAT[needs]), known + len(self.variants))
        return str(made)

    def _fits(self, base: int, needs: Needs) -> bool:
        if needs is Needs.TEXT:
            return self._formats.number_formats[base] == TEXT_FORMAT
        shows = self._formats.special.get(str(base), Shows.NUMBER)
        if shows is Shows.CURRENCY and needs is Needs.NUMBER:
            return True
        return shows is (Shows.NUMBER if needs is Needs.NUMBER else Shows.DATE)


class StylesSplice(Splice):
    """Appends the variants to the cell formats of a styles part."""

    def __init__(self, variants: dict[tuple[int, int], int], limits: Limits) -> None:
        super().__init__(limits, held=limits.strings)
        self._variants = variants
        self._wanted = {base for base, _ in variants}
        self._copies: dict[int, tuple[bytes, bytes]] = {}
        self._inside = False
        self._start = 0
        self._index = -1

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """The list, or one format of it."""
        if self.depth == 2 and name.endswith(" cellXfs"):
            self._inside = True
            if "count" in attributes:
                tag = self.tag(self.position)
                count = int(attributes["count"]) + len(self._variants)
                self.replace(
                    self.position, self.position + len(tag), with_attribute(tag, "count", str(count))
                )
        elif self.depth == 3 and self._inside:
            self._index += 1
            self._start = self.position

    def closed(self, name: str) -> None:
        """A format is complete and may be copied; at the list's end the variants follow."""
        if self.depth == 3 and self._inside and self._index in self._wanted:
            tag = self.tag(self._start)
            end = self.end(self._start)[1]
            self._copies[self._index] = tag, self.piece(self._start + len(tag), end)
        elif self.depth == 2 and self._inside:
            self._inside = False
            self.replace(self.position, self.position, b"".join(map(self._variant, self._variants)))

    def _variant(self, wanted: tuple[int, int]) -> bytes:
        base, number_format = wanted
        tag, rest = self._copies[base]
        tag = with_attribute(tag, "numFmtId", str(number_format))
        return with_attribute(tag, "applyNumberFormat", "1") + rest
