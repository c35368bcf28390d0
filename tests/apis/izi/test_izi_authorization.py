"""The header: what stands in it, who can open it, how long it is."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import example, given
from hypothesis import strategies as st
from izi_document import node_function
from izi_keys import PRIVATE, opened, public_pem

from xl_addin.apis.channel import written
from xl_addin.apis.izi.authorization import Authorization, body_limit, header, header_length
from xl_addin.apis.izi.models import InvoiceDraft, Item

CLIENT = "8abbe332-8b73-45bf-b6df-bkk3364420a6"
PUBLIC = PRIVATE.public_key()
HARD = 'Ñandú "á" \\ / \x00\x1f\b\f\n\r\t\x7f \u2028 😀 \U0010ffff ﷽ ŵ'

texts = st.text(st.characters(exclude_categories=["Cs"]))


def draft(name: str) -> InvoiceDraft:
    """An invoice whose texts are all this one."""
    item = Item(article=name, quantity=Decimal("2.50"), unit_price=Decimal("1E+2"))
    return InvoiceDraft(issuer="1", buyer_nit="2", buyer_name=name, items=(item,), extra={name: name})


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 31, 32, 5_000])
def test_a_decoder_made_from_the_document_accepts_it(
    decode: Any, private_key: rsa.RSAPrivateKey, length: int
) -> None:
    """What we sign, iZi can open: a decoder in Node finds the very body, with short keys and long ones."""
    bodies = [HARD.encode() + b"x" * length, b"x" * length]
    pairs = [(header(CLIENT, private_key.public_key(), body), body) for body in bodies]
    assert decode(private_key, pairs) == ["ok", "ok"]


def test_the_decoder_refuses_what_is_wrong(decode: Any, private_key: rsa.RSAPrivateKey) -> None:
    """The decoder's word counts: another body, another key and a changed letter are not accepted."""
    body = HARD.encode()
    good = header(CLIENT, private_key.public_key(), body)
    foreign = header(CLIENT, rsa.generate_private_key(65537, private_key.key_size).public_key(), body)
    sealed, iv = good.split(":")[1], good.split(":")[2][:32]
    flipped = good.replace(iv, "".join("0" if digit != "0" else "1" for digit in iv))
    verdicts = decode(
        private_key,
        [(good, body + b" "), (foreign, body), (flipped, body), (f"{CLIENT}:{sealed}", body), (good, body)],
    )
    assert [verdict == "ok" for verdict in verdicts] == [False, False, False, False, True]


def test_the_decoder_accepts_the_documents_own_header(
    node: Path, decode: Any, private_key: rsa.RSAPrivateKey
) -> None:
    """The decoder is the document's: it opens what the document's own Node sample makes."""
    data = {"emisor": "7777777", "razonSocial": HARD, "listaItems": []}
    program = (
        "const crypto = require('crypto'), constants = require('constants');"
        + node_function()
        + f"const data = {json.dumps(data)}, key = {json.dumps(public_pem(private_key.public_key()))};"
        + f"const header = getAuthorizationHeader(data, '{CLIENT}', key);"
        + "console.log(JSON.stringify([header, JSON.stringify(data)]))"
    )
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    made, body = json.loads(done.stdout)
    assert decode(private_key, [(made, body.encode())]) == ["ok"]
    assert len(made) == header_length(CLIENT, private_key.public_key(), len(body.encode()))


def test_our_bodies_are_those_of_the_documents_samples(node: Path) -> None:
    """A server that reads our body and writes it again, to compare, finds the same bytes."""
    body = written(draft(HARD), "POST /facturas").decode()
    program = f"process.stdout.write(JSON.stringify(JSON.parse({json.dumps(body)})))"
    done = subprocess.run([node, "-e", program], capture_output=True, check=True)
    assert done.stdout.decode() == body


@given(texts)
@example(HARD)
def test_every_letter_survives(text: str) -> None:
    """Accents, emoji, quotes and control characters arrive as they stand in the sheet, byte for byte."""
    body = written(draft(text), "POST /facturas")
    found = opened(PRIVATE, header(CLIENT, PUBLIC, body))
    assert found == body
    assert msgspec.json.decode(found, type=InvoiceDraft) == draft(text)
    assert json.loads(found)["razonSocial"] == text


@given(st.binary(max_size=200))
def test_key_and_iv_are_never_used_twice(body: bytes) -> None:
    """Two requests with one body have nothing in common but the ClientId."""
    one, two = (header(CLIENT, PUBLIC, body).split(":") for _ in range(2))
    assert one[0] == two[0] == CLIENT
    assert one[1] != two[1]
    assert one[2][:32] != two[2][:32]
    assert one[2][32:] != two[2][32:]


@given(st.binary(max_size=3_000), st.sampled_from(["a", CLIENT, "x" * 99]))
def test_the_length_is_known_before(body: bytes, client_id: str) -> None:
    """The check before sending measures what will really be sent."""
    assert header_length(client_id, PUBLIC, len(body)) == len(header(client_id, PUBLIC, body))


@given(st.integers(300, 20_000), st.sampled_from(["a", CLIENT, "x" * 99]))
def test_the_longest_body_is_known(limit: int, client_id: str) -> None:
    """A body of the longest length fits the limit, and one byte more does not."""
    longest = body_limit(client_id, PUBLIC, limit)
    assert longest < 0 or header_length(client_id, PUBLIC, longest) <= limit
    assert header_length(client_id, PUBLIC, max(longest + 1, 0)) > limit


@given(st.binary(max_size=100))
def test_a_request_carries_its_own_body(body: bytes) -> None:
    """What is in the header is what is sent, whatever it is."""
    headers = Authorization(CLIENT, PUBLIC)("/facturas", body)
    assert opened(PRIVATE, headers["Authorization"]) == body


def test_the_open_endpoint_gets_no_header() -> None:
    """The one endpoint that takes no Authorization gets none."""
    assert "Authorization" not in Authorization(CLIENT, PUBLIC)("/encript-test", b"{}")


def test_the_parts_of_a_header() -> None:
    """ClientId, sealed key, IV as hex and body as base64: each where the document has it."""
    client_id, sealed, content = header(CLIENT, PUBLIC, b"{}").split(":")
    assert client_id == CLIENT
    assert len(b64decode(sealed, validate=True)) == 128
    assert len(bytes.fromhex(content[:32])) == len(b64decode(content[32:], validate=True)) == 16
