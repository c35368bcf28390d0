"""What is sold: the items of an invoice and what they cost together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xl_addin.sandbox.izi import fields
from xl_addin.sandbox.izi.amounts import LIMIT, invoice_total, item_total, number
from xl_addin.sandbox.izi.fields import Field
from xl_addin.sandbox.records import Record

FIELDS = {
    "articulo": Field(fields.text, required=True),
    "cantidad": Field(fields.positive, required=True),
    "precioUnitario": Field(fields.amount, required=True),
}


def listed(value: Any) -> str | None:
    """Says what is wrong with `listaItems`: a list with at least one item (assumed)."""
    if not isinstance(value, list) or not value:
        return "debe ser un array con artículos"
    for place, item in enumerate(value):
        found = fields.problems(FIELDS, item) if isinstance(item, dict) else ["debe ser un objeto"]
        if found:
            return f"[{place}]: {', '.join(found)}"
    return None


def total(items: Sequence[Record], discount: Decimal) -> Decimal:
    """The sum of the items less the discount.

    Raises:
        Refusal: 400, it is below zero or beyond all reason (both assumed).
    """
    totals = [item_total(item["cantidad"], item["precioUnitario"]) for item in items]
    sum_due = invoice_total(totals, discount)
    if sum_due < 0:
        fields.refuse_problems(["descuentos supera el total"])
    if sum_due >= LIMIT:
        fields.refuse_problems(["listaItems está fuera de rango"])
    return sum_due


def shown(item: Record) -> Record:
    """The item in the answer, with what it costs."""
    return {
        "articulo": item["articulo"],
        "cantidad": number(item["cantidad"]),
        "precioTotal": number(item_total(item["cantidad"], item["precioUnitario"])),
        "precioUnitario": number(item["precioUnitario"]),
    }
