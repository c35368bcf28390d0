"""An office to import from: a home of its own, the sandbox as its service, and a person at the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import TableColumn

from xl_addin.build.template import write_template
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.preview import Preview
from xl_addin.importing.run import Run
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings, load
from xl_addin.settling.progress import Progress
from xl_addin.settling.settlement import quiet_of
from xl_addin.targets import Targets

Row = Mapping[str, Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Person:
    """A desk that remembers what it was shown, and answers every question the same way."""

    answer: bool = True
    previews: list[Preview] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def show(self, preview: Preview) -> None:
        """Remembers it."""
        self.previews.append(preview)

    def ask(self, question: str) -> bool:
        """Remembers it, and answers."""
        self.questions.append(question)
        return self.answer

    def begin(self, what: str, total: int) -> Progress:
        """A bar that shows nothing."""
        return Progress()

    def end(self) -> None:
        """Nothing to take away."""


@dataclass
class Office:
    """One computer: workbooks in a folder, one journal, one connection."""

    folder: Path
    settings: Settings
    state: Callable[[], Mapping[str, Any]]
    person: Person = field(default_factory=Person)
    environment: Mapping[str, str] = field(default_factory=dict)
    today: Callable[[], date] | None = None

    def configure(self, toml: str) -> None:
        """Writes the settings file, as its owner would."""
        self.settings.file.write_text(toml, "utf-8")
        self.settings = load(self.environment)

    def workbook(
        self, rows: Sequence[Row], name: str = "book.xlsx", template: str = "organizze_transactions"
    ) -> Path:
        """A filled template with an identity of its own."""
        path = self.folder / name
        write_template(SHEETS[template], path, rows=rows)
        return path

    def run(self, *paths: Path, **options: Any) -> Outcome:
        """Imports as `xl-addin import` does after a yes to everything but look-alikes."""
        options.setdefault("look_alikes", LookAlikes.REFUSE)
        targets = Targets(self.settings, self.today)
        try:
            with Journal(self.settings.journal_url) as journal:
                chosen = Options(deadline=self.settings.deadline, **options)
                return Run(journal, targets, self.person, chosen).run(paths)
        finally:
            targets.close()

    def hurried(self, seconds: int = 2) -> Office:
        """The same office with a short deadline, so that an absence is soon believed and a stall soon over.

        Its requests are cut short on a slow machine: it suits tests that expect doubts, and no others.
        """
        environment = {**self.environment, "XL_ADDIN_DEADLINE": str(seconds)}
        return replace(self, settings=load(environment), environment=environment)

    def wait_for_quiet(self) -> None:
        """Returns when the quiet time of what came into doubt just now is over."""
        time.sleep(quiet_of(self.settings.deadline).total_seconds() + 0.1)

    def journal(self) -> Journal:
        """The office's journal, to be closed by the caller."""
        return Journal(self.settings.journal_url)

    def stored(self, what: str = "transactions") -> list[Mapping[str, Any]]:
        """The service's records that carry a mark of ours."""
        return [
            item
            for item in self.state()["organizze"][what]
            if "xl:" in f"{item.get('notes')}{item.get('tags')}"
        ]

    def posts(self) -> int:
        """How many POSTs reached the service."""
        return sum(call["method"] == "POST" for call in self.state()["calls"])


def statuses(outcome: Outcome) -> list[str]:
    """The rows' statuses, in sheet order."""
    return [str(entry.status) for book in outcome.books for entry in book.entries]


def cells(path: Path) -> list[dict[str, Any]]:
    """The first sheet's rows below the header, by header."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headers, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows if any(value is not None for value in row)]


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Changes a workbook's first sheet as a person would, with a program that is not ours."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def add_column(path: Path, header: str, values: Sequence[object]) -> None:
    """Adds a column at the right end of the first sheet's table, as Excel does when one types beside it."""

    def add(sheet: Any) -> None:
        [table] = sheet.tables.values()
        column = len(table.tableColumns) + 1
        for row, value in enumerate([header, *values], start=1):
            sheet.cell(row, column).value = value
        first, last = table.ref.split(":")
        table.ref = f"{first}:{sheet.cell(1, column).column_letter}{last.lstrip(LETTERS)}"
        if table.autoFilter:
            table.autoFilter.ref = table.ref
        table.tableColumns.append(TableColumn(id=column, name=header))

    edit(path, add)


def retype(path: Path, row: int, header: str, value: object) -> None:
    """Types a value into a row's cell below a header of the first sheet."""
    retype_row(path, row, {header: value})


def retype_row(path: Path, row: int, values: Mapping[str, object]) -> None:
    """Types values into a row's cells by their headers, likewise."""

    def put(sheet: Any) -> None:
        headers = [cell.value for cell in sheet[1]]
        for header, value in values.items():
            sheet.cell(row, headers.index(header) + 1).value = value

    edit(path, put)


def reorder(path: Path, order: Sequence[int]) -> None:
    """Puts the first sheet's rows into another order, results and all, as sorting does.

    Args:
        path: The workbook.
        order: Today's sheet rows, in the order in which they are to stand from row 2 on.
    """

    def move(sheet: Any) -> None:
        rows = [[cell.value for cell in sheet[number]] for number in order]
        for number, values in enumerate(rows, start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value

    edit(path, move)


def make_office(home: Path, sandbox: Any, env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose deadline no busy machine reaches."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    home.mkdir()
    environment = {**env, "XL_ADDIN_HOME": str(home), "XL_ADDIN_DEADLINE": "60"}
    return Office(home, load(environment), sandbox.state, environment=environment)
