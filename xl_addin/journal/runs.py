"""Which imports are alive: each holds an operating-system lock that dies with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from xl_addin.errors import WorkbookError
from xl_addin.journal.keys import new_key
from xl_addin.texts import say


class Runs:
    """The locks of all runs over one journal, in a folder beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def begin(self) -> Iterator[str]:
        """A new run, alive until the block ends or the process dies. Yields its name."""
        name = new_key()
        lock = FileLock(self._lock_of(name))
        with lock:
            yield name
        with suppress(OSError):  # on Windows another program may be looking at it just now
            self._lock_of(name).unlink()

    def alive(self, name: str) -> bool:
        """Whether the run still works: nobody else can take its lock."""
        lock = self._lock_of(name)
        if not lock.exists():
            return False
        try:
            with FileLock(lock, timeout=0):
                return False
        except Timeout:
            return True

    @contextmanager
    def workbook(self, identity: str) -> Iterator[None]:
        """Holds a workbook for this run.

        Args:
            identity: The workbook's GUID, or its path where it has none; must be a safe file name.

        Raises:
            WorkbookError: Another import on this computer has it.
        """
        try:
            with FileLock(self._folder / f"workbook-{identity}.lock", timeout=0):
                yield
        except Timeout:
            raise WorkbookError(say("workbook.busy"), hint=say("workbook.busy_hint")) from None

    def _lock_of(self, name: str) -> Path:
        return self._folder / f"run-{name}.lock"
