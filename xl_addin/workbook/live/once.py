"""An Excel that is busy is asked once, where xlwings would ask it for ever.

xlwings repeats a call that Excel rejects without a pause and, as its `N_COM_ATTEMPTS` is 0, without an end.
That is right while a workbook is written; whoever only shows something has to come back.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from xl_addin.errors import WorkbookError

MODULE: Final = "xlwings._xlwindows"
"""Loaded by xlwings on Windows alone; Apple events have a time limit of their own."""
REJECTED: Final = -2147418111
"""`RPC_E_CALL_REJECTED`."""
RETRY_LATER: Final = -2147417846
"""`RPC_E_SERVERCALL_RETRYLATER`."""
FAILED: Final = -2147352567
"""`DISP_E_EXCEPTION`: what went wrong stands in the error's details."""
EDITING: Final = -2146777998
"""`VBA_E_IGNORE`: somebody is typing in a cell."""
PATIENCE: Final = 10.0
"""Seconds for which Excel may be too busy to answer."""


@contextmanager
def asked_once() -> Iterator[None]:
    """For the block, a call that a busy Excel rejects raises instead of being repeated.

    It is for the one thread that speaks with Excel.
    """
    module: Any = sys.modules.get(MODULE)
    if module is None:
        yield
        return
    before, module.N_COM_ATTEMPTS = module.N_COM_ATTEMPTS, 1
    try:
        yield
    finally:
        module.N_COM_ATTEMPTS = before


def is_busy(error: Exception) -> bool:
    """Whether Excel is there and will answer later: a menu is open, somebody is typing in a cell.

    pywin32 takes a call that is rejected for a property that there is none of, and so says `AttributeError`;
    xlwings makes an `ExcelBusyError` of that, where it was told to ask once. What Excel refused may be the
    cause of an error of ours (`asked`).
    """
    if isinstance(error, WorkbookError):
        return isinstance(error.__cause__, Exception) and is_busy(error.__cause__)
    if type(error).__name__ == "ExcelBusyError":
        return True
    number = getattr(error, "hresult", None)
    details = getattr(error, "excepinfo", None) or ()
    editing = number == FAILED and EDITING in details
    return editing or number in (REJECTED, RETRY_LATER) or isinstance(error, AttributeError)


class Patience:
    """Asks again and again, and takes an Excel that is busy for long for one that is gone.

    Args:
        clock: Seconds, from whenever.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._busy_since: float | None = None

    def answers(self, ask: Callable[[], object]) -> bool:
        """Whether Excel answers, or has not been busy for long.

        Raises:
            Exception: Excel's own or ours, when it is anything but busy.
        """
        try:
            with asked_once():
                ask()
        except Exception as error:
            if not is_busy(error):
                raise
            now = self._clock()
            self._busy_since = now if self._busy_since is None else self._busy_since
            return now - self._busy_since < PATIENCE
        self._busy_since = None
        return True
