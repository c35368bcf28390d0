"""The process dies; the next run reads the truth."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from office import Office, statuses

from xl_addin.journal.states import State

PROGRAM = '''
"""An import that kills itself around its Nth step in the journal: before it, or once it is on disk."""
import os, signal, sys
from pathlib import Path
from xl_addin.importing.run import LookAlikes, Options, Run
from xl_addin.journal.store import Journal
from xl_addin.settings import load
from xl_addin.targets import Targets
from xl_addin.settling.progress import Progress

path, nth, when = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


class Dying(Journal):
    left = nth

    def _maybe(self, moment):
        if moment == when:
            Dying.left -= 1
            if Dying.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def plan(self, *given, **named):
        self._maybe("before")
        super().plan(*given, **named)
        self._maybe("after")

    def step(self, *given):
        self._maybe("before")
        moved = super().step(*given)
        self._maybe("after")
        return moved

    def step_soon(self, *given):
        self._maybe("before")
        future = super().step_soon(*given)
        if when == "after":
            future.result()
        self._maybe("after")
        return future


class Desk:
    def show(self, preview): ...
    def ask(self, question): return True
    def begin(self, what, total): return Progress()
    def end(self): ...


settings = load()
with Dying(settings.journal_url) as journal:
    options = Options(workers=1, look_alikes=LookAlikes.REFUSE, deadline=settings.deadline)
    Run(journal, Targets(settings), Desk(), options).run([path])
'''

ROWS = [
    {"date": date(2026, 11, 1 + number), "description": f"Row {number}", "amount": Decimal(-number - 1)}
    for number in range(3)
]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("nth", range(1, 9))
def test_killed_around_any_step(office: Office, tmp_path: Path, nth: int, when: str) -> None:
    """Wherever it dies, importing again leaves each row in the service exactly once and says so."""
    path = office.workbook(ROWS)
    environment = {**os.environ, "XL_ADDIN_HOME": str(office.folder), "XL_ADDIN_DEADLINE": "60"}
    died = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), str(nth), when],
        env=environment,
        check=False,
        capture_output=True,
    )
    assert died.returncode in (-signal.SIGKILL, 0), died.stderr.decode()
    outcome = office.run(path)
    with office.journal() as journal:
        if journal.in_states(State.IN_DOUBT):
            assert "in_doubt" in statuses(outcome)
            hurried = office.hurried()
            hurried.wait_for_quiet()
            outcome = hurried.run(path)
        assert not journal.in_states(State.PLANNED, State.SENDING, State.IN_DOUBT)
    assert set(statuses(outcome)) <= {"sent", "already_sent"}
    assert sorted(item["amount_cents"] for item in office.stored()) == [-300, -200, -100]
