"""The call that shows what a header should have been."""

from __future__ import annotations

import json
from typing import Any

import pytest
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.izi.door import CLIENT_WITHOUT_KEYS
from xl_addin.sandbox.server import Sandbox

KEY, IV = "secret0key0to0encrypt0under0aes0", "0123456789abcdef"


def ask(izi: Izi, **fields: Any) -> Any:
    """The call without a header; fields that are None are left out."""
    sent = {"data": izi.invoice(), "clientId": izi.client_id, "key": KEY, "iv": IV, **fields}
    body = json.dumps({name: value for name, value in sent.items() if value is not None})
    return izi.send("/encript-test", body.encode(), "")


def test_the_header_is_the_one_a_client_makes(izi: Izi) -> None:
    """But for the sealed key, which is another one each time."""
    data = izi.invoice(descuentos=0.5)
    answer = ask(izi, data=data)
    assert (answer.status_code, list(answer.json())) == (200, ["header"])
    client_id, _, content = answer.json()["header"].split(":")
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    own = izi.header(body, key=KEY.encode(), iv=IV.encode())
    assert (client_id, content) == (izi.client_id, own.split(":")[2])


def test_the_header_opens_the_door(izi: Izi, sandbox: Sandbox) -> None:
    """For the body that was shown to it; the call itself issues nothing."""
    data = izi.invoice()
    header = ask(izi, data=data).json()["header"]
    assert sandbox.state()["izi"]["facturas"] == []
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    assert izi.send("/facturas", body, header).status_code == 200


@pytest.mark.parametrize(
    ("client_id", "words"),
    [("nobody", "Cliente no Encontrado"), (CLIENT_WITHOUT_KEYS, "No existen llaves para el cliente")],
)
def test_a_client_needs_keys_here_too(izi: Izi, client_id: str, words: str) -> None:
    """The documented two reasons."""
    assert refusal(ask(izi, clientId=client_id)) == (401, words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"data": "x"}, "data debe ser object"), ({"data": None}, "data es requerido"),
     ({"clientId": None}, "clientId es requerido"),
     ({"key": KEY[:16]}, "key debe ser un string de 32 caracteres"),
     ({"key": "é" * 32}, "key debe ser un string de 32 caracteres"),
     ({"iv": IV[:8]}, "iv debe ser un string de 16 caracteres"), ({"iv": None}, "iv es requerido")],
)  # fmt: skip
def test_what_cannot_be_sealed_is_refused(izi: Izi, fields: dict[str, Any], words: str) -> None:
    """Sizes as this endpoint has them, not as the prose does."""
    assert refusal(ask(izi, **fields)) == (400, words)
