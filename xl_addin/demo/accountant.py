"""An accountant in La Paz: a day's invoices for three customers and the office itself, and two charges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.targets.issuers import Issuers

Row = Mapping[str, Any]

_SALES = (
    ("4346405", "Juana Quispe Mamani", (("Honorarios contables", "1", "1350.00"),), None),
    (
        "1028627025",
        "Hotel Mirador S.R.L.",
        (("Café tostado, kg", "12.5", "68.00"), ("Entrega", "1", "35")),
        "25.00",
    ),
    ("6120447", "Íñigo Peñaranda", (("Pan integral", "24", "7.50"), ("Salteñas", "36", "6.00")), None),
    ("3390152", "Ferretería “El Tornillo”", (("Asesoría tributaria", "2.5", "180.00"),), None),
    ("0", "Sin nombre", (("Empanadas", "10", "5.00"),), None),
)
"""Buyer's NIT and name, items (what, how many, Bs for one), and Bs off the whole."""


def invoices(issuers: Issuers, today: date) -> list[Row]:
    """Rows of one invoice below each other; what is the invoice's stands on its first row only."""
    rows: list[Row] = []
    for issuer in issuers.names()[:4]:
        for number, (nit, buyer, items, discount) in enumerate(_SALES, start=1):
            label = f"{issuer.split()[0]}-{today:%m%d}-{number}"
            head = {"issuer": issuer, "buyer_nit": nit, "buyer_name": buyer, "ref": label}
            if discount:
                head["discount"] = Decimal(discount)  # type: ignore[assignment]
            for line, (item, quantity, price) in enumerate(items):
                own = {"item": item, "quantity": Decimal(quantity), "unit_price": Decimal(price)}
                rows.append({"invoice": label, **(own if line else {**head, **own})})
    return rows


def charges(issuers: Issuers, today: date) -> list[Row]:
    """One by card with an e-mail to the payer, one by QR code without."""
    return [
        {
            "description": f"Honorarios {today:%m/%Y}",
            "amount": Decimal("1350.00"),
            "payer_email": "juana@example.com",
            "invoice_nit": "4346405",
            "invoice_name": "Juana Quispe Mamani",
            "ref": f"COB-{today:%m%d}-1",
        },
        {
            "description": "Curso de facturación",
            "amount": Decimal("66.20"),
            "gateway": "SIP",
            "payer_email": "taller@example.com",
            "notify_payer": "no",
            "invoice_nit": "3390152",
            "invoice_name": "Ferretería “El Tornillo”",
            "order": "178",
            "ref": f"COB-{today:%m%d}-2",
        },
    ]
