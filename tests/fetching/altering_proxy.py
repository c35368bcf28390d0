"""An HTTPS proxy before the sandbox that may answer something else than the sandbox does."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import trustme

Alter = Callable[[str, bytes], bytes | int]
"""From a path and the sandbox's answer to what is answered: other bytes, or a status."""


class Proxy:
    """A proxy that is serving.

    Attributes:
        alter: Decides over each successful answer to a GET; by itself it changes nothing.
    """

    def __init__(self, port: int, bundle: Path, ready: Mapping[str, Any]) -> None:
        self.alter: Alter = lambda _path, body: body
        self._port = port
        self._bundle = bundle
        self._ready = ready

    @property
    def env(self) -> dict[str, str]:
        """What of the environment leads here; tokens still come from the sandbox."""
        base = urlsplit(self._ready["iziago"]["base_url"])
        url = base._replace(netloc=f"127.0.0.1:{self._port}").geturl()
        return {"XL_ADDIN_IZIAGO_BASE_URL": url, "XL_ADDIN_CA_BUNDLE": str(self._bundle)}


@contextmanager
def altering(ready: Mapping[str, Any], folder: Path) -> Iterator[Proxy]:
    """Serves until the block ends; the folder gets the bundle that trusts both."""
    authority, bundle = trustme.CA(), folder / "proxy.pem"
    bundle.write_bytes(Path(ready["ca_bundle"]).read_bytes() + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with _Server(("127.0.0.1", 0), _Handler) as server, requests.Session() as session:
        session.trust_env = False
        session.verify = ready["ca_bundle"]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.session, server.target = session, f"https://{urlsplit(ready['admin_url']).netloc}"
        server.proxy = Proxy(server.server_port, bundle, ready)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.proxy
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    session: requests.Session
    target: str
    proxy: Proxy


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Passes it on, and alters the answer."""
        status, body, kind = self._passed_on(b"")
        if status == 200:
            told = self.server.proxy.alter(self.path, body)
            status, body = (told, b"{}") if isinstance(told, int) else (200, told)
        self._answer(status, body, kind)

    def do_POST(self) -> None:
        """Passes it on."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(*self._passed_on(content))

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing on the screen."""

    def _passed_on(self, content: bytes) -> tuple[int, bytes, str]:
        kept = ("Authorization", "Accept", "Content-Type")
        headers = {name: value for name in kept if (value := self.headers[name])}
        url = self.server.target + self.path
        answer = self.server.session.request(self.command, url, data=content, headers=headers, timeout=20)
        return answer.status_code, answer.content, answer.headers.get("Content-Type", "")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
