"""Excel's state around a macro: as the person had it, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings as xw

KEPT = ("calculation", "enable_events", "display_alerts", "screen_updating", "status_bar")
"""Properties of xlwings' `App`, in the order in which they are put back: what is seen comes last."""


@contextmanager
def kept(app: xw.App) -> Iterator[None]:
    """Puts Excel's state back at the end of the block, also after an error.

    A property that Excel will not tell is left alone; one that it will not take does not keep the others
    from being put back, nor hide what went wrong in the block.
    """
    before = {name: value for name in KEPT if (value := _told(app, name)) is not None}
    try:
        yield
    finally:
        for name, value in before.items():
            if _told(app, name) != value:
                _put(app, name, value)


def _told(app: xw.App, name: str) -> Any:
    """What Excel says; None when it does not, as while a cell is being edited."""
    try:
        return getattr(app, name)
    except Exception:  # COM and Apple events have errors of their own kinds
        return None


def _put(app: xw.App, name: str, value: object) -> None:
    with suppress(Exception):  # see `_told`
        setattr(app, name, value)
