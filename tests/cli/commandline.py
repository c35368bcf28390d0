"""The installed command as a person or a program runs it, on a computer of its own."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import requests
import warm_command

from xl_addin.build.template import write_template
from xl_addin.schema import SHEETS
from xl_addin.settling.settlement import quiet_of

COMMAND = Path(sys.executable).with_name("xl-addin")
IN_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"

SECRETS = {
    "XL_ADDIN_ORGANIZZE_EMAIL": "XL_ADDIN_ORGANIZZE_TOKEN",
    "XL_ADDIN_IZIAGO_CLIENT_ID": "XL_ADDIN_IZIAGO_CLIENT_SECRET",
}
"""Whose secrets are which, among the variables."""

Row = Mapping[str, Any]
Done = subprocess.CompletedProcess[str]

RENT: Row = {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00"), "ref": "NF-1"}
SALES: Row = {"date": date(2026, 11, 3), "description": "Sales", "amount": Decimal("812.35")}
WRONG: Row = {**SALES, "description": "Wrong", "amount": "ten"}


@dataclass
class Computer:
    """A folder to work in, a home, and an environment without the developer's own settings.

    Whatever is run on it, no secret may be shown.
    """

    folder: Path
    given: Mapping[str, str]
    more: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The program's own folder."""
        return self.folder / "home"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every command."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XL_ADDIN_")}
        plain = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "HOME": str(self.folder)}
        return {**kept, **plain, **self.given, "XL_ADDIN_HOME": str(self.home), **self.more}

    def run(self, *arguments: str | Path, stdin: str = "") -> Done:
        """Runs the command to its end, without a terminal."""
        done = _run([str(argument) for argument in arguments], self.folder, self.environment, stdin)
        self.keeps_secrets(done.stdout + done.stderr)
        assert "Traceback" not in done.stdout + done.stderr
        return done

    @contextmanager
    def started(
        self, *arguments: str | Path, stdin: int = subprocess.DEVNULL
    ) -> Iterator[subprocess.Popen[str]]:
        """Starts the command; ends it, if it still runs, with the block."""
        command = [COMMAND, *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        process = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdin=stdin, **pipes)
        with process:
            try:
                yield process
            finally:
                process.kill()

    @contextmanager
    def at_a_terminal(self, *arguments: str | Path) -> Iterator[Screen]:
        """Runs the command at a pseudo-terminal that it controls."""
        command = [sys.executable, "-c", IN_A_TERMINAL, COMMAND, *arguments]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
        with subprocess.Popen(command, cwd=self.folder, env=self.environment, **pipes) as process:
            screen = Screen(process)
            try:
                yield screen
            finally:
                process.kill()
        self.keeps_secrets(screen.text)

    def workbook(
        self, rows: Sequence[Row], name: str = "book.xlsx", template: str = "organizze_transactions"
    ) -> Path:
        """A filled template."""
        path = self.folder / name
        write_template(SHEETS[template], path, rows=rows)
        return path

    def journal(self) -> list[dict[str, Any]]:
        """`journal list --json`."""
        listed: list[dict[str, Any]] = json.loads(self.run("journal", "list", "--json").stdout)
        return listed

    def keeps_secrets(self, text: str) -> None:
        """Fails when a token or password, or the header made of it, stands in a text."""
        for login, secret in SECRETS.items():
            if self.given.get(secret):
                for form in secret_forms(self.given[login], self.given[secret]):
                    assert form not in text


def _run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str) -> Done:
    if warm_command.can_call(environment):
        return warm_command.call(arguments, folder, environment, stdin)
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )


@dataclass
class Screen:
    """What a terminal shows, and its keyboard."""

    process: subprocess.Popen[bytes]
    shown: bytes = b""

    @property
    def text(self) -> str:
        """All that was shown."""
        return self.shown.decode("utf-8", "replace")

    def wait_for(self, text: str) -> None:
        """Returns once the text is on the screen; fails when the program ends without it."""
        while text not in self.text:
            assert self._read(), f"{text!r} never came:\n{self.text}"

    def type(self, line: str) -> None:
        """Types a line and presses Enter."""
        self.press(f"{line}\n".encode())

    def press(self, keys: bytes) -> None:
        """Presses keys."""
        assert self.process.stdin is not None
        self.process.stdin.write(keys)

    def end(self) -> int:
        """Waits for the program's end; its exit code."""
        while self._read():
            continue
        return self.process.wait()

    def _read(self) -> bytes:
        assert self.process.stdout is not None
        read = self.process.stdout.read(65536)
        self.shown += read or b""
        return read or b""


def secret_forms(email: str, token: str) -> list[str]:
    """The token, and what stands in the Authorization header."""
    return [token, base64.b64encode(f"{email}:{token}".encode()).decode()]


def lines(path: Path) -> list[dict[str, Any]]:
    """The first sheet's filled rows by header."""
    headers, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows if any(value is not None for value in row)]


def posts(state: Mapping[str, Any]) -> int:
    """How many POSTs reached the service."""
    return sum(call["method"] == "POST" for call in state["calls"])


def administrate(sandbox: Any, what: str, body: Mapping[str, Any]) -> None:
    """Does what Iziago's administrator does in its settings."""
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            f"{sandbox.url}/iziago/sandbox/{what}", json=body, verify=sandbox.ready["ca_bundle"], timeout=30
        )
    answer.raise_for_status()


def marked(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The transactions that carry a mark of ours."""
    return [item for item in state["organizze"]["transactions"] if "[xl:" in (item["notes"] or "")]


def hurry(computer: Computer) -> None:
    """Gives the computer a short deadline and returns when nothing sent before now can be on its way."""
    computer.more["XL_ADDIN_DEADLINE"] = "1"
    time.sleep(quiet_of(1.0).total_seconds() + 0.1)
