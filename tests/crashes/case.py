"""One office whose computer dies again and again over one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crash_templates import SECOND, State, Template
from fork_server import ForkServer
from page import read_page

from xl_addin.build.template import write_template
from xl_addin.journal.keys import is_second
from xl_addin.journal.operation import Operation
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS


@dataclass
class Case:
    """An office, its workbook, and what happened to it.

    Attributes:
        number: Its place in the test; part of its rows' names, so that offices share a sandbox.
        template: What it sends.
        home: Its folder, with the journal and the workbook.
        names: Of its rows, by sheet row.
        typed: What its rows say, by sheet row.
        said: For each row's name, what its record says.
        log: What was done, for people.
        deaths: How often it died.
    """

    number: int
    template: Template
    home: Path
    names: dict[int, str] = field(default_factory=dict)
    typed: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    said: dict[str, object] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    deaths: int = 0

    @property
    def path(self) -> Path:
        """The workbook."""
        return self.home / "book.xlsx"

    @property
    def journal_file(self) -> Path:
        """The journal, which may not be there yet."""
        return self.home / "journal.db"

    @property
    def steps(self) -> list[str]:
        """What stands behind a row's name, for each record that it makes."""
        return ["", SECOND][: self.template.steps]

    def fill(self) -> None:
        """Makes the workbook."""
        self.home.mkdir()
        names = [f"Row {number} of {self.number}" for number in range(self.template.size)]
        pairs = self.template.rows(names)
        write_template(SHEETS[self.template.name], self.path, rows=[row for _, row in pairs])
        self.names = {row: name for row, (name, _) in enumerate(pairs, start=2)}
        self.said = {name: self.template.says(number) for number, name in enumerate(names)}
        self.typed = read_page(self.path).inputs

    def run(self, server: ForkServer, program: str = "import", **task: Any) -> dict[str, Any]:
        """Lets a program run, to its end or its death; see `crash.run`."""
        given = {"workers": 1, **task}
        report = server.run(home=str(self.home), path=str(self.path), program=program, **given)
        self.deaths += report["died"]
        told = {name: value for name, value in given.items() if name != "seen"}
        self.log.append(f"{program} {told} {'died' if report['died'] else 'ended'}")
        return report

    def resolve(self, server: ForkServer, state: State, **task: Any) -> None:
        """A person looks each row in doubt up in the service, and says what is there."""
        ids = {record.name: record.id for record in self.template.records(state)}
        seen = {str(row): ids.get(name) for row, name in self.names.items()}
        self.run(server, **{**task, "program": "resolve", "seen": seen})

    def operations(self) -> dict[str, list[Operation]]:
        """What the journal holds, by the record's name."""
        steps = self.steps
        found: dict[str, list[Operation]] = {f"{name}{step}": [] for name in self.said for step in steps}
        if self.journal_file.exists():
            with self._journal() as journal:
                for operation in journal.all():
                    step = SECOND if is_second(operation.key) else ""
                    found[f"{self.names[operation.place.row]}{step}"].append(operation)
        return found

    def transitions(self) -> int:
        """How many the journal has on record: each batch was planned, each line of a history was a step."""
        with self._journal() as journal:
            steps = sum(len(journal.history(operation.id)) for operation in journal.all())
            return len(journal.batches()) + steps

    def _journal(self) -> Journal:
        return Journal(f"sqlite:///{self.journal_file.as_posix()}")
