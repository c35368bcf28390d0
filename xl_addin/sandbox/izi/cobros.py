"""POST /cobros: a charge that somebody is to pay through a gateway; its invoice waits until then."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.izi import fields, taxpayers
from xl_addin.sandbox.izi.amounts import number
from xl_addin.sandbox.izi.dates import stamp
from xl_addin.sandbox.izi.fields import Field
from xl_addin.sandbox.izi.seed import main_issuer
from xl_addin.sandbox.izi.sent import body
from xl_addin.sandbox.records import Record

_GATEWAYS = {"CYBERSOURCE", "SIP", "Khipu"}


def _gateways(value: Any) -> str | None:
    """One gateway, or several with a comma and nothing else between them."""
    if isinstance(value, str) and set(value.split(",")) <= _GATEWAYS:
        return None
    return f"debe ser {', '.join(sorted(_GATEWAYS))}"


FIELDS = {
    "descripcion": Field(fields.text, required=True),
    "monto": Field(fields.positive, required=True),
    "pasarela": Field(_gateways, default="CYBERSOURCE"),
    "correoElectronico": Field(fields.text, required=True),
    "notificarPagador": Field(fields.boolean, default=True),  # marked as required, and has a default
    "nitFactura": Field(fields.digits, required=True),  # the parameter that makes it optional is never named
    "razonSocialFactura": Field(fields.text, required=True),
    "sucursal": Field(fields.code),
    "actividadEconomica": Field(fields.code),
    "prefactura": Field(fields.boolean, default=False),
    "order": Field(fields.text_or_blank),
    "notificacionUrl": Field(fields.text_or_blank),
}


def create(call: Call) -> Answer:
    """POST /cobros.

    The document promises "an object of the created invoice" and 200. Assumed: it is in the shape of
    `factura`, with no more than what is known before anybody has paid. No request names an issuer, so it is
    the client's own NIT. Nobody is written to, and `notificacionUrl` is stored and never called.
    """
    values = fields.read(FIELDS, _one_name(body(call)))
    taxpayer = taxpayers.named(call.records, main_issuer())
    authorization = taxpayers.authorization(
        taxpayer, values["sucursal"], values["actividadEconomica"], call.now.date()
    )
    charge = call.records.put(
        "cobros",
        {
            "id": call.records.new_id(),
            "timestamp": stamp(call.now),
            **values,
            "monto": number(values["monto"]),
            "emisor": taxpayer["nit"],
            "sucursal": authorization["sucursal"],
            "actividadEconomica": authorization["actividadEconomica"],
        },
    )
    return Answer({"factura": _waiting_invoice(charge)})


def _one_name(sent: Record) -> Record:
    """`razonSocialFactura` of the list is `razonSocial` in the sample; both are taken, the list's first."""
    if "razonSocial" in sent and "razonSocialFactura" not in sent:
        return {**sent, "razonSocialFactura": sent["razonSocial"]}
    return sent


def _waiting_invoice(charge: Record) -> Record:
    return {
        "id": charge["id"],
        "timestamp": charge["timestamp"],
        "numero": None,
        "comprador": charge["nitFactura"],
        "razonSocial": charge["razonSocialFactura"],
        "montoTotal": charge["monto"],
    }
