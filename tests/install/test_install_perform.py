"""Doing what was planned, and not while Excel runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.errors import XlAddinError
from xl_addin.install.changes import MakeFolder, RemoveFile, RemoveFolder, WriteFile
from xl_addin.install.perform import perform
from xl_addin.install.places import Machine


def test_in_order(tmp_path: Path) -> None:
    """Each change finds what those before it made; taking away twice is no mistake."""
    machine, folder = Machine(tmp_path, tmp_path, "darwin"), tmp_path / "new"
    perform([MakeFolder(folder), WriteFile(folder / "file", b"x")], machine, pytest.fail)
    assert (folder / "file").read_bytes() == b"x"
    for _ in range(2):
        perform([RemoveFile(folder / "file"), RemoveFolder(folder)], machine, pytest.fail)
    assert not folder.exists()


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    """Which change, why, and that the same command goes on: taking away would lose an add-in that works."""
    (tmp_path / "file").touch()
    changes = [MakeFolder(tmp_path / "made"), MakeFolder(tmp_path / "file" / "folder")]
    with pytest.raises(XlAddinError, match="makes the folder") as caught:
        perform(changes, Machine(tmp_path, tmp_path, "darwin"), pytest.fail)
    assert "the same command again" in caught.value.hint
    assert "uninstall" not in caught.value.hint
    assert (tmp_path / "made").is_dir()
