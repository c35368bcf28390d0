"""The program that dies. It keeps all modules loaded and forks for each death, so that one costs no start.

Reads tasks from stdin and answers each on stdout, both a line of JSON. A task is a real import, or another of
`crash_programs`, in a process of its own. It ends by itself, at a point within (`crashpoints`), or because
this parent kills it at a moment. The parent has one thread, no connection and no open file but its own three.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from crash_programs import PROGRAMS, Task
from crashpoints import CrashingJournal, CrashPoint

from xl_addin.settings import load
from xl_addin.values.iban import checked_iban
from xl_addin.values.target_days import next_target_day

PLANNED = "planned"
"""What a child says once rows are planned, and since when a moment may be counted."""


def perform(task: Task, tell: TextIO) -> None:
    """Runs a task in this process, to its end if it comes to that."""
    crash = CrashPoint(**task["crash"])
    settings = load({**os.environ, "XL_ADDIN_HOME": task["home"]})
    crash.watch(task["home"])

    def planned() -> None:
        print(PLANNED, file=tell, flush=True)

    with CrashingJournal(settings.journal_url, crash, planned) as journal:
        answer = PROGRAMS[task["program"]](task, settings, journal)
    print(
        json.dumps({"answer": answer, "steps": crash.steps, "touches": crash.touches}), file=tell, flush=True
    )


def run(task: Task) -> dict[str, Any]:
    """Forks a process for a task and waits for its end.

    Returns:
        "died": whether it was killed; "planned": seconds from its birth to its first plan, or None; "lived":
        seconds to its end; and of one that ended by itself "answer", "steps" and "touches", or "error".
    """
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        _be_the_child(task, mouth)
    os.close(mouth)
    born = time.monotonic()
    with os.fdopen(ear, "rb", buffering=0) as hearing:
        told, planned = _follow(child, hearing, born, task.get("moment"))
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    report = {"died": died, "planned": planned, "lived": time.monotonic() - born}
    last = told.splitlines()[-1:]
    if not died:
        report |= json.loads(last[0]) if last else {"error": f"it ended with status {status}"}
    return report


def _be_the_child(task: Task, mouth: int) -> None:
    """Never returns."""
    code = 1
    with os.fdopen(mouth, "w", encoding="utf-8") as tell:
        try:
            perform(task, tell)
            code = 0
        except BaseException:
            print(json.dumps({"error": traceback.format_exc()}), file=tell, flush=True)
        os._exit(code)


def _follow(child: int, hearing: Any, born: float, moment: Task | None) -> tuple[bytes, float | None]:
    """Hears a child out, and kills it when its moment is due; all it told, and when it had planned."""
    told, planned, due = b"", None, None
    if moment and moment["since"] == "birth":
        due = born + moment["seconds"]
    while True:
        patience = None if due is None else max(0.0, due - time.monotonic())
        if not select.select([hearing], [], [], patience)[0]:
            os.kill(child, signal.SIGKILL)
            due = None
        elif piece := hearing.read(65_536):
            told += piece
            if planned is None and told.startswith(PLANNED.encode()):
                planned = time.monotonic() - born
                if moment and moment["since"] == PLANNED:
                    due = time.monotonic() + moment["seconds"]
        else:
            return told, planned


def load_what_loads_late() -> None:
    """What an import loads at its first use of it: each child would do so again."""
    importlib.import_module("sqlalchemy.dialects.sqlite")
    checked_iban("FR1420041010050500013M02606")
    next_target_day(date.today())


def main() -> None:
    """Serves until stdin ends."""
    load_what_loads_late()
    threads = Path("/proc/self/task")
    assert not threads.exists() or len(list(threads.iterdir())) == 1, "only a single thread may fork"
    gc.freeze()  # what is loaded stays shared with the children
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
