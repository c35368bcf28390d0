"""A sandbox in a process of its own, for tests and the demo."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import requests

from xl_addin.errors import XlAddinError

_POLL_SECONDS = 0.02
_STOP_SECONDS = 10


class Sandbox:
    """A sandbox that is serving.

    Args:
        process: It stops when its stdin ends.
        ready: The ready file's content.
    """

    def __init__(self, process: subprocess.Popen[bytes], ready: dict[str, Any]) -> None:
        self.ready = ready
        self._process = process
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ready["ca_bundle"]

    @property
    def url(self) -> str:
        """The admin's address, and what every base URL begins with."""
        return str(self.ready["admin_url"])

    def state(self) -> dict[str, Any]:
        """GET /state."""
        return dict(self._ask("GET", "/state"))

    def add_fault(self, kind: str, rate: float, match: str = "", seconds: float | None = None) -> None:
        """POST /faults; rate 0 takes the fault away, `seconds` is how late a slow answer comes."""
        fault = {"kind": kind, "rate": rate, "match": match}
        self._ask("POST", "/faults", fault if seconds is None else {**fault, "seconds": seconds})

    def reset(self) -> None:
        """POST /reset."""
        self._ask("POST", "/reset")

    def stop(self) -> None:
        """Lets it finish, and waits; safe to call twice."""
        self._session.close()
        end(self._process)

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        answer = self._session.request(method, self.url + path, json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def running(
    *,
    port: int = 0,
    latency_ms: int = 0,
    faults: Sequence[str] = (),
    seed: int = 1,
    state: Path | None = None,
    today: date | None = None,
) -> Iterator[Sandbox]:
    """Starts a sandbox, yields it once it serves, and stops it. The arguments are those of `serve`.

    Raises:
        XlAddinError: It did not start; the message has its own words.
    """
    with tempfile.TemporaryDirectory(prefix="xl-addin-sandbox-") as folder:
        ready_file, complaints = Path(folder) / "ready.json", Path(folder) / "stderr.txt"
        options = ["--port", port, "--latency-ms", latency_ms, "--seed", seed, "--ready-file", ready_file]
        options += [f"--fault={fault}" for fault in faults]
        options += ["--state", state] if state else []
        options += ["--today", today] if today else []
        process = _start([str(option) for option in options], complaints)
        try:
            sandbox = Sandbox(process, _wait(process, ready_file, complaints))
            try:
                yield sandbox
            finally:
                sandbox.stop()
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends its stdin and waits; kills what does not stop."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(options: list[str], complaints: Path) -> subprocess.Popen[bytes]:
    with complaints.open("wb") as stderr:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "xl_addin.sandbox", "--until-stdin-ends", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )


def _wait(process: subprocess.Popen[bytes], ready_file: Path, complaints: Path) -> dict[str, Any]:
    while not ready_file.exists():
        if process.poll() is not None:
            raise XlAddinError(f"The sandbox did not start: {complaints.read_text('utf-8').strip()}")
        time.sleep(_POLL_SECONDS)
    ready: dict[str, Any] = json.loads(ready_file.read_text("utf-8"))
    return ready
