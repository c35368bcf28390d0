"""Amounts to the last digit, both ways, and answers of any shape."""

from __future__ import annotations

import doctest
import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xl_addin.apis.channel import written
from xl_addin.apis.izi import numbers
from xl_addin.apis.izi.models import Charge, ChargeDraft, Invoice, InvoiceDraft, Item
from xl_addin.errors import NothingSent

amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)


def invoice(**more: Any) -> InvoiceDraft:
    """A short one."""
    item = Item(article="Café", quantity=Decimal("1.5"), unit_price=Decimal("66.20"))
    return InvoiceDraft(issuer="1", buyer_nit="2", buyer_name="Ana", items=(item,), **more)


def sent(draft: msgspec.Struct) -> str:
    """Its body."""
    return written(draft, "POST /facturas").decode()


def test_the_body_of_an_invoice() -> None:
    """What is not given is not sent, and the rest under the API's own names."""
    assert sent(invoice()) == (
        '{"emisor":"1","comprador":"2","razonSocial":"Ana",'
        '"listaItems":[{"articulo":"Café","cantidad":1.5,"precioUnitario":66.2}]}'
    )
    full = invoice(branch=0, activity=7, discount=Decimal("0.00"), purchase_type=1, extra={"12": "x"})
    assert sent(full).endswith(
        '"sucursal":0,"actividadEconomica":7,"descuentos":0,"tipoCompra":1,"camposExtra":{"12":"x"}}'
    )


def test_the_body_of_a_charge() -> None:
    """The name of the buyer goes out as the document's list has it."""
    draft = ChargeDraft(
        description="Una compra",
        amount=Decimal("66.20"),
        payer_email="algun@mail.com",
        notify_payer=False,
        invoice_nit="7777777",
        invoice_name="Juan Perez",
        proforma=False,
    )
    assert sent(draft) == (
        '{"descripcion":"Una compra","monto":66.2,"correoElectronico":"algun@mail.com",'
        '"notificarPagador":false,"nitFactura":"7777777","razonSocialFactura":"Juan Perez",'
        '"prefactura":false}'
    )


@given(amounts, amounts)
@example(Decimal("0.1"), Decimal("1E+15"))
@example(Decimal("-0.00"), Decimal("1E-20"))
@example(Decimal("123456789012345.123456789012345678901234567890"), Decimal("100"))
def test_no_digit_is_lost(quantity: Decimal, price: Decimal) -> None:
    """A price with many decimals is sent as it stands in the sheet, as a number and not as a text."""
    item = json.loads(
        sent(Item(article="x", quantity=quantity, unit_price=price)), parse_float=Decimal, parse_int=Decimal
    )
    assert (item["cantidad"], item["precioUnitario"]) == (quantity, price)
    assert type(item["cantidad"]) is Decimal


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_an_answered_total_is_exact(total: Decimal) -> None:
    """A total is read to the centavo, and never through a float."""
    read = msgspec.json.decode(f'{{"id": 1, "montoTotal": {total}, "descuentos": {total}}}', type=Invoice)
    assert (str(read.total), read.discount) == (str(total), total)


def test_an_invoice_needs_its_id_alone() -> None:
    """An invoice that was made is not in doubt because its PDF is not ready."""
    read = msgspec.json.decode('{"id": 7, "link": null, "nuevo": [1]}', type=Invoice)
    assert (read.id, read.link, read.total) == (7, None, None)


def test_half_a_character() -> None:
    """A text that cannot be written as UTF-8 stops before anything is encrypted."""
    with pytest.raises(NothingSent, match="POST /facturas"):
        written(InvoiceDraft(issuer="1", buyer_nit="2", buyer_name="\ud83d", items=()), "POST /facturas")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ('{"id": 5, "numero": 9, "link": "https://x"}', ("5", "9", "https://x")),
        ('{"id": "a-5"}', ("a-5", "", "")),
        ('{"factura": {"id": 5, "numero": 9}}', ("5", "9", "")),
        (
            '{"ok": true, "cobro": {"estado": 1}, "prefactura": {"id": 12345678901234567890}}',
            ("12345678901234567890", "", ""),
        ),
        ('{"id": 1, "factura": {"id": 2}}', ("1", "", "")),
        ('{"id": null, "factura": {"id": 2}}', ("2", "", "")),
        ('{"id": true, "link": 5.5, "factura": [{"id": 2}]}', ("", "", "")),
        ('{"a": {"b": {"id": 2}}}', ("", "", "")),
        ("{}", ("", "", "")),
    ],
)
def test_a_charge_of_any_shape(answering: Any, answer: str, found: tuple[str, str, str]) -> None:
    """No answer to a charge is documented: any object means that it was made, and its id is kept."""
    client, _ = answering(answer)
    charge = client.charges.create(CHARGE)
    assert charge == Charge(id=found[0], number=found[1], link=found[2])


CHARGE = ChargeDraft(
    description="x",
    amount=Decimal(1),
    payer_email="a@b.c",
    notify_payer=True,
    invoice_nit="1",
    invoice_name="Ana",
)


def test_the_examples_in_the_code_hold() -> None:
    """What the docstring shows of a number is what is sent."""
    assert doctest.testmod(numbers).failed == 0
