"""The three services' rows, and what each service has of them, by one set of names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from izi_office import FACTURAS, INVOICES, invoiced, line
from iziago_office import POST_TRANSFER, TRANSFERS, pay, transfers
from office import Office, Row

from xl_addin.settings import load


@dataclass(frozen=True)
class Ledger:
    """One service's rows.

    Attributes:
        system: Which service.
        template: Of its rows.
        post: How its POSTs begin, as the sandbox's faults want it.
        asked: Whether the service can be asked what became of a row.
        row: The row with a number; no two are alike.
        made: The numbers of the rows that the service has, in order, each as often as it has it.
    """

    system: str
    template: str
    post: str
    asked: bool
    row: Callable[[int], Row]
    made: Callable[[Office], list[int]]

    def tries(self, office: Office) -> int:
        """How many of its POSTs reached the service."""
        return sum(f"{call['method']} {call['path']}" == self.post for call in office.state()["calls"])

    def rows(self, count: int) -> Sequence[Row]:
        """So many rows, numbered from 1."""
        return [self.row(number) for number in range(1, count + 1)]


def _transaction(number: int) -> Row:
    return {"date": date(2026, 11, 2), "description": f"Row {number}", "amount": Decimal(-number)}


def _transfer(number: int) -> Row:
    return pay(amount=f"{number}.00", reason=f"Row {number}")


def _invoice(number: int) -> Row:
    return line(f"Row {number}", price=str(number))


LEDGERS = (
    Ledger(
        "organizze",
        "organizze_transactions",
        "POST /organizze/rest/v2/transactions",
        True,
        _transaction,
        lambda office: sorted(-item["amount_cents"] // 100 for item in office.stored()),
    ),
    Ledger(
        "iziago",
        TRANSFERS,
        POST_TRANSFER,
        True,
        _transfer,
        lambda office: sorted(int(Decimal(str(item["amount"]))) for item in transfers(office)),
    ),
    Ledger(
        "izi",
        INVOICES,
        FACTURAS,
        False,
        _invoice,
        lambda office: sorted(int(item["razonSocial"].rpartition(" ")[2]) for item in invoiced(office)),
    ),
)


def reconnect(office: Office, **environment: str) -> None:
    """Changes an office's environment."""
    office.environment = {**office.environment, **environment}
    office.settings = load(office.environment)
