"""How a run goes about it, as whoever starts it chose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xl_addin.workbook.live.selection import Selected


class LookAlikes(StrEnum):
    """What to do with rows that look like something sent before."""

    ASK = "ask"
    SEND = "send"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    Attributes:
        dry_run: Nothing is sent or written.
        offline: Names are not looked up, so where a service has names, look-alikes are not seen either.
        partial: Valid rows are sent although others of the workbook are not.
        workers: Senders side by side.
        look_alikes: What becomes of rows that look like something sent.
        deadline: Seconds a request may take; in doubt, quiet is awaited for longer.
        only: What is meant of the one workbook there is; None for all rows.
    """

    dry_run: bool = False
    offline: bool = False
    partial: bool = False
    workers: int = 8
    look_alikes: LookAlikes = LookAlikes.ASK
    deadline: float = 30.0
    only: Selected | None = None
