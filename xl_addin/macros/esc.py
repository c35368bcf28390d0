"""The Esc key, which stops an import between two rows. Windows can be asked for it; a Mac cannot."""

from __future__ import annotations

from collections.abc import Callable

from xl_addin.macros.excel import Excel

Stopped = Callable[[], bool]
"""Whether a person pressed Esc since this was last asked."""


def watched(excel: Excel) -> Stopped:
    """Watches the key from now on, while a window of this Excel is in front: elsewhere it is none of ours.

    Each workbook has a window of its own, and any of them will do. Where Excel does not say which are its
    own, the key counts anywhere: to stop too early loses nothing.
    """
    if (windows := excel.windows) is None:
        return lambda: False
    process = windows.process_of(excel.app)

    def stopped() -> bool:
        return windows.esc() and process in (0, windows.process_in_front())

    windows.esc()  # what was pressed before does not count
    return stopped
