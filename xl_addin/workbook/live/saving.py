"""Saving an open workbook where it lies, as its owner would: Excel asks what it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.workbook.live import native
from xl_addin.workbook.live.quiet import outspoken
from xl_addin.workbook.refusals import Unreadable

if TYPE_CHECKING:
    import xlwings as xw


def save(book: xw.Book) -> None:
    """Saves it.

    Raises:
        Unreadable: "live_not_saved": Excel did not, or its owner told it not to.
    """
    with outspoken(book.app):
        native.save(book)
    if not native.state(book).saved:
        raise Unreadable("live_not_saved")
