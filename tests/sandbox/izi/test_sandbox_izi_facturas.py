"""Invoices: what is answered, counted and kept."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.server import Sandbox

ANSWERED = [
    "id", "timestamp", "link", "pdfRollo", "numero", "comprador", "razonSocial", "listaItems", "autorizacion",
    "montoTotal", "descuentos", "sinCredito", "control", "tipoCompra", "terminosPago",
]  # fmt: skip


def numbers(sandbox: Sandbox) -> dict[str, int]:
    """Each issuer's last number."""
    return {one["nit"]: one["ultimoNumero"] for one in sandbox.state()["izi"]["contribuyentes"]}


def test_an_invoice_is_answered_as_the_document_shows(izi: Izi) -> None:
    """The sample's request gets the sample's answer, with a status of 200."""
    made = izi.factura()
    assert list(made) == ANSWERED
    expected = {
        "comprador": "4346405", "razonSocial": "Empresa Prueba", "montoTotal": 169, "descuentos": 0,
        "sinCredito": 0, "tipoCompra": 1, "terminosPago": None, "listaItems": [{
            "articulo": "Artículo de prueba", "cantidad": 13, "precioTotal": 169, "precioUnitario": 13}],
    }  # fmt: skip
    assert {name: made[name] for name in expected} == expected
    assert list(made["listaItems"][0]) == ["articulo", "cantidad", "precioTotal", "precioUnitario"]
    assert re.fullmatch(r"[0-9]{15}", made["autorizacion"])
    assert re.fullmatch(r"[0-9A-F]{2}(-[0-9A-F]{2}){3}", made["control"])


def test_the_time_is_in_utc_to_the_millisecond(izi: Izi) -> None:
    """As in the sample, with a Z; a client has to bring it to La Paz itself."""
    made = izi.factura()["timestamp"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", made)
    assert abs(datetime.now(UTC) - datetime.fromisoformat(made)) < timedelta(minutes=5)


def test_numbers_count_on_for_each_issuer(izi: Izi, sandbox: Sandbox) -> None:
    """From each one's last number, without a gap after a refusal."""
    before = numbers(sandbox)
    other = next(one["nit"] for one in sandbox.state()["izi"]["contribuyentes"] if not one["propio"])
    made = [izi.factura(emisor=nit) for nit in (izi.issuer, other, izi.issuer)]
    assert refusal(izi.ask("/facturas", izi.invoice(comprador="x")))[0] == 400
    made.append(izi.factura())
    first, second = before[izi.issuer], before[other]
    assert [one["numero"] for one in made] == [first + 1, second + 1, first + 2, first + 3]
    assert len({one["id"] for one in made}) == len({one["control"] for one in made}) == 4
    assert len({one["autorizacion"] for one in made}) == 2
    assert numbers(sandbox) == before | {izi.issuer: first + 3, other: second + 1}


def test_numbers_are_each_used_once_when_many_send_at_once(izi: Izi, sandbox: Sandbox) -> None:
    """In the order of arrival, whichever that is."""
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: izi.factura(), range(12)))
    kept = sandbox.state()["izi"]["facturas"]
    assert [one["numero"] for one in kept] == sorted(one["numero"] for one in made)
    assert len({one["numero"] for one in made}) == 12


def test_the_state_has_what_the_answer_had_and_who_issued_it(izi: Izi, sandbox: Sandbox) -> None:
    """At first there is no invoice and no charge."""
    assert (sandbox.state()["izi"]["facturas"], sandbox.state()["izi"]["cobros"]) == ([], [])
    made = izi.factura(camposExtra={"101": "P-77"}, tipoCompra=2)
    [kept] = sandbox.state()["izi"]["facturas"]
    assert {name: kept[name] for name in ANSWERED} == made
    assert (kept["emisor"], kept["sucursal"], kept["camposExtra"]) == (izi.issuer, 0, {"101": "P-77"})
    assert made["tipoCompra"] == 2


def test_a_buyer_may_have_letters_behind_digits(izi: Izi) -> None:
    """The document's pattern for a buyer has no end."""
    assert izi.factura(comprador="4346405-1A")["comprador"] == "4346405-1A"


QUANTITIES = st.decimals("0.001", 9999, places=3)
PRICES = st.decimals(0, 99999, places=5)
ITEM = {"articulo": "Artículo", "cantidad": 1, "precioUnitario": 10}


@pytest.mark.parametrize(
    ("fields", "total"),
    [({"listaItems": [{**ITEM, "cantidad": 0.1, "precioUnitario": 0.35}]}, 0.04),
     ({"listaItems": [{**ITEM, "cantidad": 3, "precioUnitario": 1.005}]}, 3.02),
     ({"listaItems": [{**ITEM, "precioUnitario": 0.005}] * 3}, 0.03),
     ({"listaItems": [{**ITEM, "precioUnitario": 0.1}, {**ITEM, "precioUnitario": 0.2}]}, 0.3),
     ({"listaItems": [ITEM, ITEM], "descuentos": 0.01}, 19.99),
     ({"listaItems": [ITEM], "descuentos": 10}, 0),
     ({"listaItems": [{**ITEM, "precioUnitario": 999999999999.99}]}, 999999999999.99)],
)  # fmt: skip
def test_totals_are_exact_to_the_cent(izi: Izi, fields: dict[str, Any], total: float) -> None:
    """Halves go up, item by item, and the discount is taken from the sum."""
    assert izi.factura(**fields)["montoTotal"] == total


