"""What tests of iZi's rows share: the sandbox's taxpayers, rows of invoices, and what the service has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from office import Office, Row

from xl_addin.connect.party import host_of

INVOICES = "izi_invoices"
CHARGES = "izi_charges"
FACTURAS = "POST /izi/v1/facturas"

OWN = "1020703023"
"""The office's own NIT, which the sandbox's environment names as the issuer."""
BRANCHES = "1020703031"
ACTIVITIES = "1020703049"
PART_AUTHORIZED = "1020703057"
BAKERY = "3415720017"
DINER = "4788213015"
HARDWARE = "1034592028"
DISABLED = "1212500027"
EXPIRED = "1226648023"
KEYLESS = "1230917028"
"""Without a billing key the sandbox ends its invoices in an error 500."""
STRANGER = "9999999999"
"""A NIT that this account may not invoice for."""

CLIENT_WITHOUT_KEYS = "e83f64d1-2b7a-4f09-9c3e-0a51d7c8b264"


def line(invoice: object, item: str = "Pan", quantity: str = "1", price: str = "10", **more: Any) -> Row:
    """A row with an item, a buyer and an issuer; `more` fills other columns or blanks these."""
    row = {
        "invoice": str(invoice),
        "issuer": BAKERY,
        "buyer_nit": "4346405",
        "buyer_name": f"Cliente {invoice}",
        "item": item,
        "quantity": Decimal(quantity),
        "unit_price": Decimal(price),
    }
    return row | more


def later(invoice: object, item: str, quantity: str = "1", price: str = "10", **more: Any) -> Row:
    """One more row of an invoice: its header cells are blank."""
    return line(invoice, item, quantity, price, issuer=None, buyer_nit=None, buyer_name=None) | more


def issuers_toml(issuers: Sequence[Mapping[str, object]], **izi: object) -> str:
    """A settings file with these issuers, and with what else stands under [izi]."""
    lines = ["[izi]", *(f"{name} = {json.dumps(value)}" for name, value in izi.items())]
    for issuer in issuers:
        lines += ["[[izi.issuers]]", *(f"{name} = {json.dumps(value)}" for name, value in issuer.items())]
    return "\n".join(lines) + "\n"


def invoiced(office: Office) -> list[Mapping[str, Any]]:
    """The invoices that the service has, in the order in which it made them."""
    made: list[Mapping[str, Any]] = office.state()["izi"]["facturas"]
    return sorted(made, key=lambda invoice: invoice["id"])


def charged(office: Office) -> list[Mapping[str, Any]]:
    """The charges that the service has, likewise."""
    made: list[Mapping[str, Any]] = office.state()["izi"]["cobros"]
    return sorted(made, key=lambda charge: charge["id"])


def rehearsed(office: Office) -> str:
    """The Message of a row that was sent, where nothing else is to be said: no sandbox is the vendor."""
    return f"[TEST {host_of(office.environment['XL_ADDIN_IZI_BASE_URL'])}]"


def names(office: Office) -> dict[str, str]:
    """The taxpayers' names by NIT."""
    return {one["nit"]: one["razonSocial"] for one in office.state()["izi"]["contribuyentes"]}
