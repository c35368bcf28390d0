"""What an import says of its rows when a second Ctrl-C ends it in the middle of sending."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from iziago_office import NEW_IBAN, POST_THIRD_PARTY, THIRD_PARTIES, meet
from nodding import Nodding
from office import Office

from xl_addin.importing.entry import Status
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.sandbox.server import Sandbox
from xl_addin.settling.progress import Progress
from xl_addin.targets import Targets


class Hasty(Nodding):
    """Says yes, and presses Ctrl-C twice while the rows of a step are on their way.

    Args:
        step: Which step's.
    """

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step
        self._begun = self._ticks = 0

    def begin(self, what: str, total: int) -> Progress:
        """See `Desk.begin`."""
        self._begun, self._ticks = self._begun + 1, 0
        return Progress(tick=self._tick)

    def _tick(self) -> None:
        self._ticks += 1
        if self._begun == self._step and self._ticks in (2, 3):
            raise KeyboardInterrupt


class SlowDisk(Journal):
    """Takes its time before it writes down that a row leaves, for all but the first two."""

    begun = 0

    def step(self, operation: str, before: State, after: State, *facts: Any) -> bool:
        """See `Journal.step`."""
        if after is State.SENDING:
            self.begun += 1
            time.sleep(0.6 if self.begun > 2 else 0)
        return super().step(operation, before, after, *facts)


def end_of_senders() -> None:
    """Returns when nothing is on its way any more, so that no other test meets it."""
    for thread in threading.enumerate():
        if thread.name.startswith("sender-"):
            thread.join(60)


def broken_off(office: Office, path: Any, journal: Journal, step: int = 1) -> Outcome:
    """What can be told of an import that ended so."""
    with Targets(office.settings) as targets:
        run = Run(journal, targets, Hasty(step), Options(look_alikes=LookAlikes.SEND, workers=2))
        with pytest.raises(KeyboardInterrupt):
            run.run([path])
        return Outcome(run.books, interrupted=True)


@pytest.mark.parametrize("step", [1, 2])
def test_a_row_on_its_way_is_in_doubt(office: Office, sandbox: Sandbox, step: int) -> None:
    """In either of its steps: nobody is told that a row was sent whose second step has no answer."""
    rows = [meet(account=NEW_IBAN, bic="PSSTFRPPPAR"), meet("B", account="DE89370400440532013000")]
    path = office.workbook(rows, "met.xlsx", THIRD_PARTIES)
    sandbox.add_fault("slow", 1.0, POST_THIRD_PARTY + ("/" if step == 2 else ""), 5.0)
    with office.journal() as journal:
        outcome = broken_off(office, path, journal, step)
        assert outcome.totals == {"in_doubt": 2}
        assert all(row["message"] for book in outcome.as_json()["workbooks"] for row in book["rows"])
        unanswered = [item for item in journal.all() if item.state is State.SENDING]
        assert len(unanswered) == 2
        end_of_senders()


def test_what_is_told_not_to_be_sent_does_not_leave(office: Office) -> None:
    """A row whose beginning is being written down when all is over stays here."""
    rows = [
        {"date": date(2026, 11, 2), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(4)
    ]
    path = office.workbook(rows)
    with SlowDisk(office.settings.journal_url) as journal:
        outcome = broken_off(office, path, journal)
        end_of_senders()
        sent = Counter(item.state is State.SENT for item in journal.all())[True]
    told = Counter(entry.status for entry in outcome.books[0].entries)
    assert told[Status.SENT] + told[Status.IN_DOUBT] >= office.posts() >= sent >= told[Status.SENT]
    assert told[Status.NOT_SENT] == 4 - office.posts()
