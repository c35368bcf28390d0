"""Excel's switches around what is done to an open workbook: as they were afterwards, also after an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Switches Excel's events off for the block: the workbook's own macros do not hear of it.

    The block is short on purpose: a program that is killed within it leaves Excel without events.
    """
    with _switched(app, "enable_events", on=False):
        yield


@contextmanager
def outspoken(app: xw.App) -> Iterator[None]:
    """Lets Excel ask its own questions for the block, which a button keeps from it.

    Else Excel would answer them itself, such as whether another person's work is to be overwritten.
    """
    with _switched(app, "display_alerts", on=True):
        yield


@contextmanager
def _switched(app: xw.App, name: str, *, on: bool) -> Iterator[None]:
    before = getattr(app, name)
    setattr(app, name, on)
    try:
        yield
    finally:
        with suppress(Exception):  # what went wrong in the block is what is told
            setattr(app, name, before)
