"""What a killed program left beside a workbook goes with a later import, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xl_addin.workbook.leftovers import FORGOTTEN, sweep

WRITER = """
import sys
from pathlib import Path
from xl_addin.workbook.writing.replacing import replace

def fill(stream):
    stream.write(b"half of it")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()

replace(Path(sys.argv[1]), fill, lambda made: None)
"""


def grow_old(path: Path, age: float = FORGOTTEN + 60) -> None:
    """Nobody touched it for so many seconds."""
    then = time.time() - age
    os.utime(path, (then, then), follow_symlinks=False)


def drafts(folder: Path) -> list[Path]:
    """What has a name of ours."""
    return sorted(folder.glob(".xl-addin-*"))


def test_a_killed_writers_draft_goes_after_a_day(tmp_path: Path) -> None:
    """The half-written copy of a workbook does not lie there for ever; the workbook is as it was."""
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"whole")
    command = [sys.executable, "-c", WRITER, str(book)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    [draft] = drafts(tmp_path)
    assert draft.read_bytes() == b"half of it"
    grow_old(draft, FORGOTTEN - 60)
    sweep(tmp_path)
    assert drafts(tmp_path) == [draft]
    grow_old(draft)
    sweep(tmp_path)
    assert (drafts(tmp_path), book.read_bytes()) == ([], b"whole")


@pytest.mark.parametrize(
    "name",
    [".xl-addin-notes.xlsx", ".xl-addin-abcd1234.txt", "xl-addin-abcd1234.xlsx", ".book.xlsx.xl-addin-lock"],
)
def test_what_has_another_name_stays(tmp_path: Path, name: str) -> None:
    """Only names that we give are swept: somebody's own old file, or a claim, is none of them."""
    file = tmp_path / name
    file.touch()
    grow_old(file)
    sweep(tmp_path)
    assert file.exists()


def test_folders_and_links_stay(tmp_path: Path) -> None:
    """What was planted under such a name leads nowhere."""
    kept = tmp_path / "kept.xlsx"
    kept.touch()
    link, folder = tmp_path / ".xl-addin-abcd1234", tmp_path / ".xl-addin-abcd1235"
    link.symlink_to(kept)
    folder.mkdir()
    for each in (kept, link, folder):
        grow_old(each)
    sweep(tmp_path)
    assert (kept.exists(), link.is_symlink(), folder.is_dir()) == (True, True, True)
