"""Other programs with the same journal open: they do what a line on their standard input says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

PROGRAM = """
import os, signal, sys
from rows import plan
from xl_addin.journal.operation import Facts
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

journal = Journal(sys.argv[1])
run = journal.runs.begin()
name = run.__enter__()


def tell(text):
    os.write(1, f"{text}\\n".encode())


def attempt(verb, *given):
    if verb == "plan":
        try:
            return plan(journal, name, given)[0].id
        except Taken:
            return "taken"
    if verb == "step":
        return journal.step(given[0], State(given[1]), State(given[2]), Facts(message="by another"))
    if verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "end":
        run.__exit__(None, None, None)
        journal.close()
        sys.exit()


tell(name)
for line in sys.stdin:
    for words in map(str.split, line.split(";")):
        answer = attempt(*words)
    tell(answer)
"""


class Program:
    """One other program. Commands parted by `;` follow one another at once; the last one is answered."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent,
        )
        self.run = self.hear()

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, line: str) -> None:
        """Sends a line, and does not wait."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        """What the program answered; an empty text once it is dead."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def ask(self, line: str) -> str:
        """Sends a line and waits for the answer."""
        self.tell(line)
        return self.hear()

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        self._process.kill()
        self._process.wait()

    def wait(self) -> int:
        """Waits for its end; what it exited with."""
        return self._process.wait()
