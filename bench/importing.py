"""An import as `xl-addin import` does it, with a watch on it and a person who says yes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.rounds import SENDING, Measured, timed
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.preview import Preview
from xl_addin.importing.run import Run
from xl_addin.journal.store import Journal
from xl_addin.settings import load
from xl_addin.settling.progress import Progress
from xl_addin.targets import Targets


@dataclass
class Clerk:
    """A desk that says yes, and holds a watch on the sending alone.

    Attributes:
        sending: Seconds between the bar's beginning and its end, so far.
    """

    sending: float = 0.0
    _began: float = field(default=0.0, repr=False)

    def show(self, preview: Preview) -> None:
        """Looks away."""

    def ask(self, question: str) -> bool:
        """Says yes."""
        return True

    def begin(self, what: str, total: int) -> Progress:
        """Starts the watch."""
        self._began = time.perf_counter()
        return Progress()

    def end(self) -> None:
        """Stops it."""
        self.sending += time.perf_counter() - self._began


def run_import(
    home: Path, service: Mapping[str, str], book: Path, *, senders: int = 8, dry_run: bool = False
) -> Measured:
    """Imports a workbook as `xl-addin import` does, from the closed file to the closed file.

    Args:
        home: The folder of settings and journal.
        service: The environment variables that name the service.
        book: The workbook.
        senders: Rows sent at the same time.
        dry_run: As `check` does: nothing is sent.

    Returns:
        As `timed`, and the seconds that were spent on sending.

    Raises:
        AssertionError: A row did not end as it should, so there is nothing to time.
    """
    clerk, options = Clerk(), Options(dry_run=dry_run, workers=senders, look_alikes=LookAlikes.SEND)
    outcomes: list[Outcome] = []

    def work() -> None:
        settings = load()
        with Journal(settings.journal_url) as journal, Targets(settings) as targets:
            outcomes.append(Run(journal, targets, clerk, options).run([book]))

    with environment({**service, "XL_ADDIN_HOME": str(home)}):
        measured = timed(work)
    _check(outcomes[0], "ready" if dry_run else "sent")
    return {**measured, SENDING: clerk.sending}


@contextmanager
def environment(more: Mapping[str, str]) -> Iterator[None]:
    """These variables for a while, and none of the user's own settings."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("XL_ADDIN_"):
            del os.environ[name]
    os.environ.update(more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _check(outcome: Outcome, status: str) -> None:
    told = outcome.as_json()
    problems = [problem for book in told["workbooks"] for problem in book["problems"]]
    assert set(told["totals"]) == {status}, (told["totals"], told["problems"], problems[:3])
