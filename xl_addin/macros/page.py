"""A page to read in a workbook of its own: it has room, and nothing of it gets into the person's file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from xl_addin.values.printable import printable
from xl_addin.workbook.live import native

if TYPE_CHECKING:
    import xlwings as xw

LETTERS: Final = "#FFFFFF"
GROUND: Final = "#404040"
"""The colour of what is neither real money nor a rehearsal."""
WIDTHS: Final = (44, 18, 18, 18, 18, 40)
LONGEST: Final = 250
"""Characters of a cell that are seen at all."""
ACROSS: Final = 120
"""Characters that are seen beside one another without scrolling: the end of an advice counts most."""
POINT: Final = "• "
"""What a line begins with that is one of several; its further lines keep below its words."""
NAME: Final = "xl-addin"
"""The sheet's name, by which a later button knows the page."""

Line = list[str]
"""The texts of a line, from the left."""


class Page:
    """A workbook that was never saved, and that Excel takes for saved: it closes without a question.

    Args:
        app: Where it is opened, in front of the others, once there is something to show.
    """

    def __init__(self, app: xw.App) -> None:
        self._app = app
        self._book: xw.Book | None = None

    def show(self, lines: Sequence[Line], ground: str, *, alone: bool = True) -> None:
        """Shows lines in place of earlier ones.

        Args:
            lines: The first is the title.
            ground: The title's colour.
            alone: Other pages are closed.
        """
        lines = [*_wrapped(lines)]
        width = max(map(len, lines))
        if self._book is None:
            if alone:
                close_all(self._app)
            self._book = self._app.books.add()
            self._book.sheets[0].name = NAME
        sheet = self._book.sheets[0]
        sheet.clear()
        cells = sheet.range((1, 1), (len(lines), width))
        cells.number_format = "@"  # before the texts come, so that none of them becomes a formula
        cells.value = [[*line, *[""] * (width - len(line))] for line in lines]
        for column, wide in enumerate(WIDTHS[:width], start=1):
            sheet.range((1, column)).column_width = wide
        title = sheet.range((1, 1), (1, width))
        title.color = ground
        title.font.color, title.font.bold = LETTERS, True
        native.call_saved(self._book)
        self._book.activate()

    def close(self) -> None:
        """Takes it away, if it is there."""
        if self._book is not None:
            self._book.close()
            self._book = None


def close_all(app: xw.App) -> None:
    """Closes the pages of earlier buttons. One in which somebody typed, or that was saved, is theirs."""
    for book in list(app.books):
        with suppress(Exception):  # an Excel that does not answer is told by what asks it next
            if _is_page(book):
                book.close()


def _is_page(book: xw.Book) -> bool:
    state = native.state(book)
    return not state.folder and state.saved and book.sheets[0].name == NAME


def _wrapped(lines: Iterable[Line]) -> Iterator[Line]:
    """A sentence goes on below; of texts beside one another, a long one ends in "…"."""
    for line in lines:
        if len(line) == 1:
            text = _plain(line[0])
            below = " " * len(POINT) if text.startswith(POINT) else ""
            yield from ([part] for part in textwrap.wrap(text, ACROSS, subsequent_indent=below) or [""])
        else:
            yield [_fitting(text) for text in line]


def _fitting(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _plain(text: str) -> str:
    return printable(" ".join(text.split()))
