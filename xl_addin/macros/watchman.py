"""Who looks, while rows are sent, whether somebody wants them stopped, or nobody can see them any more."""

from __future__ import annotations

import time
from collections.abc import Callable

from xl_addin.macros.esc import Stopped
from xl_addin.workbook.live.once import Patience


class Watchman:
    """Shows how far it is, and stops the sending when the person wants it or Excel does not answer.

    It stops it only once: rows on their way are then finished, and a second word would leave them.

    Args:
        show: Shows how far it is; raises when Excel does not answer.
        stopped: Whether the person wants to stop. It is asked of an Excel that is busy too.
        clock: Seconds, from whenever.
    """

    def __init__(
        self, show: Callable[[], None], stopped: Stopped, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._show = show
        self._stopped = stopped
        self._patience = Patience(clock)
        self._over = False

    def __call__(self) -> None:
        """Looks once.

        Raises:
            KeyboardInterrupt: No further row is to be sent.
        """
        over = self._is_over()
        if over and not self._over:
            self._over = True
            raise KeyboardInterrupt

    def _is_over(self) -> bool:
        try:
            return not self._patience.answers(self._show) or self._stopped()
        except Exception:  # nobody would see what is sent, so nothing more is
            return True
