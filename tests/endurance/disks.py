"""Disks that are full when a test wants it: a small file system in memory, else a limit on files' sizes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest

GROWING = ("-wal", ".xlsx")
"""Endings of the files that a run makes longer, or anew."""


class Disk(Protocol):
    """A folder on a disk."""

    folder: Path

    def fill(self) -> None:
        """From now on nothing more goes onto it."""

    def free(self) -> None:
        """There is room again."""


class Mounted:
    """A file system of two megabytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """See `Disk.fill`."""
        with suppress(OSError), self._filler.open("ab", buffering=0) as file:
            while file.write(b"x" * 512):
                continue

    def free(self) -> None:
        """See `Disk.free`."""
        self._filler.unlink(missing_ok=True)


class Limited:
    """Files of this process and of those it starts may not grow: the system answers with an error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """See `Disk.fill`. It holds for all folders, so files elsewhere must be smaller than those here."""
        sizes = [file.stat().st_size for file in self.folder.iterdir() if file.name.endswith(GROWING)]
        self._limit(max(sizes, default=0))

    def free(self) -> None:
        """See `Disk.free`."""
        self._limit(-1)

    def _limit(self, size: int) -> None:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size < 0 else size, hard))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Makes an empty folder a small disk while the block runs."""
    if sys.platform == "win32":
        pytest.skip("Windows has neither file systems in memory nor limits on the size of files")
    folder.mkdir(exist_ok=True)
    mounted = os.geteuid() == 0 and _mount(folder)
    disk: Disk = Mounted(folder) if mounted else Limited(folder)
    try:
        yield disk
    finally:
        disk.free()
        if mounted:
            subprocess.run(["umount", folder], check=True)


def _mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", folder]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
