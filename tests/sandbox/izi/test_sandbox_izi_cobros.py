"""Charges: what they need, what they are stored as."""

from __future__ import annotations

from typing import Any

import pytest
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.server import Sandbox

SAMPLE = {
    "descripcion": "Una compra electrónica",
    "monto": 66.20,
    "pasarela": "CYBERSOURCE",
    "correoElectronico": "algun@mail.com",
    "notificarPagador": False,
    "nitFactura": "7777777",
    "razonSocial": "Juan Perez",
    "notificacionUrl": "https://misitio.com/pago",
}
LISTED = "pasarela debe ser CYBERSOURCE, Khipu, SIP"


def charge(**fields: Any) -> dict[str, Any]:
    """The document's sample with other fields; those that are None are left out."""
    return {name: value for name, value in {**SAMPLE, **fields}.items() if value is not None}


def test_the_documents_sample_is_accepted(izi: Izi, sandbox: Sandbox) -> None:
    """With 200 and an object of the invoice to come; the charge keeps where it is to be told."""
    answer = izi.ask("/cobros", SAMPLE)
    assert answer.status_code == 200
    invoice = answer.json()["factura"]
    [kept] = sandbox.state()["izi"]["cobros"]
    assert (kept["id"], kept["monto"], kept["notificarPagador"]) == (invoice["id"], 66.2, False)
    assert (kept["razonSocialFactura"], kept["notificacionUrl"]) == ("Juan Perez", "https://misitio.com/pago")
    assert (kept["emisor"], kept["sucursal"]) == (izi.issuer, 0)
    assert (invoice["numero"], invoice["montoTotal"]) == (None, 66.2)
    assert sandbox.state()["izi"]["facturas"] == []


def test_what_is_left_out_has_the_documents_default(izi: Izi, sandbox: Sandbox) -> None:
    """The payer is written to, a card pays, and the charge becomes an invoice by itself."""
    sent = charge(pasarela=None, notificarPagador=None, notificacionUrl=None)
    assert izi.ask("/cobros", sent).status_code == 200
    [kept] = sandbox.state()["izi"]["cobros"]
    expected = {
        "pasarela": "CYBERSOURCE", "notificarPagador": True, "prefactura": False, "order": None,
        "notificacionUrl": None,
    }  # fmt: skip
    assert {name: kept[name] for name in expected} == expected


def test_both_names_of_the_buyers_name_are_taken(izi: Izi, sandbox: Sandbox) -> None:
    """The list's `razonSocialFactura` wins over the sample's `razonSocial`."""
    for fields in (
        {"razonSocial": None, "razonSocialFactura": "Ana Rojas"},
        {"razonSocialFactura": "Ana Rojas"},
    ):
        assert izi.ask("/cobros", charge(**fields)).status_code == 200
    assert [one["razonSocialFactura"] for one in sandbox.state()["izi"]["cobros"]] == [
        "Ana Rojas",
        "Ana Rojas",
    ]


@pytest.mark.parametrize("gateways", ["SIP", "Khipu", "CYBERSOURCE,SIP", "SIP,Khipu,CYBERSOURCE"])
def test_every_gateway_may_be_named(izi: Izi, gateways: str) -> None:
    """And several of them."""
    sent = charge(pasarela=gateways, order="178", prefactura=True, sucursal=0, actividadEconomica=692000)
    assert izi.ask("/cobros", sent).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"descripcion": None}, "descripcion es requerido"), ({"monto": None}, "monto es requerido"),
     ({"monto": "66.20"}, "monto debe ser number"), ({"monto": 0}, "monto debe ser mayor a 0"),
     ({"pasarela": "PAYPAL"}, LISTED), ({"pasarela": "SIP, Khipu"}, LISTED), ({"pasarela": ""}, LISTED),
     ({"pasarela": ["SIP"]}, LISTED), ({"pasarela": "khipu"}, LISTED),
     ({"correoElectronico": None}, "correoElectronico es requerido"),
     ({"notificarPagador": "no"}, "notificarPagador debe ser boolean"),
     ({"nitFactura": None}, "nitFactura es requerido"),
     ({"nitFactura": "77x"}, "nitFactura debe cumplir ^[0-9]*$"),
     ({"nitFactura": 7777777}, "nitFactura debe ser string"),
     ({"razonSocial": None}, "razonSocialFactura es requerido"),
     ({"prefactura": 1}, "prefactura debe ser boolean"), ({"order": 178}, "order debe ser string"),
     ({"notificacionUrl": 5}, "notificacionUrl debe ser string")],
)  # fmt: skip
def test_what_is_no_charge_is_refused_by_name(
    izi: Izi, sandbox: Sandbox, fields: dict[str, Any], words: str
) -> None:
    """By the document's types; nothing is stored."""
    assert refusal(izi.ask("/cobros", charge(**fields))) == (400, words)
    assert sandbox.state()["izi"]["cobros"] == []


def test_a_charge_of_another_branch_is_refused(izi: Izi) -> None:
    """The main issuer has one."""
    answer = izi.ask("/cobros", charge(sucursal=3))
    assert refusal(answer) == (406, "Sucursal de Facturación Inválida")
