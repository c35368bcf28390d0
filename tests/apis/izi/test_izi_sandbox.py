"""The client against the sandbox, over HTTPS."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.apis.izi.client import Izi, connect
from xl_addin.apis.izi.encryption import Comparison
from xl_addin.apis.izi.models import ChargeDraft, InvoiceDraft, Item
from xl_addin.errors import FateUnknown, IssuerRefused, NothingSent, Refused, Unauthorized
from xl_addin.sandbox.server import Sandbox
from xl_addin.values.secret import Secret

POST = "POST /izi/v1/facturas"
OFFICE = "1020703023"
SEVERAL_BRANCHES = "1020703031"
SEVERAL_ACTIVITIES = "1020703049"
WITHOUT_AUTHORIZATION = {"issuer": "1020703057", "branch": 1, "activity": 620100}


def draft(**more: Any) -> InvoiceDraft:
    """An invoice of the office."""
    fields: dict[str, Any] = {
        "issuer": OFFICE,
        "buyer_nit": "4346405",
        "buyer_name": "Empresa Ñandú “S.R.L.”",
        "items": (
            Item(article='Café "Yungas" 1/2 kg 😀', quantity=Decimal("2.5"), unit_price=Decimal("66.20")),
            Item(article="Envío", quantity=Decimal(1), unit_price=Decimal("10.00")),
        ),
    }
    return InvoiceDraft(**{**fields, **more})


def charge(**more: Any) -> ChargeDraft:
    """A charge."""
    fields: dict[str, Any] = {
        "description": "Una compra electrónica",
        "amount": Decimal("66.20"),
        "payer_email": "algun@mail.com",
        "notify_payer": False,
        "invoice_nit": "7777777",
        "invoice_name": "Juan Pérez",
    }
    return ChargeDraft(**{**fields, **more})


def stored(sandbox: Sandbox, what: str) -> list[Any]:
    """What the service has."""
    records: list[Any] = sandbox.state()["izi"][what]
    return records


def test_an_invoice_is_made(izi: Izi, sandbox: Sandbox) -> None:
    """An invoice comes back with its number, link, authorization and a total that is exact."""
    made = izi.invoices.create(draft(discount=Decimal("5.50"), extra={"101": "OC-7"}, purchase_type=1))
    (kept,) = stored(sandbox, "facturas")
    assert (made.id, made.number, made.control_code) == (kept["id"], kept["numero"], kept["control"])
    assert (made.total, made.discount) == (Decimal("170"), Decimal("5.5"))
    assert made.link is not None
    assert made.link.startswith("https://")
    assert kept["listaItems"][0]["articulo"] == 'Café "Yungas" 1/2 kg 😀'
    assert kept["razonSocial"] == "Empresa Ñandú “S.R.L.”"
    assert kept["camposExtra"] == {"101": "OC-7"}


def test_invoices_are_numbered_as_they_arrive(izi: Izi) -> None:
    """Two invoices of one issuer have two numbers, one after the other."""
    one, two = (izi.invoices.create(draft()).number for _ in range(2))
    assert one is not None
    assert two == one + 1


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_arrives(izi: Izi, sandbox: Sandbox, text: str) -> None:
    """The service stores the text of the sheet, whatever its letters are."""
    made = izi.invoices.create(draft(buyer_name=text))
    assert made.buyer_name == text
    assert stored(sandbox, "facturas")[-1]["razonSocial"] == text


def test_a_charge_is_made(izi: Izi, sandbox: Sandbox) -> None:
    """A charge comes back with its id; what was given arrives, and what was not is the service's choice."""
    made = izi.charges.create(charge(gateway="CYBERSOURCE,SIP", order="178", proforma=True))
    (kept,) = stored(sandbox, "cobros")
    assert made.id == str(kept["id"])
    assert (kept["monto"], kept["pasarela"], kept["order"]) == (66.2, "CYBERSOURCE,SIP", "178")
    assert (kept["razonSocialFactura"], kept["prefactura"]) == ("Juan Pérez", True)


def test_the_encryption_is_ours_and_theirs(izi: Izi, sandbox: Sandbox) -> None:
    """The test server encrypts an invoice just as we do, and makes none of it."""
    assert izi.encryption.check() == Comparison(client_id=True, iv=True, body=True)
    assert izi.encryption.check(draft(extra={"101": "ñ"})).equal
    assert stored(sandbox, "facturas") == []


