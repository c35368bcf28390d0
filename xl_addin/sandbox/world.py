"""Everything one sandbox has: data, faults, latency. A reset brings the first day back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from xl_addin.sandbox.faults import Fault, Faults
from xl_addin.sandbox.store import Store
from xl_addin.sandbox.systems import SYSTEMS


class World:
    """What the endpoints work on; `stopping` is set when late answers need wait no more.

    Args:
        seed: Decides the seeded data and which calls the faults hit.
        latency: Seconds by which each answer is late.
        faults: In force from the start.
        store: Where the data is kept; in memory without one.
        folder: Where the certificate and the systems' keys are.
        today: The day it is and stays, in every zone; the real one without it.

    Raises:
        WrongUse: Another sandbox uses the folder.
    """

    def __init__(
        self,
        *,
        seed: int,
        latency: float,
        faults: Iterable[Fault],
        store: Path | None,
        folder: Path,
        today: date | None = None,
    ) -> None:
        self.latency = latency
        self.folder = folder
        self.stopping = asyncio.Event()
        self.faults = Faults(seed)
        self.store = Store({system.name: system.first_id for system in SYSTEMS}, store)
        self._seed = seed
        self._today = today
        self._fill()
        for fault in faults:
            self.faults.add(fault)

    def reset(self) -> None:
        """Back to the seeded data; calls and faults are forgotten."""
        self.faults.clear()
        self.store.clear()
        self._fill()

    def now(self, zone: tzinfo) -> datetime:
        """The moment it is in a zone."""
        moment = datetime.now(zone)
        return datetime.combine(self._today, moment.timetz()) if self._today else moment

    def close(self) -> None:
        """Lets go of the folder."""
        self.store.close()

    def state(self) -> dict[str, Any]:
        """All records by system, and all calls."""
        shown = {system.name: system.show(self.store.systems[system.name]) for system in SYSTEMS}
        return {**shown, "calls": self.store.calls}

    def _fill(self) -> None:
        for system in SYSTEMS:
            records = self.store.systems[system.name]
            if not records:
                system.fill(records, self._seed, self.now(system.zone).date())
        self.store.commit()
