"""The lock of a run that was killed goes with a later run; that of a living one stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from xl_addin.journal.runs import FORGOTTEN, Runs

RUN = """
import sys
from pathlib import Path
from xl_addin.journal.runs import Runs

with Runs(Path(sys.argv[1])).begin() as name:
    print(name, flush=True)
    sys.stdin.read()
"""


def grow_old(lock: Path, age: float = FORGOTTEN + 60) -> None:
    """Nobody touched it for so many seconds."""
    then = time.time() - age
    os.utime(lock, (then, then))


def test_the_lock_of_a_killed_run_goes(tmp_path: Path) -> None:
    """A living run keeps its lock however old it is; of a dead one a later run takes the file away."""
    runs = Runs(tmp_path / "locks")
    command = [sys.executable, "-c", RUN, str(tmp_path / "locks")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        name = program.stdout.readline().strip()
        lock = tmp_path / "locks" / f"run-{name}.lock"
        grow_old(lock)
        with runs.begin():
            assert lock.exists()
        assert runs.alive(name)
        program.send_signal(signal.SIGKILL)
    grow_old(lock, FORGOTTEN - 60)
    with runs.begin():
        assert lock.exists()
    grow_old(lock)
    with runs.begin() as later:
        assert not lock.exists()
        assert runs.alive(later)
    assert not runs.alive(name)
    assert not list((tmp_path / "locks").glob("run-*"))
