"""A person's folder and services, the same in every year: what the docs' formulas read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any

from xl_addin.apis.iziago.models import TransferDraft
from xl_addin.build.template import write_template
from xl_addin.connect import iziago
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.ledger import Ledger
from xl_addin.sandbox.running import running
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings, load

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, 30).timestamp()
"""Half past ten, wherever the docs are made."""

_INVOICES: list[Mapping[str, Any]] = [
    {"invoice": "P-8", "ref": "P-8", "buyer_nit": "4346405", "buyer_name": "Juana Quispe Mamani",
     "item": "Honorarios contables", "quantity": Decimal(1), "unit_price": Decimal("1350.00")},
    {"invoice": "P-9", "ref": "P-9", "buyer_nit": "6120447", "buyer_name": "Íñigo Peñaranda",
     "item": "Pan integral", "quantity": Decimal(24), "unit_price": Decimal("7.50")},
]  # fmt: skip
_CHARGES: list[Mapping[str, Any]] = [
    {"description": "Curso de facturación", "amount": Decimal("66.20"), "payer_email": "taller@example.com",
     "notify_payer": False, "invoice_nit": "3390152", "invoice_name": "Ferretería El Tornillo",
     "ref": "C-1"},
]  # fmt: skip
ROWS = {"izi_invoices": _INVOICES, "izi_charges": _CHARGES}


_TRANSFERS = (("1250.00", "Loyer décembre"), ("318.40", "Solde facture 2026-114"))


@contextmanager
def household(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a home from which something was sent, to services whose day is `TODAY`."""
    with running(today=TODAY) as sandbox:
        env = {**sandbox.ready["env"], "XL_ADDIN_HOME": str(home), "XL_ADDIN_LANG": "en"}
        _import(home, env)
        with environment(env):
            _order_transfers(load())
        yield env


@contextmanager
def opened(env: Mapping[str, str]) -> Iterator[Books]:
    """Books without a memory, under a clock that stands still."""
    with environment(env):
        cache = Cache(Patience(None, monotonic), clock=lambda: NOW)
        books = Books(load(), cache, Ledger(), lambda: TODAY)
        try:
            yield books
        finally:
            books.close()


@contextmanager
def environment(env: Mapping[str, str]) -> Iterator[None]:
    """These variables for a while, and none of the user's own settings."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("XL_ADDIN_"):
            del os.environ[name]
    os.environ.update(env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _order_transfers(settings: Settings) -> None:
    """Creates transfers: a workbook's would have to lie in the future of whoever makes the docs."""
    client = iziago.client(settings)
    try:
        debtor = client.payments.accounts()[0]
        creditor = next(
            account
            for party in client.third_parties.list()
            for account in party.accounts
            if account.currency == debtor.currency
        )
        for number, (amount, reason) in enumerate(_TRANSFERS, start=1):
            client.payments.create_transfer(
                TransferDraft(
                    debtor_account_id=debtor.id,
                    creditor_account_id=creditor.id,
                    execution_date=TODAY + timedelta(days=7 * number),
                    amount=Decimal(amount),
                    currency=debtor.currency,
                    end_to_end_id=f"DOCS-{number}",
                    type="SEPA",
                    subtype="ORDINARY",
                    reason=reason,
                )
            )
    finally:
        client.close()


def _import(home: Path, env: Mapping[str, str]) -> None:
    """Sends a few rows.

    Raises:
        CalledProcessError: One was not sent.
    """
    workbooks = [home / f"{template}.xlsx" for template in ROWS]
    for workbook, (template, rows) in zip(workbooks, ROWS.items(), strict=True):
        write_template(SHEETS[template], workbook, rows=rows)
    program = "from xl_addin.cli.main import main; main()"
    command = [sys.executable, "-c", program, "import", *map(str, workbooks), "--yes"]
    with environment(env):
        subprocess.run(command, check=True, capture_output=True)
