"""Which imports are alive: each holds an operating-system lock that dies with its process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from xl_addin import private_file
from xl_addin.errors import JournalError, WorkbookError
from xl_addin.journal.boot import boot
from xl_addin.journal.database import WAIT_FOR_OTHERS, unusable
from xl_addin.journal.keys import new_key
from xl_addin.texts import say

FORGOTTEN = 3600.0
"""Seconds; a lock that is older and free is of a run that died."""


class UndoUnderWay(JournalError):
    """Another program is taking records back, or settling what an undo left half done."""


class Runs:
    """The locks of all runs over one journal, in a folder beside it, private to the user.

    Raises:
        JournalError: The folder, or a lock in it, cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise unusable(folder, error) from None

    def identity(self) -> str:
        """This journal's own name, which a copy of its file does not have.

        Raises:
            JournalError: It can neither be read nor written down.
        """
        file = self._folder / "identity"
        try:
            with self._take("identity", WAIT_FOR_OTHERS):
                name = file.read_text("ascii", "replace").strip() if file.exists() else ""
                if (
                    not name
                ):  # a crash or a full disk left an empty one, and all of those would be one journal
                    name = new_key()
                    private_file.replace(file, name.encode())
                return name
        except (Timeout, OSError) as error:
            raise unusable(self._folder, error) from None

    def locks(self) -> str:
        """The name of these very locks: the folder they are in, on this computer since it was started.

        A copy of the folder has others, and so has a copy of the whole computer, which was started by itself.
        """
        folder = self._folder.stat()
        return f"{boot()} {folder.st_dev:x}:{folder.st_ino:x}"

    def opening(self) -> AbstractContextManager[object]:
        """Keeps others from opening the journal meanwhile."""
        try:
            return self._take("opening", WAIT_FOR_OTHERS)
        except Timeout as error:
            raise unusable(self._folder, error) from None

    @contextmanager
    def begin(self) -> Iterator[str]:
        """A new run, alive until the block ends or the process dies. Yields its name."""
        name = new_key()
        self._sweep()
        try:
            with self._take(f"run-{name}"):
                yield name
        finally:
            with suppress(OSError):  # on Windows another program may be looking at it just now
                self._file_of(f"run-{name}").unlink()

    def _sweep(self) -> None:
        """Takes away the locks of runs that died. A young one may be about to be taken by who made it."""
        for file in self._folder.glob("run-*.lock"):
            with suppress(OSError, JournalError):
                old = time.time() - file.stat().st_mtime >= FORGOTTEN
                if old and not self.alive(file.stem.removeprefix("run-")):
                    file.unlink()

    def alive(self, name: str) -> bool:
        """Whether the run still works: nobody else can take its lock."""
        if not self._file_of(f"run-{name}").exists():
            return False
        try:
            with self._take(f"run-{name}"):
                return False
        except Timeout:
            return True

    @contextmanager
    def workbook(self, identity: str) -> Iterator[None]:
        """Holds a workbook for this run.

        Args:
            identity: The workbook's GUID, or its path.

        Raises:
            WorkbookError: Another import on this computer has it.
        """
        try:
            name = sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16]
            lock = self._take(f"workbook-{name}")
        except Timeout:
            raise WorkbookError(say("workbook.busy"), hint=say("workbook.busy_hint")) from None
        with lock:
            yield

    @contextmanager
    def undoing(self) -> Iterator[None]:
        """Holds the one right to take records back.

        What is `undoing` while nobody holds it was left so by an undo that died.

        Raises:
            UndoUnderWay: Somebody else has it.
        """
        try:
            lock = self._take("undoing")
        except Timeout:
            raise UndoUnderWay(say("undo.busy"), hint=say("undo.busy_hint")) from None
        with lock:
            yield

    def _take(self, name: str, patience: float = 0) -> AbstractContextManager[object]:
        """Takes a lock; leaving the block gives it back. Raises `Timeout` when another keeps it."""
        try:
            return FileLock(self._file_of(name), timeout=patience, mode=0o600).acquire()
        except Timeout:
            raise
        except OSError as error:
            raise unusable(self._folder, error) from None

    def _file_of(self, name: str) -> Path:
        return self._folder / f"{name}.lock"
