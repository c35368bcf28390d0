"""Ctrl-C, and a second import, in the middle of an import."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from commandline import Computer, lines, marked, posts

from xl_addin.sandbox.server import Sandbox, running

ROWS = [
    {"date": date(2026, 11, 1 + number), "description": f"Row {number}", "amount": Decimal(-number - 1)}
    for number in range(24)
]


@pytest.fixture(scope="module")
def slow_sandbox() -> Iterator[Sandbox]:
    """A service that takes its time for each answer."""
    with running(latency_ms=400) as sandbox:
        yield sandbox


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
@pytest.mark.parametrize("workers", [1, 3])
def test_interrupted_it_finishes_what_left_and_goes_on_next_time(
    slow_sandbox: Sandbox, tmp_path: Path, workers: int
) -> None:
    """Ctrl-C leaves no row in doubt; the same command again sends the rest, and nothing twice."""
    slow_sandbox.reset()
    computer = Computer(tmp_path, slow_sandbox.ready["env"])
    path = computer.workbook(ROWS)
    with computer.started("import", path, "--yes", "--json", "--workers", str(workers)) as process:
        while posts(slow_sandbox.state()) < 1 + workers:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate()
    computer.keeps_secrets(stdout + stderr)
    assert process.returncode == 130
    outcome = json.loads(stdout)
    assert outcome["totals"].keys() == {"sent", "not_sent"}
    done = posts(slow_sandbox.state())
    assert outcome["totals"] == {"sent": done, "not_sent": len(ROWS) - done}
    told = [row["status"] for row in outcome["workbooks"][0]["rows"]]
    assert [line["Status"] for line in lines(path)] == told
    assert "interrupted" in outcome["workbooks"][0]["rows"][-1]["message"]

    again = computer.run("import", path, "--yes", "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["totals"] == {"sent": len(ROWS) - done, "already_sent": done}
    state = slow_sandbox.state()
    assert posts(state) == len(ROWS)
    assert sorted(item["amount_cents"] for item in marked(state)) == [
        -100 * number for number in range(24, 0, -1)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="another process cannot be held still by a signal")
def test_two_at_once_send_once(slow_sandbox: Sandbox, tmp_path: Path) -> None:
    """The same workbook imported from two windows: one sends, the other says that it is busy."""
    slow_sandbox.reset()
    computer = Computer(tmp_path, slow_sandbox.ready["env"])
    path = computer.workbook(ROWS[:12])
    with computer.started("import", path, "--yes", "--json", "--workers", "1") as process:
        while not posts(slow_sandbox.state()):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGSTOP)  # however slow this machine is, the first is in the middle of it
        second = computer.run("import", path, "--yes", "--json")
        process.send_signal(signal.SIGCONT)
        stdout, _ = process.communicate()
    assert second.returncode == 1
    assert "Another import" in second.stdout
    assert json.loads(stdout)["totals"] == {"sent": 12}
    assert posts(slow_sandbox.state()) == 12
