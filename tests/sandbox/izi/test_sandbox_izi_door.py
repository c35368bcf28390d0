"""Who may come in: the header, in all the ways in which it can be wrong."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest
import requests
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.izi.door import CLIENT_WITHOUT_KEYS
from xl_addin.sandbox.server import Sandbox

INVALID = (401, "Token inválido")
HEXADECIMAL = b"secret0key0to0encrypt0under0aes0"


@pytest.mark.parametrize("key", [b"", HEXADECIMAL], ids=["random bytes", "32 characters"])
def test_a_sealed_body_comes_in(izi: Izi, key: bytes) -> None:
    """With the Node sample's key and with the PHP sample's."""
    body = json.dumps(izi.invoice()).encode()
    assert izi.send("/facturas", body, izi.header(body, key=key)).status_code == 200


def test_every_byte_of_the_body_counts(izi: Izi, sandbox: Sandbox) -> None:
    """The same JSON with a blank more, or one letter changed, is not what was sealed."""
    body = json.dumps(izi.invoice()).encode()
    header = izi.header(body)
    for other in (body + b" ", body.replace(b"Empresa", b"empresa"), body[:-1], b""):
        assert refusal(izi.send("/facturas", other, header)) == INVALID
    assert sandbox.state()["izi"]["facturas"] == []


def test_a_header_that_is_none_is_refused(izi: Izi) -> None:
    """Parts missing, the raw key of the document's wrong snippet, other encodings, other ciphers."""
    body = json.dumps(izi.invoice()).encode()
    key = b"k" * 32
    client, sealed_key, content = izi.header(body, key=key).split(":")
    wrong = [
        "", "Basic abc", client, f"{client}:{sealed_key}", f"{client}::{content}", f"{client}:{sealed_key}:",
        f"{client}:{sealed_key}:{content}:", f"{client}:{sealed_key}:{content[:32]}:{content[32:]}",
        f"{client}:{b64encode(key).decode()}:{content}", f"{client}:{sealed_key}:{content[32:]}",
        f"{client}:{sealed_key}:{content[:-4]}", f"{client}:{sealed_key}:{content[:32]}",
        f"{client}:{sealed_key[:-4]}:{content}", f"{client}:{content[:32]}{sealed_key}:{content}",
        izi.header(body, key=b"k" * 32).replace(sealed_key[:8], "AAAAAAAA", 1)[:-24],
    ]  # fmt: skip
    for header in wrong:
        assert refusal(izi.send("/facturas", body, header)) == INVALID, header
    assert izi.send("/facturas", body, f"{client}:{sealed_key}:{content}").status_code == 200


def test_a_key_of_another_size_is_refused(izi: Izi) -> None:
    """The prose's 16 bytes are wrong; the samples' 32 are right."""
    body = json.dumps(izi.invoice()).encode()
    for size in (16, 24):
        assert refusal(izi.send("/facturas", body, izi.header(body, key=b"k" * size))) == INVALID


@pytest.mark.parametrize("path", ["/facturas", "/cobros", "/nothing"])
def test_a_client_that_nobody_knows_is_refused(izi: Izi, path: str) -> None:
    """Before anything else is looked at, so is one that made no keys."""
    body = b"{}"
    unknown = izi.header(body, client_id="8abbe332-8b73-45bf-b6df-bkk3364420a6")
    assert refusal(izi.send(path, body, unknown)) == (401, "Cliente no Encontrado")
    keyless = izi.header(body, client_id=CLIENT_WITHOUT_KEYS)
    assert refusal(izi.send(path, body, keyless)) == (401, "No existen llaves para el cliente")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/facturas"), ("GET", "/encript-test"), ("PUT", "/cobros"), ("POST", "/")]
)
def test_what_is_not_served_is_not_found(izi: Izi, method: str, path: str) -> None:
    """Nothing can be queried: an invoice is never shown again."""
    assert refusal(izi.send(path, b"", izi.header(b""), method)) == (404, "No encontrado")
    assert refusal(izi.send(path, b"", "", method)) == INVALID


def items(count: int) -> list[dict[str, object]]:
    """Items with names as people write them."""
    name = "Servicio de contabilidad, hoja {}"
    return [
        {"articulo": name.format(number), "cantidad": 2, "precioUnitario": 150.5} for number in range(count)
    ]


def test_a_large_invoice_comes_in_whole(izi: Izi) -> None:
    """Sixty items are a header of some 7 KB."""
    body = json.dumps(izi.invoice(listaItems=items(60))).encode()
    header = izi.header(body)
    assert 6_500 < len(header) < 8_192
    assert izi.send("/facturas", body, header).json()["factura"]["montoTotal"] == 18060


def test_headers_beyond_16_kb_are_refused(izi: Izi, sandbox: Sandbox) -> None:
    """A hundred and fifty items do not fit, and nothing is issued; just below the limit they do."""
    body = json.dumps(izi.invoice(listaItems=items(150))).encode()
    header = izi.header(body)
    assert 16_384 < len(header) < 19_000
    assert refusal(izi.send("/facturas", body, header)) == (431, "Encabezados demasiado grandes")
    assert sandbox.state()["izi"]["facturas"] == []
    fitting = json.dumps(izi.invoice(listaItems=items(128))).encode()
    assert 15_500 < len(izi.header(fitting)) < 16_100
    assert izi.send("/facturas", fitting, izi.header(fitting)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [("unauthorized", 401, "Token inválido"), ("rate-limit", 429, "Demasiadas solicitudes"),
     ("error-500", 500, "Error interno de procesamiento")],
)  # fmt: skip
def test_a_fault_is_plain_text_too(izi: Izi, sandbox: Sandbox, kind: str, status: int, words: str) -> None:
    """And nothing is issued."""
    sandbox.add_fault(kind, 1.0, "POST /izi/v1/facturas")
    answer = izi.ask("/facturas", izi.invoice())
    assert refusal(answer) == (status, words)
    assert answer.headers.get("Retry-After") == ("1" if status == 429 else None)
    assert sandbox.state()["izi"]["facturas"] == []


def test_an_invoice_may_be_issued_though_nobody_is_told(izi: Izi, sandbox: Sandbox) -> None:
    """A dropped answer leaves an invoice and a used number behind."""
    sandbox.add_fault("drop-after-commit", 1.0, "POST /izi/v1/facturas")
    with pytest.raises(requests.exceptions.ConnectionError):
        izi.ask("/facturas", izi.invoice())
    sandbox.add_fault("drop-after-commit", 0, "POST /izi/v1/facturas")
    [lost] = sandbox.state()["izi"]["facturas"]
    assert izi.factura()["numero"] == lost["numero"] + 1
