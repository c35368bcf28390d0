"""Keys, a decoder written from the document, and a service that answers whatever a test wants."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import rsa
from izi_keys import PRIVATE, private_pem, public_pem
from raw_server import Peer, RawServer

from xl_addin.apis.izi.client import Izi, connect
from xl_addin.values.secret import Secret

Answering = Callable[..., tuple[Izi, RawServer]]
Decode = Callable[[rsa.RSAPrivateKey, list[tuple[str, bytes]]], list[str]]

DECODER = Path(__file__).parent.parent.parent / "samples" / "izi_decode.js"


@pytest.fixture(scope="session", params=[1024, 2048], ids="RSA-{}".format)
def private_key(request: pytest.FixtureRequest) -> rsa.RSAPrivateKey:
    """The key that iZi keeps; accounts may have short ones."""
    return rsa.generate_private_key(65537, request.param)


@pytest.fixture(scope="session")
def pem() -> str:
    """A public key as iZi hands it out."""
    return public_pem(PRIVATE.public_key())


@pytest.fixture
def decode(node: Path) -> Decode:
    """What the decoder in Node says about headers and the bodies they came with."""

    def ask(key: rsa.RSAPrivateKey, pairs: list[tuple[str, bytes]]) -> list[str]:
        pem = private_pem(key)
        questions = [
            {"private_key": pem, "header": header, "body": b64encode(body).decode()} for header, body in pairs
        ]
        done = subprocess.run(
            [node, DECODER], input=json.dumps(questions), capture_output=True, text=True, check=True
        )
        verdicts: list[str] = json.loads(done.stdout)
        return verdicts

    return ask


@pytest.fixture
def answering(tmp_path: Path, pem: str) -> Iterator[Answering]:
    """Makes a service that gives one answer to everything, and a client of it."""
    authority = trustme.CA()
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    with ExitStack() as stack:

        def make(body: str | bytes, status: str = "200 OK") -> tuple[Izi, RawServer]:
            said = body.encode() if isinstance(body, str) else body

            def behave(peer: Peer) -> None:
                peer.shake()
                while peer.read_request():
                    peer.answer(status, said)

            server = RawServer(behave, authority.issue_cert("127.0.0.1"))
            stack.callback(server.stop)
            base_url = f"https://127.0.0.1:{server.port}/izi/v1"
            client = connect(base_url, "8abbe332-8b73", Secret(pem), ca_bundle=bundle)
            return stack.enter_context(client), server

        yield make


@pytest.fixture
def izi(sandbox: Any) -> Iterator[Izi]:
    """The sandbox's account."""
    given = sandbox.ready["izi"]
    key = Secret(Path(given["public_key_file"]).read_text("utf-8"))
    bundle = Path(sandbox.ready["ca_bundle"])
    with connect(given["base_url"], given["client_id"], key, ca_bundle=bundle) as made:
        yield made
