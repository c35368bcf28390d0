"""A server that misbehaves as told, and clients that trust it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme
from raw_server import Behaviour, RawServer

from xl_addin.apis.organizze import auth
from xl_addin.http.session import Http
from xl_addin.values.secret import Secret

TOKEN = "t0ken/with+signs&more"


@pytest.fixture
def serve(authority: trustme.CA, closing: ExitStack) -> Callable[..., RawServer]:
    """Starts a server that treats every connection as told."""

    def start(behave: Behaviour, certificate: trustme.LeafCert | None = None) -> RawServer:
        server = RawServer(behave, certificate or authority.issue_cert("127.0.0.1", "localhost"))
        closing.callback(server.stop)
        return server

    return start


@pytest.fixture
def client(bundle: Path, closing: ExitStack) -> Callable[..., Http]:
    """Makes a client of a server; options are those of `Http`."""

    def make(server: RawServer, **options: Any) -> Http:
        options.setdefault("ca_bundle", bundle)
        options.setdefault("deadline", 10.0)
        shown = {"Authorization": auth.header("ana@example.com", Secret(TOKEN))}
        http = Http(f"https://127.0.0.1:{server.port}/rest/v2", shown, [Secret(TOKEN)], **options)
        return closing.enter_context(http)

    return make