@given(
    sold=st.lists(st.tuples(QUANTITIES, PRICES), min_size=1, max_size=8),
    share=st.fractions(0, 1, max_denominator=97),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_invoice_adds_up(izi: Izi, sold: list[tuple[Decimal, Decimal]], share: Fraction) -> None:
    """What is answered is the sum of what the items show, less the discount, whatever the decimals."""
    lines = [half_up(Fraction(quantity) * Fraction(price)) for quantity, price in sold]
    discount = Decimal(int(sum(lines) * share * 100)).scaleb(-2)
    invoice = izi.invoice(listaItems=["ITEMS"], descuentos="DISCOUNT")
    rows = [
        f'{{"articulo": "Harina", "cantidad": {quantity}, "precioUnitario": {price}}}'
        for quantity, price in sold
    ]
    body = json.dumps(invoice).replace('"ITEMS"', ", ".join(rows)).replace('"DISCOUNT"', str(discount))
    answer = izi.ask("/facturas", body.encode())
    assert answer.status_code == 200, answer.text
    made = json.loads(answer.content, parse_float=Decimal)["factura"]
    assert [Fraction(item["precioTotal"]) for item in made["listaItems"]] == lines
    assert Fraction(made["montoTotal"]) == sum(lines) - Fraction(discount)
    assert Fraction(made["descuentos"]) == Fraction(discount)


def half_up(exact: Fraction) -> Fraction:
    """A positive amount, rounded to cents."""
    return Fraction(floor(exact * 100 + Fraction(1, 2)), 100)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"emisor": None}, "emisor es requerido"), ({"emisor": 1020703023}, "emisor debe ser string"),
     ({"emisor": "10-20"}, "emisor debe cumplir ^[0-9]*$"),
     ({"emisor": "1\n"}, "emisor debe cumplir ^[0-9]*$"),
     ({"comprador": None}, "comprador es requerido"), ({"comprador": 4346405}, "comprador debe ser string"),
     ({"comprador": "A1"}, "comprador debe cumplir ^[0-9]+"),
     ({"comprador": ""}, "comprador debe cumplir ^[0-9]+"),
     ({"razonSocial": None}, "razonSocial es requerido"), ({"razonSocial": " "}, "razonSocial es requerido"),
     ({"sucursal": "0"}, "sucursal debe ser number"), ({"sucursal": 0.5}, "sucursal debe ser entero"),
     ({"actividadEconomica": True}, "actividadEconomica debe ser number"),
     ({"tipoCompra": "1"}, "tipoCompra debe ser number"), ({"descuentos": "0"}, "descuentos debe ser number"),
     ({"descuentos": -1}, "descuentos no puede ser negativo"),
     ({"descuentos": 169.01}, "descuentos supera el total"),
     ({"listaItems": None}, "listaItems es requerido"),
     ({"listaItems": []}, "listaItems debe ser un array con artículos"),
     ({"listaItems": {}}, "listaItems debe ser un array con artículos"),
     ({"listaItems": ["x"]}, "listaItems [0]: debe ser un objeto"),
     ({"listaItems": [ITEM, {}]},
      "listaItems [1]: articulo es requerido, cantidad es requerido, precioUnitario es requerido"),
     ({"listaItems": [{**ITEM, "cantidad": "1"}]}, "listaItems [0]: cantidad debe ser number"),
     ({"listaItems": [{**ITEM, "cantidad": 0}]}, "listaItems [0]: cantidad debe ser mayor a 0"),
     ({"listaItems": [{**ITEM, "precioUnitario": -1}]},
      "listaItems [0]: precioUnitario no puede ser negativo"),
     ({"listaItems": [{**ITEM, "cantidad": 10**12}]}, "listaItems [0]: cantidad está fuera de rango"),
     ({"listaItems": [{**ITEM, "cantidad": 1e-19}]}, "listaItems [0]: cantidad está fuera de rango"),
     ({"listaItems": [{**ITEM, "cantidad": 10**6, "precioUnitario": 10**6}]},
      "listaItems está fuera de rango"),
     ({"camposExtra": {"999": "x"}}, "camposExtra no configurados: 999"),
     ({"camposExtra": {"101": 5}}, "camposExtra debe ser un objeto de strings"),
     ({"camposExtra": []}, "camposExtra debe ser un objeto de strings"),
     ({"emisor": 1, "comprador": None}, "emisor debe ser string; comprador es requerido")],
)  # fmt: skip
def test_what_is_no_invoice_is_refused_by_name(
    izi: Izi, sandbox: Sandbox, fields: dict[str, Any], words: str
) -> None:
    """By types and patterns; the status is assumed. Nothing is stored and no number is used."""
    assert refusal(izi.ask("/facturas", izi.invoice(**fields))) == (400, words)
    assert sandbox.state()["izi"]["facturas"] == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b'{"emisor": "1",}', b'{"descuentos": NaN}', b'{"a": "\\ud800"}',
     b'{"a": "\xff"}',
     b'\xef\xbb\xbf{}', b'{"a": 1e99999999999999999999}', b"[" * 3000],
)  # fmt: skip
def test_what_is_no_json_object_is_refused(izi: Izi, body: bytes) -> None:
    """However well it was sealed."""
    assert refusal(izi.ask("/facturas", body)) == (400, "JSON inválido")
