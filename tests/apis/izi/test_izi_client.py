"""Making a client, and what it puts on the wire."""

from __future__ import annotations

import json
from typing import Any

import pytest
from izi_keys import PRIVATE, opened

from xl_addin.apis.izi import servers
from xl_addin.apis.izi.authorization import content, header_length
from xl_addin.apis.izi.client import connect
from xl_addin.apis.izi.encryption import SAMPLE, Comparison
from xl_addin.errors import SettingsError, Unauthorized
from xl_addin.values.secret import Secret

MADE = '{"factura": {"id": 9999, "numero": 99}}'


def split(request: bytes) -> tuple[dict[str, str], bytes]:
    """A request's headers, names in small letters, and its body."""
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line.partition(": ") for line in head.decode().split("\r\n")[1:]]
    return {name.lower(): value for name, _, value in lines}, body


@pytest.mark.parametrize("client_id", ["", "  ", "8abb:e332", "8abbe332\r\nX-Evil: 1", "8abbe 332", "añ"])
def test_a_client_id_that_no_header_holds(pem: str, client_id: str) -> None:
    """A ClientId that would break the header is told before anything is asked, with where to find it."""
    with pytest.raises(SettingsError, match=r"ClientId.*Integración a Sistemas"):
        connect(servers.TEST, client_id, Secret(pem))


def test_credentials_hide_themselves(pem: str) -> None:
    """The key does not show in a repr, whatever is printed while looking for a fault."""
    with connect(servers.TEST, " 8abbe332 ", Secret(pem)) as client:
        shown = repr(client) + repr(vars(client)) + repr(vars(vars(client)["_authorization"]))
    assert not any(line in shown for line in pem.splitlines()[1:-1])


def test_a_created_invoice_carries_its_body(answering: Any) -> None:
    """What is sent is what is encrypted, under a header of the length that was announced."""
    client, server = answering(MADE)
    assert client.invoices.create(SAMPLE).number == 99
    headers, body = split(server.requests[0])
    assert opened(PRIVATE, headers["authorization"]) == body
    assert headers["authorization"].startswith("8abbe332-8b73:")
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert client.header_length(SAMPLE) == len(headers["authorization"])
    assert client.header_length(SAMPLE) == header_length("8abbe332-8b73", PRIVATE.public_key(), len(body))


def test_each_request_has_a_header_of_its_own(answering: Any) -> None:
    """Two equal invoices are encrypted with two keys."""
    client, server = answering(MADE)
    for _ in range(2):
        client.invoices.create(SAMPLE)
    one, two = (split(request)[0]["authorization"] for request in server.requests)
    assert one.split(":")[1] != two.split(":")[1]


def test_an_answer_does_not_show_the_key(answering: Any, pem: str) -> None:
    """A service that repeats what it was sent gives nothing away."""
    client, _ = answering(f"Token inválido: {pem}", "401 Unauthorized")
    with pytest.raises(Unauthorized) as caught:
        client.invoices.create(SAMPLE)
    assert pem.splitlines()[1] not in str(caught.value) + caught.value.answer


def test_the_encryption_is_compared(answering: Any) -> None:
    """A header that iZi makes of something else, or with another ClientId, is told apart from ours."""
    foreign = f"8abbe332-8b73:c2VhbGVk:{content(b'{}', bytes(32), bytes(16))}"
    client, server = answering(json.dumps({"header": foreign}))
    assert client.encryption.check() == Comparison(client_id=True, iv=False, body=False)
    headers, body = split(server.requests[0])
    trial = json.loads(body)
    assert "authorization" not in headers
    assert (trial["clientId"], len(trial["key"]), len(trial["iv"])) == ("8abbe332-8b73", 32, 16)
    assert trial["data"]["listaItems"][0] == {
        "articulo": "Artículo de prueba",
        "cantidad": 13,
        "precioUnitario": 13,
    }


@pytest.mark.parametrize("header", ["", ":", "a:b", "8abbe332-8b73:x:", "\u0000"])
def test_a_header_that_is_none(answering: Any, header: str) -> None:
    """Whatever the test server makes, comparing it says what differs."""
    client, _ = answering(json.dumps({"header": header}))
    assert client.encryption.check().equal is False
