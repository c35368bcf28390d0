"""What iZi has of a row. Its records carry no mark, so every record must be one that a row names."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xl_addin.demo.witness.witness import Facts, Record, State, Witness


def _amount(values: Mapping[str, Any]) -> tuple[Decimal, str]:
    return values["amount"], "BOB"


def _total(values: Mapping[str, Any]) -> tuple[Decimal, str]:
    items = (item["quantity"] * item["unit_price"] for item in values["items"])
    return sum(items, Decimal()) - (values["discount"] or 0), "BOB"


def _invoice(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    issuer = next(item for item in state["contribuyentes"] if item["nit"] == record["emisor"])
    meant: Facts = {
        "issuer": True,
        "buyer": (values["buyer_nit"], values["buyer_name"]),
        "items": [item["item"] for item in values["items"]],
        "total": f"{_total(values)[0]:.2f}",
    }
    stored: Facts = {
        "issuer": values["issuer"] in (issuer["nit"], issuer["razonSocial"]),
        "buyer": (record["comprador"], record["razonSocial"]),
        "items": [item["articulo"] for item in record["listaItems"]],
        "total": f"{record['montoTotal']:.2f}",
    }
    return meant, stored


def _charge(values: Mapping[str, Any], record: Record, state: State) -> tuple[Facts, Facts]:
    meant: Facts = {"amount": f"{values['amount']:.2f}", "payer": values["payer_email"]}
    stored: Facts = {"amount": f"{record['monto']:.2f}", "payer": record["correoElectronico"]}
    return meant, stored


WITNESSES = {
    "izi_invoices": Witness("izi", "facturas", _total, _invoice, from_rows_alone=True),
    "izi_charges": Witness("izi", "cobros", _amount, _charge, from_rows_alone=True),
}
