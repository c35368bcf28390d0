"""The rows that people would type: no two alike, the same ones every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
"""One row's values by field name."""

PLAIN = "organizze_transactions"
"""The template that most lines use."""
ACCOUNTS = ("Bradesco CC", "Conta Pix", "Caixa da loja")
CATEGORIES = ("Farinha e grãos", "Laticínios", "Embalagens", "Energia elétrica")
CREDITOR = ("Compte courant", "Verrerie de Givors", "FR7610096181000000081271226")
"""Debtor account, creditor and creditor account, as the sandbox knows them."""
_FIRST_DAY = date(2026, 1, 1)


def transactions(count: int) -> list[Row]:
    """Rows of a bakery's books, with what most people fill in."""
    return [
        {
            "date": _FIRST_DAY + timedelta(days=number % 180),
            "description": f"Entrega {number} de farinha",
            "amount": -Decimal(10_000 + number) / 100,
            "account": ACCOUNTS[number % len(ACCOUNTS)],
            "category": CATEGORIES[number % len(CATEGORIES)],
            "paid": True,
            "tags": ("padaria", "moinho"),
            "notes": f"boleto {number}",
            "ref": f"NF-{number}",
        }
        for number in range(count)
    ]


def full_transactions(count: int) -> list[Row]:
    """The same with all twelve columns filled that one row may have: a row has an account or a card."""
    more = {"repeat": "monthly", "installments": 3, "send_anyway": False}
    return [{**row, **more} for row in transactions(count)]


def full_transfers(count: int) -> list[Row]:
    """Transfers with all twelve columns filled."""
    return [
        {
            **row,
            "type": "SEPA",
            "subtype": "Ordinary",
            "end_to_end_id": f"BENCH-{number}",
            "ref": f"F-{number}",
            "send_anyway": False,
        }
        for number, row in enumerate(transfers(count, _FIRST_DAY))
    ]


def transfers(count: int, day: date) -> list[Row]:
    """A payment run to one supplier on one day, with what a transfer needs."""
    debtor, creditor, iban = CREDITOR
    return [
        {
            "debtor_account": debtor,
            "creditor": creditor,
            "creditor_account": iban,
            "amount": Decimal(1_000 + number) / 100,
            "currency": "EUR",
            "execution_date": day,
            "reason": f"Facture {number}",
        }
        for number in range(count)
    ]


def invoices(count: int, issuers: Sequence[str]) -> list[Row]:
    """Invoices of one item, the issuers taking turns."""
    return [
        {
            "invoice": str(number),
            "issuer": issuers[number % len(issuers)],
            "buyer_nit": "4346405",
            "buyer_name": f"Cliente {number}",
            "item": "Servicio contable",
            "quantity": Decimal(1),
            "unit_price": Decimal(10_000 + number) / 100,
        }
        for number in range(count)
    ]
