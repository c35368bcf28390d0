"""A store of files over HTTPS on this machine, as iZi's links lead to one: it may answer anything."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n%%EOF\n"


@dataclass(frozen=True)
class Reply:
    """What is answered.

    Attributes:
        sized: Whether the length is told before the body.
    """

    body: bytes = PDF
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    sized: bool = True


@dataclass
class FileStore:
    """A store that is serving.

    Attributes:
        port: On 127.0.0.1.
        bundle: The PEM file that trusts it.
        replies: By path with its query; 404 for any other.
        requests: Each path that was asked for, with its headers.
    """

    port: int
    bundle: Path
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def link(self, path: str, reply: Reply | None = None) -> str:
        """Puts a file there; its address."""
        self.replies[path] = reply or Reply()
        return f"https://127.0.0.1:{self.port}{path}"


@contextmanager
def serving(folder: Path) -> Iterator[FileStore]:
    """Serves until the block ends; the folder gets the bundle."""
    authority, bundle = trustme.CA(), folder / "store.pem"
    authority.cert_pem.write_to_path(str(bundle))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.store = FileStore(server.server_port, bundle)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.store
        finally:
            server.shutdown()
            thread.join()


class Server(ThreadingHTTPServer):
    """Ends its threads with itself."""

    daemon_threads = False
    store: FileStore


class Handler(BaseHTTPRequestHandler):
    """One connection, one answer."""

    server: Server

    def do_GET(self) -> None:
        """Answers as the store says."""
        self.server.store.requests.append((self.path, dict(self.headers)))
        reply = self.server.store.replies.get(self.path, Reply(b"no such key", 404))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.sized:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing on the screen."""
