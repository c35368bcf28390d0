"""The test's side of `crash.py`: give it a task, hear how it ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("crash.py")


class ForkServer:
    """A warm process that forks one for each task."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, **task: Any) -> dict[str, Any]:
        """Runs a task to its end; see `crash.run`. An error of the program fails the test."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps({"crash": {}, **task}), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, "crash.py has ended; its words are on stderr"
        report: dict[str, Any] = json.loads(line)
        assert "error" not in report, f"{task}\n{report['error']}"
        return report


@contextmanager
def running_fork_server(environment: Mapping[str, str]) -> Iterator[ForkServer]:
    """A server whose children have this environment.

    The system's own certificates are left out: nobody here has one, and each child would read them for 40 ms.
    """
    command = [sys.executable, str(PROGRAM)]
    environment = {**environment, "SSL_CERT_FILE": environment["XL_ADDIN_CA_BUNDLE"]}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        try:
            yield ForkServer(process)
        finally:
            assert process.stdin
            process.stdin.close()  # it then ends by itself, and leaving the block waits for that
