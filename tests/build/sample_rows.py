"""Two rows of every template: as they are filled in, and as the import reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple


class Sample(NamedTuple):
    """Two rows.

    Attributes:
        rows: What is filled in, by field name.
        read: What the reader makes of these fields of each row.
    """

    rows: list[Mapping[str, Any]]
    read: list[Mapping[str, Any]]


REFS: list[Mapping[str, Any]] = [{"ref": "00123"}, {"ref": "=1+1", "status": "sent"}]

NAMES = {
    "accounts": ["Banco do Brasil", "@caixa"],
    "categories": ["Moradia > Aluguel"],
    "payment_accounts": ["Compte courant", "FR76 3000 6000 0112 3456 7890 189"],
    "creditors": ["Imprimerie Müller"],
    "issuers": ["Comercial Illimani", "1023456028"],
}


def sample(rows: list[Mapping[str, Any]], **read: tuple[Any, Any]) -> Sample:
    """Two rows with a Ref each; what is named is read otherwise than it is filled in."""
    filled = [dict(row) | ref for row, ref in zip(rows, REFS, strict=True)]
    understood = [
        {**row, "ref": ref["ref"], **{name: values[number] for name, values in read.items()}}
        for number, (row, ref) in enumerate(zip(rows, REFS, strict=True))
    ]
    return Sample(filled, understood)


TRANSLATED = {"pt": "organizze_transactions", "es": "izi_charges", "fr": "iziago_transfers"}
"""The template that real LibreOffice opens in each language besides English."""

AMOUNTS = (Decimal("4200.10"), Decimal("150.00"))

SAMPLES = {
    "organizze_transactions": sample(
        [
            {"date": date(2026, 11, 30), "amount": Decimal("4200.10"), "paid": True},
            {"date": date(2026, 12, 31), "amount": "R$ 150,00", "paid": False},
        ],
        amount=AMOUNTS,
    ),
    "organizze_transfers": sample(
        [
            {"date": date(2026, 11, 30), "amount": Decimal("4200.10"), "paid": True},
            {"date": date(2026, 12, 31), "amount": "R$ 150,00", "paid": False},
        ],
        amount=AMOUNTS,
    ),
    "iziago_transfers": sample(
        [
            {
                "creditor_account": "FR7630006000011234567890189",
                "amount": Decimal("4200.10"),
                "currency": "EUR",
                "execution_date": date(2026, 11, 30),
                "type": "SEPA",
            },
            {
                "creditor_account": None,
                "amount": "150,00",
                "currency": "chf",
                "execution_date": date(2026, 12, 31),
                "type": "internacional",
            },
        ],
        amount=AMOUNTS,
        currency=("EUR", "CHF"),
        type=("SEPA", "INTERNATIONAL"),
    ),
    "iziago_third_parties": sample(
        [
            {"name": "Imprimerie Müller", "country": "FR", "account": "00012345678", "type": "company"},
            {"name": "=Léa", "country": "Suíça", "account": None, "type": "particulier"},
        ],
        country=("FR", "CH"),
        type=("COMPANY", "INDIVIDUAL"),
    ),
    "izi_invoices": sample(
        [
            {
                "invoice": "A-1",
                "buyer_nit": "0043464",
                "quantity": Decimal("0.125"),
                "unit_price": Decimal("13.3333333333"),
                "discount": Decimal("0.00"),
                "branch": 0,
            },
            {
                "invoice": "A-1",
                "buyer_nit": "4346405",
                "quantity": Decimal("13"),
                "unit_price": "Bs 1.234,5678",
                "discount": None,
                "branch": 620100,
            },
        ],
        unit_price=(Decimal("13.3333333333"), Decimal("1234.5678")),
    ),
    "izi_charges": sample(
        [
            {"amount": Decimal("4200.10"), "gateway": ("CYBERSOURCE", "SIP"), "proforma": True},
            {"amount": "Bs. 150,00", "gateway": "QR", "proforma": False},
        ],
        amount=AMOUNTS,
        gateway=(("CYBERSOURCE", "SIP"), ("SIP",)),
    ),
}
"""By template."""
