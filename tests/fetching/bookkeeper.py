"""Somebody in La Paz who imports invoices and fetches them again: a home, a journal and the sandbox's iZi."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from nodding import Nodding

from xl_addin.build.template import write_template
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Listing, Query, Word
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.journal.operation import Operation
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings, load
from xl_addin.targets import Targets

IZI = SYSTEMS["izi"]

OFFICE = "1020703023"
"""The office's own NIT, which is also the issuer that the sandbox's environment names."""
BAKERY = "3415720017"
DINER = "4788213015"
ISSUERS = f"""
[[izi.issuers]]
nit = "{BAKERY}"
name = "Panadería San Gabriel"
branch = 0

[[izi.issuers]]
nit = "{DINER}"
name = "Salteñas Doña Elvira"
activity = 561110
limit = "5000.00"
client_id = "of-their-own"
"""

Row = Mapping[str, Any]


def imported(settings: Settings, path: Path, rows: Sequence[Row], template: str) -> Outcome:
    """Makes a workbook of these rows and imports it; look-alikes are sent, and nothing is invalid."""
    write_template(SHEETS[template], path, rows=rows)
    with Targets(settings) as targets, Journal(settings.journal_url) as journal:
        options = Options(deadline=settings.deadline, look_alikes=LookAlikes.SEND)
        outcome = Run(journal, targets, Nodding(), options).run([path])
    messages = [entry.message for book in outcome.books for entry in book.entries]
    assert "invalid" not in {entry.status for book in outcome.books for entry in book.entries}, messages
    return outcome


@dataclass
class Counting:
    """A bar that remembers."""

    total: int = 0
    done: int = 0

    def begin(self, total: int) -> None:
        """Remembers how many."""
        self.total = total

    def advance(self) -> None:
        """One more."""
        self.done += 1


@dataclass
class Bookkeeper:
    """One computer.

    Attributes:
        folder: Workbooks, the home and what is downloaded.
        env: The environment that points at the sandbox.
        bar: Of the last download.
    """

    folder: Path
    env: Mapping[str, str]
    bar: Counting = field(default_factory=Counting)

    @classmethod
    def with_issuers(cls, folder: Path, env: Mapping[str, str]) -> Self:
        """Somebody with three issuers."""
        person = cls(folder, env)
        person.home.mkdir()
        (person.home / "config.toml").write_text(ISSUERS, "utf-8")
        return person

    @property
    def home(self) -> Path:
        """The program's own folder."""
        return self.folder / "home"

    def settings(self, **changes: str) -> Settings:
        """The settings, with changes to the environment."""
        env = {**self.env, "XL_ADDIN_HOME": str(self.home), "XL_ADDIN_DEADLINE": "60", **changes}
        return load(env)

    def send(self, rows: Sequence[Row], template: str = "izi_invoices") -> None:
        """Imports a workbook of these rows, in which nothing is invalid."""
        path = self.folder / f"book{len(list(self.folder.glob('*.xlsx')))}.xlsx"
        imported(self.settings(), path, rows, template)

    @contextmanager
    def source(self, **changes: str) -> Iterator[Source]:
        """What lists are made from."""
        with IZI.open(self.settings(**changes)) as source:
            yield source

    def fetch(self, what: str, query: Query | None = None, **changes: str) -> Listing:
        """A list, as `xl-addin fetch izi WHAT` makes it."""
        with self.source(**changes) as source:
            return IZI.lists[what](source, query or Query())

    def download(self, what: str = "pdfs", query: Query | None = None, **changes: str) -> Listing:
        """Files into the folder `out`, as `xl-addin fetch izi WHAT --out out` brings them."""
        self.bar = Counting()
        with self.source(**changes) as source:
            return IZI.downloads[what](source, query or Query(), self.out, self.bar)

    @property
    def out(self) -> Path:
        """Where downloads go."""
        return self.folder / "out"

    def files(self) -> list[str]:
        """Everything that lies there."""
        return sorted(path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file())

    def edit(self, statement: str, *values: str) -> None:
        """Changes the journal behind everybody's back."""
        with closing(sqlite3.connect(self.home / "journal.db")) as database, database:
            database.execute(statement, values)

    def operations(self) -> list[Operation]:
        """What the journal holds, oldest first."""
        with Journal(self.settings().journal_url) as journal:
            return journal.all()

    def in_journal(self, work: Callable[[Journal], object]) -> None:
        """Does something with the open journal."""
        with Journal(self.settings().journal_url) as journal:
            work(journal)


def invoice(name: object, *, issuer: str = OFFICE, price: str = "10.00", **more: Any) -> Row:
    """A row that is an invoice of one item."""
    row = {
        "invoice": str(name),
        "issuer": issuer,
        "buyer_nit": "4346405",
        "buyer_name": f"Cliente {name}",
        "item": "Asesoría",
        "quantity": Decimal(1),
        "unit_price": Decimal(price),
    }
    return row | more


def charge(description: str, amount: str, **more: Any) -> Row:
    """A row that is a charge."""
    row = {
        "description": description,
        "amount": Decimal(amount),
        "payer_email": "ana@example.com",
        "invoice_nit": "4346405",
        "invoice_name": "Ana Quispe",
    }
    return row | more


def lines(listing: Listing) -> list[dict[str, Any]]:
    """A list's rows, each by header, words as people read them."""
    headers = [column.header for column in listing.columns]
    rows = [[str(cell) if isinstance(cell, Word) else cell for cell in row] for row in listing.rows]
    return [dict(zip(headers, row, strict=True)) for row in rows]


def column(listing: Listing, header: str) -> list[Any]:
    """One column's values."""
    return [line[header] for line in lines(listing)]
