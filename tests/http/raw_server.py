"""A small TLS server that misbehaves as told, so that every way a request can break is a real one."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress

import trustme


class Peer:
    """The server's side of one connection."""

    def __init__(self, server: RawServer, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock

    def shake(self) -> None:
        """Does the handshake."""
        self.sock = self.server.context.wrap_socket(self.sock, server_side=True)

    def read_request(self) -> bytes:
        """One whole request; empty when the client closed."""
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := self.sock.recv(65536)):
                return b""
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0
        )
        while len(body) < length:
            body += self.sock.recv(65536)
        self.server.requests.append(head + b"\r\n\r\n" + body)
        return self.server.requests[-1]

    def answer(self, status: str = "200 OK", body: bytes = b"{}", **headers: str) -> None:
        """Sends a proper answer."""
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines, "", ""])
        self.sock.sendall(head.encode() + body)

    def serve(self, *statuses: str, **headers: str) -> None:
        """Answers requests until the client leaves: with the statuses in turn, then with 200."""
        waiting = list(statuses)
        while self.read_request():
            self.answer(waiting.pop(0) if waiting else "200 OK", **headers)

    def allow(self) -> None:
        """Says yes to a CONNECT."""
        self.sock.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")

    def tunnel(self, port: int) -> None:
        """Allows it, and passes on what either side says until both have gone."""
        with socket.create_connection(("127.0.0.1", port)) as target:
            self.allow()
            back = threading.Thread(target=_pump, args=(target, self.sock))
            back.start()
            _pump(self.sock, target)
            back.join()

    def send_plainly(self, data: bytes) -> None:
        """Writes under the encryption."""
        os.write(self.sock.fileno(), data)

    def wait(self) -> None:
        """Stays silent until the test is over."""
        self.server.stopping.wait(60)

    def reset(self) -> None:
        """Closes with a reset instead of a goodbye."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


Behaviour = Callable[[Peer], None]


class RawServer:
    """Runs one behaviour for each connection.

    Attributes:
        requests: Every whole request that arrived.
        connections: How many connections were accepted.
    """

    def __init__(self, behave: Behaviour, certificate: trustme.LeafCert) -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self.context)
        self.requests: list[bytes] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._behave = behave
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._peers: list[Peer] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return int(self._listener.getsockname()[1])

    def settle(self) -> None:
        """Waits until every connection so far has ended."""
        for thread in self._threads[1:]:
            thread.join()

    def stop(self) -> None:
        """Ends every connection and thread."""
        if self.stopping.is_set():
            return
        self.stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join()
        for peer in self._peers:
            with suppress(OSError):
                peer.sock.shutdown(socket.SHUT_RDWR)
        self.settle()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._peers.append(Peer(self, sock))
            self._threads.append(threading.Thread(target=self._run, args=(self._peers[-1],)))
            self._threads[-1].start()

    def _run(self, peer: Peer) -> None:
        with suppress(OSError, ValueError):  # the client may leave at any moment
            self._behave(peer)
        peer.sock.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Passes on what one side says, until it has no more to say."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
