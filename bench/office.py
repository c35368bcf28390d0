"""A computer to import on: its workbook and journal are new for each import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from bench.importing import run_import
from bench.rounds import Measured
from bench.rows import PLAIN, Row
from xl_addin.build.template import write_template
from xl_addin.sandbox.running import Sandbox
from xl_addin.schema import SHEETS


class Office:
    """A computer whose workbook and journal are new for each import.

    Args:
        folder: Where everything of it is.
        sandbox: Its service, which forgets everything before each import.
        template: What it imports.
        rows: The rows of each workbook.
        toml: Its settings file.
    """

    def __init__(
        self, folder: Path, sandbox: Sandbox, rows: Sequence[Row], template: str = PLAIN, toml: str = ""
    ) -> None:
        self._folder = folder
        self._sandbox = sandbox
        self._toml = toml
        self._book = workbook(folder / f"{template}-{len(rows)}.xlsx", rows, template)

    def send(self, senders: int) -> Measured:
        """Imports the rows for the first time; see `run_import`."""
        self._sandbox.reset()
        home = Path(mkdtemp(dir=self._folder))
        (home / "config.toml").write_text(self._toml, "utf-8")
        book = home / self._book.name
        book.write_bytes(self._book.read_bytes())
        return run_import(home, self._sandbox.ready["env"], book, senders=senders)


def workbook(path: Path, rows: Sequence[Row], template: str = PLAIN) -> Path:
    """Writes a filled template."""
    write_template(SHEETS[template], path, rows=rows)
    return path
