"""The Instructions sheet: what to do, what each column takes, what each status means."""

from __future__ import annotations

from math import ceil

import xlsxwriter
from xlsxwriter.format import Format

from xl_addin.build import wording
from xl_addin.build.columns import Described, described
from xl_addin.build.edition import Edition
from xl_addin.build.styles import Styles

NAME = "Instructions"

_WIDTHS = (20, 12, 80, 52)
_NARROW = 0.85
"""How wide a letter of prose is, beside the digits that widths are counted in."""
_LINE = 15.75
"""Points of one line of text."""


class Page:
    """The sheet, written from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, styles: Styles, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._row = 0
        self._sheet.hide_gridlines(2)
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 1)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        self._sheet.set_footer("&L&A&R&P / &N")
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)

    def title(self, text: str) -> None:
        """The one line over everything."""
        self._line([(0, 3, text, self._styles.title)], height=32)

    def section(self, text: str) -> None:
        """A heading with some air above it."""
        self._row += 1
        self._line([(0, 3, text, self._styles.section)], height=24)

    def paragraph(self, text: str) -> None:
        """Prose over the whole width."""
        self._line([(0, 3, text, self._styles.prose)])

    def step(self, label: str, text: str, command: str) -> None:
        """One step of a procedure, with the command to type beside it."""
        look = self._styles.command if command else self._styles.line
        line = self._styles.line
        self._line([(0, 0, label, self._styles.strong_line), (1, 2, text, line), (3, 3, command, look)])

    def sample(self, text: str, look: Format, meaning: str) -> None:
        """A coloured cell and what its colour or word means."""
        self._line([(0, 0, text, look), (1, 3, meaning, self._styles.line)])

    def heads(self, *heads: str) -> None:
        """The heads of a table over all four columns."""
        self._line(
            [(column, column, head, self._styles.head) for column, head in enumerate(heads)], height=20
        )

    def column(self, column: Described, required: str) -> None:
        """An input column, its header looking as it does in the sheet; and the word for one that must be."""
        look, line = self._styles.header("required" if column.required else "optional"), self._styles.line
        texts = (required if column.required else "", column.help, column.allowed)
        self._line(
            [(0, 0, column.header, look), *((i, i, text, line) for i, text in enumerate(texts, start=1))]
        )

    def _line(self, cells: list[tuple[int, int, str, Format]], height: float = 0) -> None:
        """One row of texts, each over some columns, as high as its longest text needs."""
        lines = 1
        for first, last, text, look in cells:
            if first == last:
                self._sheet.write_string(self._row, first, text, look)
            else:
                self._sheet.merge_range(self._row, first, self._row, last, "", look)
                self._sheet.write_string(self._row, first, text, look)
            lines = max(lines, ceil(len(text) * _NARROW / sum(_WIDTHS[first : last + 1])))
        self._sheet.set_row(self._row, height or lines * _LINE + 3)
        self._row += 1


def add(book: xlsxwriter.Workbook, styles: Styles, sheet: Edition) -> None:
    """Adds the sheet to the workbook."""
    say = sheet.say
    page = Page(book, styles, say(NAME))
    page.title(sheet.title)
    for paragraph in sheet.sheet.instructions:
        page.paragraph(say(paragraph))
    page.section(say("How to send the rows"))
    for number, (label, text, command) in enumerate(wording.STEPS, start=1):
        page.step(f"{number}.  {say(label)}", say(text), say(command) if command else "")
    page.section(say("Columns you fill in"))
    page.heads(*map(say, wording.HEADS))
    for column in described(sheet):
        page.column(column, say("required"))
    page.section(say("Columns that xl-addin writes"))
    for field in sheet.results.values():
        page.sample(field.header, styles.header("result"), field.help)
    page.section(say("What Status says"))
    for word, meaning in wording.STATUSES.items():
        page.sample(word, styles.status(word), say(meaning))
    page.section(say("Good to know"))
    for habit in wording.HABITS:
        page.paragraph(say(habit))
