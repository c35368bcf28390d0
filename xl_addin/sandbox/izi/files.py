"""The invoices' files: a page to keep, and one for an 80 mm roll. Who knows the link may read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.izi import pdf
from xl_addin.sandbox.izi.answers import refuse
from xl_addin.sandbox.izi.dates import parse
from xl_addin.sandbox.records import Record

_PAGE, _ROLL = "/izi/facturas/factura-{id}.pdf", "/izi/facturas/facturaR80-{id}.pdf"
_LETTER = (612, 792, 11)
_ROLL_SIZE = (227, 567, 8)


def links(origin: str, number: int) -> dict[str, str]:
    """Where an invoice's files are, as the document's answer names them."""
    return {"link": origin + _PAGE.format(id=number), "pdfRollo": origin + _ROLL.format(id=number)}


def page(call: Call) -> Answer:
    """GET factura-{id}.pdf."""
    return _file(call, *_LETTER)


def roll(call: Call) -> Answer:
    """GET facturaR80-{id}.pdf."""
    return _file(call, *_ROLL_SIZE)


ROUTES = (("GET", _PAGE, page), ("GET", _ROLL, roll))


def _file(call: Call, width: int, height: int, size: int) -> Answer:
    name = call.params[0]
    invoice = call.records.get("facturas", int(name)) if name.isascii() and name.isdecimal() else None
    if invoice is None:
        raise refuse(404)
    issuer = next(one for one in call.records.all("contribuyentes") if one["nit"] == invoice["emisor"])
    return Answer(pdf.page(_lines(invoice, issuer), width, height, size), media_type="application/pdf")


def _lines(invoice: Record, issuer: Record) -> list[str]:
    return [
        issuer["razonSocial"],
        f"{issuer['ciudad']} - Bolivia",
        f"NIT: {issuer['nit']}",
        f"FACTURA N° {invoice['numero']}",
        f"AUTORIZACIÓN N° {invoice['autorizacion']}",
        f"Fecha: {parse(invoice['timestamp']):%d/%m/%Y %H:%M}",
        f"NIT/CI: {invoice['comprador']}",
        f"Señor(es): {invoice['razonSocial']}",
        *(
            f"{item['cantidad']} x {item['articulo']}: {_bs(item['precioTotal'])}"
            for item in invoice["listaItems"]
        ),
        f"Descuentos: {_bs(invoice['descuentos'])}",
        f"TOTAL Bs {_bs(invoice['montoTotal'])}",
        f"Código de control: {invoice['control']}",
        "SIN VALOR FISCAL - entorno de pruebas",
    ]


def _bs(amount: Any) -> str:
    """`1234.50`, from the JSON number."""
    return f"{Decimal(str(amount)):.2f}"
