"""A door before the sandbox: HTTPS on a port of its own, behind which anything may be wrong."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import trustme

LONGEST = 60.0
"""Seconds that an answer is held back."""


class Door(ThreadingHTTPServer):
    """Passes requests on to the sandbox as long as nothing is wrong.

    Attributes:
        status: Answered instead, with `body`; None passes on.
        body: See `status`.
        headers: Of such an answer.
        open: While it is not set, answers are held back.
        hangs_up: Requests are read and not answered.
    """

    daemon_threads = False
    status: int | None = None
    body = b""
    headers: Mapping[str, str] = {}
    hangs_up = False

    def __init__(self, context: ssl.SSLContext, ready: Mapping[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._context = context
        self.open = threading.Event()
        self.open.set()
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ready["ca_bundle"]
        self.target = ready["admin_url"]
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of clients that hung up: some are made to."""

    def get_request(self) -> tuple[ssl.SSLSocket, Any]:
        """A connection, once it is encrypted."""
        connection, address = super().get_request()
        return self._context.wrap_socket(connection, server_side=True), address

    def disguise(self) -> None:
        """From now on it shows a certificate that nobody trusts, as a proxy does that looks into traffic."""
        self._context = _certified(trustme.CA())

    def shut(self) -> None:
        """From now on nothing listens here; safe to call twice."""
        self.open.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
        self.session.close()


class _Handler(BaseHTTPRequestHandler):
    server: Door

    def do_GET(self) -> None:
        """Answers as the door is minded."""
        self.server.open.wait(LONGEST)
        if self.server.hangs_up:
            return
        if self.server.status is None:
            url, sent = self.server.target + self.path, {"Authorization", "User-Agent"}
            headers = {name: value for name, value in self.headers.items() if name in sent}
            answer = self.server.session.get(url, headers=headers, timeout=LONGEST)
            self._answer(answer.status_code, answer.content, {})
        else:
            self._answer(self.server.status, self.server.body, self.server.headers)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing on the screen."""

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _certified(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


class Doors:
    """Opens doors that one bundle of certificates trusts."""

    def __init__(self, ready: Mapping[str, Any], bundle: Path) -> None:
        """Writes the bundle.

        Args:
            ready: The sandbox's ready file.
            bundle: The PEM file to write.
        """
        authority = trustme.CA()
        bundle.write_bytes(authority.cert_pem.bytes())
        self._ready = ready
        self._context = _certified(authority)

    @contextmanager
    def door(self) -> Iterator[Door]:
        """A new one."""
        door = Door(self._context, self._ready)
        try:
            yield door
        finally:
            door.shut()
