"""Somebody in Lyon who imports transfers and fetches from Iziago: a home, a journal and the sandbox."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import requests
from bookkeeper import Counting, Row, imported
from run_day import TODAY

from xl_addin.fetching.iziago import Source
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.importing.outcome import Outcome
from xl_addin.journal.operation import Operation
from xl_addin.journal.store import Journal
from xl_addin.settings import Settings, load
from xl_addin.values.target_days import next_target_day

IZIAGO = SYSTEMS["iziago"]
PAYDAY = next_target_day(TODAY + timedelta(days=7))
SOON = Query(start=TODAY, end=TODAY + timedelta(days=30))
"""A period with every transfer of the tests in it."""

CURRENT, CURRENT_IBAN = "Compte courant", "FR7630004008120000091644532"
EXPORT, EXPORT_IBAN = "Compte export", "FR7630002012000000056993109"
GLASS, GLASS_IBAN = "Verrerie de Givors", "FR7610096181000000081271226"
CORKS, CORKS_IBAN = "Bouchons Lafitte & Cie", "FR7630004008120000085227497"


@dataclass
class Treasurer:
    """One computer.

    Attributes:
        folder: Workbooks, the home and what is downloaded.
        env: The environment that points at the service.
        sandbox: The service itself.
        bar: Of the last download.
    """

    folder: Path
    env: dict[str, str]
    sandbox: Any
    bar: Counting = field(default_factory=Counting)

    @property
    def home(self) -> Path:
        """The program's own folder."""
        return self.folder / "home"

    @property
    def out(self) -> Path:
        """Where downloads go."""
        return self.folder / "out"

    def settings(self, **changes: str) -> Settings:
        """The settings, with changes to the environment."""
        return load({**self.env, "XL_ADDIN_HOME": str(self.home), "XL_ADDIN_DEADLINE": "60", **changes})

    def profile(self, text: str) -> None:
        """From now on speaks by a profile of the customer's own."""
        file = self.folder / "contract.toml"
        file.write_text(text, "utf-8")
        self.env["XL_ADDIN_IZIAGO_PROFILE"] = str(file)

    def send(
        self, rows: Sequence[Row], template: str = "iziago_transfers", name: str = "book.xlsx"
    ) -> Outcome:
        """Imports a workbook of these rows, in which nothing is invalid."""
        return imported(self.settings(), self.folder / name, rows, template)

    @contextmanager
    def source(self, **changes: str) -> Iterator[Source]:
        """What lists are made from, on the day of the run."""
        with IZIAGO.open(self.settings(**changes)) as source:
            yield replace(source, today=TODAY)

    def fetch(self, what: str, query: Query | None = None, **changes: str) -> Listing:
        """A list, as `xl-addin fetch iziago WHAT` makes it."""
        with self.source(**changes) as source:
            return IZIAGO.lists[what](source, query or Query())

    def download(self, query: Query = SOON, **changes: str) -> Listing:
        """Files into the folder `out`, as `xl-addin fetch iziago files --out out` brings them."""
        self.bar = Counting()
        with self.source(**changes) as source:
            return IZIAGO.downloads["files"](source, query, self.out, self.bar)

    def files(self) -> list[str]:
        """Everything that lies there."""
        return sorted(path.name for path in self.out.iterdir())

    def state(self, what: str) -> list[Mapping[str, Any]]:
        """The service's records."""
        records: list[Mapping[str, Any]] = self.sandbox.state()["iziago"][what]
        return records

    def asked(self, piece: str) -> list[str]:
        """The paths that were read and have this piece in them."""
        calls = self.sandbox.state()["calls"]
        return [call["path"] for call in calls if call["method"] == "GET" and piece in call["path"]]

    def operations(self) -> list[Operation]:
        """What the journal holds, oldest first."""
        with Journal(self.settings().journal_url) as journal:
            return journal.all()

    def edit(self, statement: str, *values: str) -> None:
        """Changes the journal behind everybody's back."""
        with closing(sqlite3.connect(self.home / "journal.db")) as database, database:
            database.execute(statement, values)


class Colleague:
    """Somebody else who works with the same Iziago, by hand."""

    def __init__(self, ready: Mapping[str, Any]) -> None:
        self._base = ready["iziago"]["base_url"]
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ready["ca_bundle"]
        access = ready["iziago"]
        form = {"grant_type": "client_credentials"} | {
            name: access[name] for name in ("client_id", "client_secret")
        }
        granted = self._session.post(access["token_url"], data=form, timeout=20).json()
        self._session.headers["Authorization"] = f"Bearer {granted['access_token']}"

    def post(self, path: str, **fields: Any) -> Any:
        """Creates something."""
        answer = self._session.post(self._base + path, json=fields, timeout=20)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def transfer(self, **fields: Any) -> Any:
        """Creates a transfer of 77.70 EUR to the glassworks."""
        values = {
            "debtorAccountId": self.id_of("payments/accounts", CURRENT),
            "creditorAccountId": self.creditor(GLASS),
            "executionDate": PAYDAY.isoformat(),
            "amount": 77.70,
            "currency": "EUR",
            "type": "SEPA",
            "subtype": "ORDINARY",
            "endToEndId": "BY-HAND-1",
        }
        return self.post("/payments/transfers", **{**values, **fields})

    def id_of(self, path: str, name: str) -> str:
        """The id of a list's record with this name."""
        return str(self._named(path, name)["id"])

    def creditor(self, name: str) -> str:
        """The id of a third party's first account."""
        return str(self._named("third-parties", name)["accounts"][0]["id"])

    def close(self) -> None:
        """Goes home."""
        self._session.close()

    def _named(self, path: str, name: str) -> Any:
        answer = self._session.get(f"{self._base}/{path}", params={"size": 200}, timeout=20)
        return next(item for item in answer.json()["items"] if item["name"] == name)


def pay(amount: str = "10.00", creditor: str = GLASS, **more: Any) -> Row:
    """A row that pays a creditor in a week; `more` fills other columns or changes these."""
    row = {
        "debtor_account": CURRENT,
        "creditor": creditor,
        "amount": Decimal(amount),
        "currency": "EUR",
        "execution_date": PAYDAY,
    }
    return row | more


def set_scopes(sandbox: Any, *scopes: str) -> None:
    """Leaves the client these scopes, as an administrator of Iziago does."""
    url = sandbox.ready["iziago"]["base_url"].removesuffix("/v1") + "/sandbox/scopes"
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            url, json={"scopes": list(scopes)}, verify=sandbox.ready["ca_bundle"], timeout=20
        )
    answer.raise_for_status()
