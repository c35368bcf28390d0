"""The disk to which the command's own words go is full: the answer, the error log, both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commandline import COMMAND, RENT, SALES, Computer, lines, marked
from disks import Disk

from xl_addin.sandbox.server import Sandbox

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


def run(computer: Computer, stdout: int, *arguments: str | Path) -> tuple[int, str]:
    """Runs the command with its stdout there; its exit code, and what it says to people."""
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=computer.folder,
        env=computer.environment,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    computer.keeps_secrets(done.stderr)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stderr


def test_an_outcome_that_finds_no_room_is_told(computer: Computer, sandbox: Any) -> None:
    """`import --json > FILE` on a full disk: rows are sent and in the sheet, and a sentence says the rest."""
    path = computer.workbook([RENT, SALES])
    with Path("/dev/full").open("w") as full:
        code, told = run(computer, full.fileno(), "import", path, "--yes", "--json")
    assert code == 1
    assert "Make room on the disk" in told
    assert [row["Status"] for row in lines(path)] == ["sent", "sent"]
    assert computer.run("import", path, "--yes").returncode == 0
    assert len(marked(sandbox.state())) == 2


@pytest.mark.parametrize("form", [["--json"], []])
def test_who_stops_reading_still_gets_the_exit_code(
    computer: Computer, sandbox: Sandbox, form: list[str]
) -> None:
    """`import ... | head` that ends early: a row in doubt is exit code 3 all the same."""
    path = computer.workbook([RENT])
    sandbox.add_fault("drop-after-commit", 1.0, "POST /organizze/rest/v2/transactions")
    ear, mouth = os.pipe()
    os.close(ear)
    try:
        code, _told = run(computer, mouth, "import", path, "--yes", *form)
    finally:
        os.close(mouth)
    assert code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_an_error_log_that_finds_no_room_is_told(computer: Computer, disk_at: Callable[[Path], Disk]) -> None:
    """A mistake of ours whose trace has no room, of which there is no file: a sentence, no stack trace."""
    disk = disk_at(computer.home)
    disk.fill()
    computer.more = {"TMPDIR": str(computer.folder)}
    ours, theirs = os.openpty()
    os.close(ours)  # whoever writes to a terminal that is gone gets an error that nobody expects
    try:
        code, told = run(computer, theirs, "template", "list")
    finally:
        os.close(theirs)
    assert code == 1
    assert "Something went wrong inside xl-addin" in told
    elsewhere = (computer.folder / "xl-addin-error.log").exists()
    assert elsewhere or "No report of it could be written" in told