@pytest.mark.parametrize(
    ("more", "kind", "said"),
    [
        ({"issuer": "999"}, IssuerRefused, "Contribuyente autorizado no encontrado"),
        ({"issuer": SEVERAL_BRANCHES}, Refused, "Sucursal de Facturación Inválida"),
        ({"branch": 77}, Refused, "Sucursal de Facturación Inválida"),
        ({"issuer": SEVERAL_ACTIVITIES}, Refused, "Actividad Económica de Facturación Inválida"),
        (WITHOUT_AUTHORIZATION, IssuerRefused, "No existe una autorización de facturación válida"),
        ({"extra": {"7": "x"}}, Refused, "camposExtra"),
        ({"items": ()}, Refused, "listaItems"),
    ],
)
def test_refusals(izi: Izi, sandbox: Sandbox, more: dict[str, Any], kind: type[Refused], said: str) -> None:
    """What iZi refuses is refused in its own words, and nothing is made."""
    with pytest.raises(Refused) as caught:
        izi.invoices.create(draft(**more))
    assert type(caught.value) is kind
    assert said in caught.value.message
    assert stored(sandbox, "facturas") == []


def test_issuers_that_cannot_issue(izi: Izi, sandbox: Sandbox) -> None:
    """A disabled issuer and one whose authorization has run out are refused, each with its own advice."""
    taxpayers = stored(sandbox, "contribuyentes")
    disabled = next(one["nit"] for one in taxpayers if one["estado"] == "desactivado")
    first = {one["nit"]: one["dosificaciones"][0]["fechaLimite"] for one in taxpayers}
    expired = min(first, key=lambda nit: first[nit])
    for nit, advice in [(disabled, "Estado"), (expired, "dosificación")]:
        with pytest.raises(IssuerRefused) as caught:
            izi.invoices.create(draft(issuer=nit))
        assert advice in caught.value.hint


def connected(sandbox: Sandbox, client_id: str, key: str) -> Izi:
    """A client with credentials of one's own."""
    given = sandbox.ready["izi"]
    return connect(given["base_url"], client_id, Secret(key), ca_bundle=Path(sandbox.ready["ca_bundle"]))


def test_credentials_that_are_wrong(sandbox: Sandbox, pem: str) -> None:
    """An unknown ClientId and a key of another account stop everything, each with its own advice."""
    given = sandbox.ready["izi"]
    own = Path(given["public_key_file"]).read_text("utf-8")
    for client_id, key, said in [
        ("8abbe332", own, "Cliente no Encontrado"),
        (given["client_id"], pem, "Token inválido"),
    ]:
        with connected(sandbox, client_id, key) as client, pytest.raises(Unauthorized, match=said) as caught:
            client.invoices.create(draft())
        assert "Integración a Sistemas" in caught.value.hint
    assert stored(sandbox, "facturas") == []


def test_a_key_on_one_line(sandbox: Sandbox) -> None:
    """The key as the PHP sample writes it opens the same door."""
    given = sandbox.ready["izi"]
    line = " ".join(Path(given["public_key_file"]).read_text("utf-8").split("\n")).strip()
    with connected(sandbox, given["client_id"], line) as client:
        assert client.invoices.create(draft()).id


def test_an_invoice_that_is_too_long(izi: Izi, sandbox: Sandbox) -> None:
    """A header beyond what the server takes is known before; sent all the same, it is refused."""
    items = tuple(
        Item(article=f"Artículo {place}", quantity=Decimal(1), unit_price=Decimal("10.5"))
        for place in range(250)
    )
    assert izi.header_length(draft(items=items)) > 16_384
    with pytest.raises(Refused, match="header_limit"):
        izi.invoices.create(draft(items=items))
    assert stored(sandbox, "facturas") == []


@pytest.mark.parametrize(
    ("fault", "acted"),
    [("drop-before-commit", 0), ("drop-after-commit", 1), ("truncate", 1), ("error-500", 0)],
)
def test_a_lost_answer_is_in_doubt(izi: Izi, sandbox: Sandbox, fault: str, acted: int) -> None:
    """However the answer is lost, the invoice is in doubt and is sent once: nobody can ask for it."""
    sandbox.add_fault(fault, 1.0, POST)
    with pytest.raises(FateUnknown):
        izi.invoices.create(draft())
    state = sandbox.state()
    assert len(state["izi"]["facturas"]) == acted
    assert len([call for call in state["calls"] if call["path"] == "/izi/v1/facturas"]) == 1


def test_half_a_character_is_not_sent(izi: Izi, sandbox: Sandbox) -> None:
    """A text that is no text stops before anything leaves."""
    with pytest.raises(NothingSent):
        izi.invoices.create(draft(buyer_name="\ud83d"))
    assert sandbox.state()["calls"] == []
