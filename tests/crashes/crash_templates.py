"""What the crash tests send: for each template its rows, and what the service has of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from izi_office import BAKERY, CHARGES, DINER, INVOICES, later, line
from iziago_office import NEW_IBAN, THIRD_PARTIES, TRANSFERS, meet, pay
from office import Row

Item = Mapping[str, Any]
State = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """Something that the service has.

    Attributes:
        name: The row's own name, which stands in one of its cells; of a row's second step with `SECOND`.
        id: The service's name for it.
        number: Its number for people, blank where it has none.
        says: What else the row says of it.
    """

    name: str
    id: str
    number: str = ""
    says: object = None


@dataclass(frozen=True, slots=True)
class Template:
    """A template's rows, and what becomes of them.

    Attributes:
        name: What it is called.
        kind: The list of the sandbox's state that has the records.
        rows: Pairs of a name and a row; several rows may be one record.
        found: The records that one item of the list is.
        says: What the record of a name says, by the number of its row among the names.
        posts: How the lines of its calls begin.
        asked: The service can be asked what became of a row.
        steps: Records that each row makes.
        size: Rows of a workbook here, or invoices.
    """

    name: str
    kind: str
    rows: Callable[[Sequence[str]], list[tuple[str, Row]]]
    found: Callable[[Item], Iterator[Record]]
    says: Callable[[int], object]
    posts: str
    asked: bool = True
    steps: int = 1
    size: int = 3

    @property
    def system(self) -> str:
        """The service."""
        return self.name.partition("_")[0]

    def records(self, state: State) -> list[Record]:
        """All records that the service has of the template."""
        return [record for item in state[self.system][self.kind] for record in self.found(item)]

    def posted(self, state: State) -> int:
        """How many requests that make something have reached the service."""
        return sum(f"{call['method']} {call['path']}".startswith(self.posts) for call in state["calls"])


SECOND = f" {NEW_IBAN}"
"""What stands behind a row's name where the record of its second step is meant: the account."""


def _transactions(names: Sequence[str]) -> list[tuple[str, Row]]:
    return [
        (name, {"date": date(2026, 11, 1 + n), "description": name, "amount": Decimal(-n - 1)})
        for n, name in enumerate(names)
    ]


def _transfers(names: Sequence[str]) -> list[tuple[str, Row]]:
    accounts = {"from_account": "Bradesco CC", "to_account": "Caixa Poupança"}
    return [
        (name, {"date": date(2026, 11, 1 + n), "amount": Decimal(n + 1), "tags": name, **accounts})
        for n, name in enumerate(names)
    ]


def _payments(names: Sequence[str]) -> list[tuple[str, Row]]:
    return [(name, pay(amount=f"{n + 1}.00", reason=name)) for n, name in enumerate(names)]


def _parties(names: Sequence[str]) -> list[tuple[str, Row]]:
    return [(name, meet(name, account=NEW_IBAN)) for name in names]


def _invoices(names: Sequence[str]) -> list[tuple[str, Row]]:
    """Two of three from one issuer; every second one has a second item."""
    rows = []
    for n, name in enumerate(names):
        issuer = DINER if n % 3 == 2 else BAKERY
        rows.append((name, line(name, price=f"{n + 1}", buyer_name=name, issuer=issuer)))
        if n % 2 == 0:
            rows.append((name, later(name, "Queso")))
    return rows


def _charges(names: Sequence[str]) -> list[tuple[str, Row]]:
    payer = {"payer_email": "ana@example.com", "invoice_nit": "4346405", "invoice_name": "Ana"}
    return [(name, {"description": name, "amount": Decimal(n + 1), **payer}) for n, name in enumerate(names)]


def _transaction(item: Item) -> Iterator[Record]:
    yield Record(item["description"], str(item["id"]), says=item["amount_cents"])


def _transfer(item: Item) -> Iterator[Record]:
    tags = [tag["name"] for tag in item["tags"] if not tag["name"].startswith("xl:")]
    yield Record(" ".join(tags), str(item["id"]), says=item["amount_cents"])


def _payment(item: Item) -> Iterator[Record]:
    yield Record(item["reason"], item["id"], says=item["amount"])


def _party(item: Item) -> Iterator[Record]:
    yield Record(item["name"], item["id"])
    for account in item["accounts"]:
        yield Record(f"{item['name']} {account['iban']}", account["id"])


def _invoice(item: Item) -> Iterator[Record]:
    says = item["montoTotal"], item["emisor"], len(item["listaItems"])
    yield Record(item["razonSocial"], str(item["id"]), str(item["numero"]), says)


def _charge(item: Item) -> Iterator[Record]:
    yield Record(item["descripcion"], str(item["id"]), says=item["monto"])


def _invoice_says(n: int) -> object:
    return n + 1 + (10 if n % 2 == 0 else 0), DINER if n % 3 == 2 else BAKERY, 2 if n % 2 == 0 else 1


ORGANIZZE, IZIAGO, IZI = "POST /organizze/rest", "POST /iziago/v1", "POST /izi/v1"

TEMPLATES = [
    Template(
        "organizze_transactions",
        "transactions",
        _transactions,
        _transaction,
        lambda n: -100 * (n + 1),
        ORGANIZZE,
    ),
    Template("organizze_transfers", "transfers", _transfers, _transfer, lambda n: -100 * (n + 1), ORGANIZZE),
    Template(TRANSFERS, "transfers", _payments, _payment, lambda n: n + 1, IZIAGO),
    Template(THIRD_PARTIES, "third_parties", _parties, _party, lambda _: None, IZIAGO, steps=2, size=2),
    Template(INVOICES, "facturas", _invoices, _invoice, _invoice_says, IZI, asked=False),
    Template(CHARGES, "cobros", _charges, _charge, lambda n: n + 1, IZI, asked=False),
]
