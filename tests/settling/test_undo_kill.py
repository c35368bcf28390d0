"""The process dies in the middle of an undo; afterwards journal and service agree."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from doubts import Doubts, marked
from undos import reconcile, undo, wait_for_quiet

from xl_addin.journal.states import State

PROGRAM = '''
"""An undo that kills itself around its Nth step in the journal: before it, or once it is on disk."""
import os, signal, sys
from xl_addin.journal.store import Journal
from xl_addin.settings import load
from xl_addin.settling.prospects import survey
from xl_addin.settling.settlement import quiet_of
from xl_addin.settling.undo import Undo
from xl_addin.settling.progress import Progress
from xl_addin.targets import Targets

nth, when, names = int(sys.argv[1]), sys.argv[2], sys.argv[3:]


class Dying(Journal):
    left = nth

    def step(self, *given):
        Dying.left -= 1
        if Dying.left == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        moved = super().step(*given)
        if Dying.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return moved


settings = load()
quiet = quiet_of(settings.deadline)
with Dying(settings.journal_url) as journal, Targets(settings) as targets, journal.runs.undoing():
    rows = [journal.get(name) for name in names]
    prospects = survey(journal, rows, targets.of_operation, quiet, 1, lambda: None)
    Undo(journal, quiet, Progress()).take_back(prospects, 1)
'''


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
@pytest.mark.parametrize(
    ("nth", "when"), [(1, "before"), (1, "after"), (2, "before"), (2, "after"), (3, "after"), (4, "before")]
)
def test_killed_around_any_step(doubts: Doubts, sandbox: Any, nth: int, when: str, tmp_path: Path) -> None:
    """Wherever it dies: what is called undone is gone, what is called sent is there; a new undo ends it."""
    rows = [doubts.sent() for _ in range(2)]
    command = [sys.executable, "-c", PROGRAM, str(nth), when, *(row.id for row in rows)]
    environment = {**os.environ, "XL_ADDIN_HOME": str(tmp_path)}
    died = subprocess.run(command, env=environment, check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    if doubts.journal.in_states(State.UNDOING):
        wait_for_quiet()
    reconcile(doubts, *doubts.journal.in_states(State.UNDOING))
    for row in rows:
        there = bool(marked(sandbox.state(), row))
        assert doubts.state(row) is (State.SENT if there else State.UNDONE)
    undo(doubts, *(doubts.journal.get(row.id) for row in rows))
    assert [doubts.state(row) for row in rows] == [State.UNDONE] * 2
    assert [marked(sandbox.state(), row) for row in rows] == [[], []]
