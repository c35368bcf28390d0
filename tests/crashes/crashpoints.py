"""Where a program crashes by itself: around a step of its journal, or at a touch of its files."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from xl_addin.journal.operation import Operation
from xl_addin.journal.store import Journal

T = TypeVar("T")

TOUCHES = frozenset(
    {"open", "os.chmod", "os.chown", "os.mkdir", "os.remove", "os.rename", "os.utime", "sqlite3.connect"}
    | {"os.link", "tempfile.mkstemp"}
)
"""Python's audit events that come just before a file is made, changed, renamed or removed."""


def die() -> None:
    """Ends this process as a power cut would: nothing is flushed, closed or released by us."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class CrashPoint:
    """Counts steps and touches, and crashes at one of them.

    Attributes:
        kind: "step" or "touch"; anything else never crashes here.
        nth: Which one is the last.
        when: Around a step: "before" the journal is given it, or "after" it is on disk.
        steps: Steps so far.
        touches: Touches so far.
    """

    kind: str = ""
    nth: int = 0
    when: str = ""
    steps: int = 0
    touches: int = 0

    def step(self) -> bool:
        """Before a step; True when the process is to die once it is on disk."""
        self.steps += 1
        due = self.kind == "step" and self.steps == self.nth
        if due and self.when == "before":
            die()
        return due

    def watch(self, folder: str) -> None:
        """Counts touches below a folder, from now to the end of the process."""

        def hook(event: str, given: tuple[Any, ...]) -> None:
            if event in TOUCHES and given and _is_below(folder, given[0]) and not _only_reads(event, given):
                self.touches += 1
                if self.kind == "touch" and self.touches == self.nth:
                    die()

        sys.addaudithook(hook)


def _is_below(folder: str, path: object) -> bool:
    return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(folder)


def _only_reads(event: str, given: tuple[Any, ...]) -> bool:
    return event == "open" and given[1] in ("r", "rb")


class CrashingJournal(Journal):
    """A journal that crashes around one of its steps.

    Args:
        url: The journal.
        crash: Told of every step.
        planned: Called once rows are planned.
    """

    def __init__(self, url: str, crash: CrashPoint, planned: Callable[[], None]) -> None:
        super().__init__(url)
        self._crash = crash
        self._planned = planned
        self._inside = threading.local()

    def plan(self, *given: Any, **named: Any) -> None:
        """See `Journal.plan`."""
        self._pass(lambda: super(CrashingJournal, self).plan(*given, **named))
        self._planned()

    def step(self, *given: Any, **named: Any) -> bool:
        """See `Journal.step`."""
        return self._pass(lambda: super(CrashingJournal, self).step(*given, **named))

    def step_soon(self, *given: Any, **named: Any) -> Future[bool]:
        """See `Journal.step_soon`."""
        return self._pass(lambda: super(CrashingJournal, self).step_soon(*given, **named))

    def answer_soon(self, *given: Any, **named: Any) -> Future[Operation | None]:
        """See `Journal.answer_soon`."""
        return self._pass(lambda: super(CrashingJournal, self).answer_soon(*given, **named))

    def note(self, *given: Any, **named: Any) -> None:
        """See `Journal.note`."""
        self._pass(lambda: super(CrashingJournal, self).note(*given, **named))

    def _pass(self, act: Callable[[], T]) -> T:
        """One step, and death around it where that is due. A step that goes by way of another is one."""
        if getattr(self._inside, "a_step", False):
            return act()
        due = self._crash.step()
        self._inside.a_step = True
        try:
            done = act()
        finally:
            self._inside.a_step = False
        if due:
            if isinstance(done, Future):
                done.result()
            die()
        return done
