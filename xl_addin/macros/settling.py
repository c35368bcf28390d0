"""Resume: what became of rows in doubt."""

from __future__ import annotations

import time
from functools import partial

from xl_addin.journal.opened import opened
from xl_addin.macros.esc import Stopped, watched
from xl_addin.macros.excel import Excel
from xl_addin.macros.telling import tell
from xl_addin.macros.watchman import Watchman
from xl_addin.settling.patience import settle
from xl_addin.settling.settlement import Settlement
from xl_addin.targets import Targets
from xl_addin.texts import say

TURN = 0.5
"""Seconds between two words on how long it still takes, and two looks at the Esc key."""


def resume(excel: Excel, _detail: str) -> None:
    """Asks the services about every row in doubt or half undone, waits until it is certain, tells of each."""
    settings = excel.settings
    excel.screen.status(say("macros.settling"))
    with opened(settings.journal_url) as journal, Targets(settings) as targets:
        settled = settle(
            journal, targets.of_operation, settings.deadline, partial(wait, excel, watched(excel))
        )
    tell(excel, "" if settled else say("settle.nothing"), list(map(_line, settled)))


def _line(item: Settlement) -> str:
    place = item.operation.place
    return f"{place.path} {place.row}: {say(f'states.{item.state}')} – {item.message}"


def wait(excel: Excel, stopped: Stopped, seconds: float) -> None:
    """Waits; Esc ends the whole, for what is not certain yet stays in doubt.

    Args:
        excel: Shows how long.
        stopped: Whether a person wants to stop.
        seconds: How long.

    Raises:
        KeyboardInterrupt: A person pressed it, or Excel does not answer any more.
    """
    end = time.monotonic() + seconds

    def show() -> None:
        excel.screen.status(say("settle.waiting", seconds=f"{max(end - time.monotonic(), 0):.0f}"))

    look = Watchman(show, stopped)
    while (left := end - time.monotonic()) > 0:
        look()
        time.sleep(min(left, TURN))
    look()
