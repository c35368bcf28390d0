"""A whole use of all three services through an outsider, with failures of each kind."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import outsider as outside
from izi_office import INVOICES, line
from iziago_office import TRANSFERS, pay
from outsider import Outsider, Treatment

from xl_addin.build.template import write_template
from xl_addin.schema import SHEETS

COMMAND = Path(sys.executable).with_name("xl-addin")
PROXY_PASSWORD = "pr0xy/pass&word"
TREATMENTS = (
    outside.pass_on,
    outside.echo,
    outside.garble,
    outside.drop_after,
    outside.another_status,
    outside.half,
    outside.pass_on,
)
"""What is done with the rows, in turn."""
UNEXPECTED = """
import sys
from xl_addin.cli import main
def fail(token): raise ValueError(f"unexpected {token}")
main.app = lambda: fail(sys.argv.pop())
main.main()
"""
"""A mistake of ours in the middle of a command, with a secret in its words and among its values."""


@dataclass
class WholeUse:
    """Somebody's computer, and what was seen on it.

    Attributes:
        folder: All files are below it.
        given: The environment of every command.
        said: What the commands printed.
    """

    folder: Path
    given: Mapping[str, str]
    outsider: Outsider
    said: dict[str, bytes] = field(default_factory=dict)

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
        """Runs the command, under the mask that most systems have."""
        return self._run([str(COMMAND), *map(str, arguments)], **more)

    def use(self) -> None:
        """Does everything."""
        for template, rows in self._rows().items():
            book = self.folder / f"{template}.xlsx"
            write_template(SHEETS[template], book, rows=rows)
            self.outsider.choose = self._by_row
            self.run("import", book, "--yes", "--json")
        self.outsider.choose = lambda request: outside.echo if b"oauth" in request else outside.pass_on
        self.run("doctor")
        self.outsider.choose = lambda _request: outside.pass_on
        self.run("import", self.folder / "organizze_transactions.xlsx", "--yes", "--json")
        self.run("template", "organizze_transactions", "--out", "empty.xlsx")
        self.run("renew", "organizze_transactions.xlsx", "--out", "next.xlsx")
        for ending in ("xlsx", "csv", "json"):
            self.run("fetch", "organizze", "transactions", "-o", f"transactions.{ending}")
        self.run("fetch", "iziago", "transfers", "-o", "transfers.xlsx")
        self.run("fetch", "iziago", "files", "--out", "files", "--start", "2026-01-01", "--end", "2026-12-31")
        self.run("fetch", "izi", "pdfs", "--out", "pdfs")
        self.run("journal", "export", "--out", "journal.json")
        self.run("journal", "reconcile", "--no-wait")
        self.run("balance", "set", "#3", "100,00", "2026-11-01")
        proxy = f"http://ana:{PROXY_PASSWORD.replace('/', '%2F')}@127.0.0.1:9"
        self.run("doctor", XL_ADDIN_PROXY=proxy)
        self._run([sys.executable, "-c", UNEXPECTED, self.given["XL_ADDIN_ORGANIZZE_TOKEN"]])

    def secrets(self) -> set[str]:
        """Everything that must not be anywhere, also what was made and learned on the way."""
        key = Path(self.given["XL_ADDIN_IZI_PUBLIC_KEY_FILE"]).read_text("ascii")
        named = {self.given[f"XL_ADDIN_{name}"] for name in ("ORGANIZZE_TOKEN", "IZIAGO_CLIENT_SECRET")}
        lines = {line for line in key.splitlines() if not line.startswith("-")}
        return named | lines | {PROXY_PASSWORD} | self.tokens() | self.headers()

    def tokens(self) -> set[str]:
        """The access tokens that were given out."""
        bodies = [answer.partition(b"\r\n\r\n")[2] for answer in self.outsider.answers]
        return {json.loads(body)["access_token"] for body in bodies if b'"access_token"' in body}

    def headers(self) -> set[str]:
        """What stood in the Authorization headers, behind the scheme or the ClientId, piece by piece."""
        found = re.findall(
            rb"^authorization: (?:\w+ |[\w-]+:)(.+?)\r$",
            b"\n".join(self.outsider.requests),
            re.IGNORECASE | re.MULTILINE,
        )
        return {piece for header in found for piece in header.decode().split(":")}

    def _run(self, command: Sequence[str], **more: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.given, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
            umask=0o022,
        )
        self.said[f"{len(self.said)}: {' '.join(command[1:])}"] = done.stdout + done.stderr
        return done

    def _by_row(self, request: bytes) -> Treatment:
        number = re.search(rb"Row (\d+)", request)
        posted = request.startswith(b"POST ") and number
        return TREATMENTS[int(number[1])] if posted and number else outside.pass_on

    def _rows(self) -> dict[str, list[Mapping[str, Any]]]:
        numbers = range(len(TREATMENTS))
        return {
            "organizze_transactions": [
                {"date": date(2026, 11, 2), "description": f"Row {n}", "amount": Decimal(-n - 1)}
                for n in numbers
            ],
            TRANSFERS: [pay(amount=f"{n + 1}.00", reason=f"Row {n}") for n in numbers],
            INVOICES: [line(f"Row {n}") for n in numbers],
        }
