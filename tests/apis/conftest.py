"""A service that answers whatever a test wants answered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

sys.path.insert(0, str(Path(__file__).parent.parent / "http"))  # the raw server lives with the tests of http

from raw_server import Peer, RawServer

from xl_addin.apis.organizze.client import Organizze, connect
from xl_addin.values.secret import Secret

Answering = Callable[..., tuple[Organizze, RawServer]]


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[Answering]:
    """Makes a service that gives one answer to everything, and a client of it."""
    authority = trustme.CA()
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    with ExitStack() as stack:

        def make(body: str, status: str = "200 OK") -> tuple[Organizze, RawServer]:
            def behave(peer: Peer) -> None:
                peer.shake()
                while peer.read_request():
                    peer.answer(status, body.encode())

            server = RawServer(behave, authority.issue_cert("127.0.0.1"))
            stack.callback(server.stop)
            base_url = f"https://127.0.0.1:{server.port}/rest/v2"
            client = connect(
                base_url, "ana@example.com", Secret("t0ken"), "Ana (ana@example.com)", ca_bundle=bundle
            )
            return stack.enter_context(client), server

        yield make


@pytest.fixture
def client(sandbox: Any) -> Iterator[Organizze]:
    """The sandbox's company."""
    given = sandbox.ready["organizze"]
    bundle = Path(sandbox.ready["ca_bundle"])
    token = Secret(given["token"])
    with connect(given["base_url"], given["email"], token, "Ana (ana@example.com)", ca_bundle=bundle) as made:
        yield made
