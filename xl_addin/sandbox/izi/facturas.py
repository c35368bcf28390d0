"""POST /facturas: an invoice is issued, at once and for good. Nothing can be queried."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.izi import fields, items, taxpayers
from xl_addin.sandbox.izi.amounts import number
from xl_addin.sandbox.izi.control import control_code
from xl_addin.sandbox.izi.dates import stamp
from xl_addin.sandbox.izi.fields import Field
from xl_addin.sandbox.izi.files import links
from xl_addin.sandbox.izi.seed import extra_fields
from xl_addin.sandbox.izi.sent import body
from xl_addin.sandbox.records import Record


def _extra(value: Any) -> str | None:
    """Says what is wrong with `camposExtra`: texts (assumed), each by the id of a configured field."""
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        return "debe ser un objeto de strings"
    unknown = value.keys() - extra_fields()
    return f"no configurados: {', '.join(sorted(unknown))}" if unknown else None


FIELDS = {
    "emisor": Field(fields.digits, required=True),
    "comprador": Field(fields.digits_first, required=True),
    "razonSocial": Field(fields.text, required=True),
    "sucursal": Field(fields.code),
    "actividadEconomica": Field(fields.code),
    "listaItems": Field(items.listed, required=True),
    "descuentos": Field(fields.amount, default=Decimal()),
    "camposExtra": Field(_extra, default={}),
    "tipoCompra": Field(fields.code, default=Decimal(1)),  # in the PHP sample and the answer only
}
_SHOWN = (
    "id",
    "timestamp",
    "link",
    "pdfRollo",
    "numero",
    "comprador",
    "razonSocial",
    "listaItems",
    "autorizacion",
    "montoTotal",
    "descuentos",
    "sinCredito",
    "control",
    "tipoCompra",
    "terminosPago",
)
"""What the document's answer has, in its order."""


def create(call: Call) -> Answer:
    """POST /facturas; 200, not 201."""
    values = fields.read(FIELDS, body(call))
    taxpayer = taxpayers.named(call.records, values["emisor"])
    authorization = taxpayers.authorization(
        taxpayer, values["sucursal"], values["actividadEconomica"], call.now.date()
    )
    made = _made(values, taxpayer, authorization) | {"timestamp": stamp(call.now)}
    made["control"] = control_code(authorization, made)
    invoice = _keep(call, taxpayer, made)
    return Answer({"factura": {name: invoice[name] for name in _SHOWN}})


def _made(values: Record, taxpayer: Record, authorization: Record) -> Record:
    """The invoice as far as it follows from what was sent; who issued it and where is not in the answer."""
    return {
        "numero": taxpayer["ultimoNumero"] + 1,
        "comprador": values["comprador"],
        "razonSocial": values["razonSocial"],
        "listaItems": [items.shown(item) for item in values["listaItems"]],
        "autorizacion": authorization["autorizacion"],
        "montoTotal": number(items.total(values["listaItems"], values["descuentos"])),
        "descuentos": number(values["descuentos"]),
        "sinCredito": 0,
        "tipoCompra": number(values["tipoCompra"]),
        "terminosPago": None,
        "emisor": taxpayer["nit"],
        "sucursal": authorization["sucursal"],
        "actividadEconomica": authorization["actividadEconomica"],
        "camposExtra": values["camposExtra"],
    }


def _keep(call: Call, taxpayer: Record, made: Record) -> Record:
    """Stores the invoice; its number is used."""
    call.records.put("contribuyentes", {**taxpayer, "ultimoNumero": made["numero"]})
    new_id = call.records.new_id()
    return call.records.put("facturas", {"id": new_id, **made, **links(call.origin, new_id)})
