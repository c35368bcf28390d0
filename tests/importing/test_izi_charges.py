"""Charges: who is asked for what, how it can be paid, and whom iZi writes to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from izi_office import CHARGES, OWN, charged
from office import Office, cells, retype, statuses

CHARGE: dict[str, Any] = {
    "description": "Cuota de noviembre",
    "amount": Decimal("66.20"),
    "payer_email": "ana@example.com",
    "invoice_nit": "0043464",
    "invoice_name": "Ana Ñuñez",
}


def notes(office: Office) -> str:
    """What the last preview said beside its figures."""
    return "\n".join(office.person.previews[-1].notes)


def test_a_charge_arrives_as_it_was_typed(office: Office) -> None:
    """Amount, texts and the NIT's zeros arrive; the id stands beside the row afterwards."""
    path = office.workbook([CHARGE], template=CHARGES)
    outcome = office.run(path)
    assert statuses(outcome) == ["sent"]
    [charge] = charged(office)
    assert charge["monto"] == 66.2
    assert charge["descripcion"] == "Cuota de noviembre"
    assert charge["correoElectronico"] == "ana@example.com"
    assert (charge["nitFactura"], charge["razonSocialFactura"]) == ("0043464", "Ana Ñuñez")
    assert charge["emisor"] == OWN
    [row] = cells(path)
    assert (row["Status"], row["Id"], row["Number"]) == ("sent", str(charge["id"]), None)
    assert row["Sent at"] is not None
    assert outcome.as_json()["workbooks"][0]["rows"][0]["remote_id"] == str(charge["id"])


def test_gateways_are_joined_as_izi_wants_them(office: Office) -> None:
    """One gateway or several, in people's words, become iZi's with a comma and no blank between them."""
    gateways = {
        "CYBERSOURCE, SIP": "CYBERSOURCE,SIP",
        "QR; tarjeta": "SIP,CYBERSOURCE",
        "sip": "SIP",
        "Khipu": "Khipu",
        None: "CYBERSOURCE",
    }
    rows = [{**CHARGE, "description": str(cell), "gateway": cell} for cell in gateways]
    path = office.workbook(rows, template=CHARGES)
    assert set(statuses(office.run(path))) == {"sent"}
    arrived = {charge["descripcion"]: charge["pasarela"] for charge in charged(office)}
    assert arrived == {str(cell): sent for cell, sent in gateways.items()}
    assert "1 row with a blank Gateway is charged by card (CYBERSOURCE)." in notes(office)
    assert {name for name, _ in office.person.previews[0].sums} == set(gateways.values())


def test_an_unknown_gateway_lists_those_there_are(office: Office) -> None:
    """A gateway that iZi does not have is refused in the sheet."""
    outcome = office.run(office.workbook([{**CHARGE, "gateway": "SIP, Bizum"}], template=CHARGES))
    assert statuses(outcome) == ["invalid"]
    assert "CYBERSOURCE, SIP, Khipu" in outcome.books[0].all_problems[0].text


def test_the_payer_is_written_to_unless_the_row_says_no(office: Office) -> None:
    """Blank means yes; before anything is sent the preview names whom iZi is going to write to."""
    rows = [
        CHARGE,
        {**CHARGE, "payer_email": "eva@example.com", "notify_payer": True},
        {**CHARGE, "payer_email": "ivo@example.com", "notify_payer": False},
    ]
    path = office.workbook(rows, template=CHARGES)
    assert statuses(office.run(path)) == ["sent"] * 3
    told = {charge["correoElectronico"]: charge["notificarPagador"] for charge in charged(office)}
    assert told == {"ana@example.com": True, "eva@example.com": True, "ivo@example.com": False}
    assert "iZi writes to 2 payers" in notes(office)
    assert "ana@example.com, eva@example.com" in notes(office)
    assert "ivo@example.com" not in notes(office)


def test_nobody_is_said_to_be_written_to_when_nobody_is(office: Office) -> None:
    """Without e-mails the preview does not speak of them."""
    office.run(office.workbook([{**CHARGE, "notify_payer": False}], template=CHARGES))
    assert "writes" not in notes(office)


def test_proforma_order_and_notification(office: Office) -> None:
    """A pro forma charge is pointed out; order number and notification address arrive to the letter."""
    address = "https://misitio.example/pago?tienda=1"
    row = {**CHARGE, "proforma": True, "order": "00178", "notification_url": address, "branch": 0}
    assert statuses(office.run(office.workbook([row], template=CHARGES))) == ["sent"]
    [charge] = charged(office)
    assert charge["prefactura"] is True
    assert charge["order"] == "00178"
    assert charge["notificacionUrl"] == address
    assert charge["sucursal"] == 0
    assert "pro forma invoice only" in notes(office)


def test_a_charge_that_izi_refuses_says_why(office: Office) -> None:
    """A branch that the account does not have is refused with advice, and the next charge is sent."""
    rows = [{**CHARGE, "branch": 77}, {**CHARGE, "description": "Otra"}]
    path = office.workbook(rows, template=CHARGES)
    assert statuses(office.run(path, workers=1)) == ["rejected", "sent"]
    message = cells(path)[0]["Message"]
    assert "Sucursal de Facturación Inválida" in message
    assert "API tab" in message


def test_a_sent_charge_is_not_sent_again(office: Office) -> None:
    """A second import sends nothing; a changed amount is told."""
    path = office.workbook([CHARGE], template=CHARGES)
    office.run(path)
    assert statuses(office.run(path)) == ["already_sent"]
    retype(path, 2, "Amount", 70)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "Amount was 66.20 and is 70.00" in outcome.books[0].all_problems[0].text
    assert office.posts() == 1
