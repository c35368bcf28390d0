"""A claim of ours, while it is ours."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from xl_addin.workbook.claim.claim import CAREFULLY, LARGEST, Claim, read_claim

RENEWED = 60.0
"""Seconds; so often a living import touches its claim, so that a claim's age means that it is dead."""
FRESH = 1.0
"""Seconds for which a look at one's own claim is good, by every clock there is."""


class Held:
    """A claim of ours, which somebody may take from us while this computer sleeps."""

    def __init__(self, file: Path, ours: Claim) -> None:
        self._file = file
        self._ours = ours
        self._lock = threading.Lock()
        self._looked: list[float] = []
        self._lost = False

    def still_ours(self) -> bool:
        """Whether it is ours to go on. What was lost once is lost; a look is good for a second."""
        with self._lock:
            moment = _moment()
            if not self._looked or any(
                abs(then - now) > FRESH for then, now in zip(self._looked, moment, strict=True)
            ):
                self._lost = self._lost or read_claim(self._file) != self._ours
                self._looked = moment
            return not self._lost

    def renew(self) -> None:
        """Makes it young by the folder's own clock: the same bytes are written once more."""
        with suppress(OSError), os.fdopen(os.open(self._file, os.O_RDWR | CAREFULLY), "r+b") as stream:
            content = stream.read(LARGEST)
            if content == msgspec.json.encode(self._ours):
                stream.seek(0)
                stream.write(content)


@contextmanager
def renewed(held: Held) -> Iterator[None]:
    """Keeps a claim young while the block runs."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(RENEWED):
            held.renew()

    thread = threading.Thread(target=renew, name="claim", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _moment() -> list[float]:
    """What each clock says. Some stand still while the computer sleeps, others are set by hand."""
    moment = [time.monotonic(), time.time()]
    if hasattr(time, "CLOCK_BOOTTIME"):
        moment.append(time.clock_gettime(time.CLOCK_BOOTTIME))
    return moment
