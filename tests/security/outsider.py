"""A program between a client and the sandbox, with a certificate of its own, that treats answers as told.

It shares nothing with the sandbox's faults: what arrives there is what this passes on, and the sandbox's own
state is the witness of it.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import trustme
from raw_server import Peer, RawServer


class Exchange:
    """One request on its way to the sandbox.

    Attributes:
        request: As the client wrote it.
    """

    def __init__(self, outsider: Outsider, peer: Peer, request: bytes) -> None:
        self.request = request
        self._outsider = outsider
        self._peer = peer

    def forward(self) -> bytes:
        """The sandbox's whole answer."""
        head, _, body = self.request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with self._outsider.upstream() as sock:
            sock.sendall(b"\r\n".join([*lines, b"Connection: close", b"", body]))
            answer = b""
            while more := sock.recv(65536):
                answer += more
        self._outsider.answers.append(answer)
        return answer

    def reply(self, data: bytes) -> None:
        """Writes to the client."""
        self._peer.sock.sendall(data)

    def reply_plainly(self, data: bytes) -> None:
        """Writes to the client under the encryption."""
        os.write(self._peer.sock.fileno(), data)

    def stall(self) -> None:
        """Stays silent until the test is over."""
        self._peer.wait()

    def reset(self) -> None:
        """Resets the client's connection."""
        self._peer.reset()


Treatment = Callable[[Exchange], None]
Choice = Callable[[bytes], Treatment]


def pass_on(exchange: Exchange) -> None:
    """Does what it should."""
    exchange.reply(exchange.forward())


def drop_before(exchange: Exchange) -> None:
    """Hangs up: the service never hears of it."""


def drop_after(exchange: Exchange) -> None:
    """The service acts, and nobody hears of it."""
    exchange.forward()


def reset_after(exchange: Exchange) -> None:
    """The service acts, and the connection is reset."""
    exchange.forward()
    exchange.reset()


def half(exchange: Exchange) -> None:
    """Half the answer arrives."""
    answer = exchange.forward()
    exchange.reply(answer[: len(answer) - 20])


def stall(exchange: Exchange) -> None:
    """The service acts, and the answer stands still half-way."""
    answer = exchange.forward()
    exchange.reply(answer[: len(answer) // 2])
    exchange.stall()


def break_record(exchange: Exchange) -> None:
    """The service acts, and its answer was changed under the encryption."""
    exchange.forward()
    exchange.reply_plainly(b"\x17\x03\x03\x00\x40" + b"x" * 64)


def garble(exchange: Exchange) -> None:
    """The service acts, and its answer's body is no JSON any more."""
    head, _, body = exchange.forward().partition(b"\r\n\r\n")
    exchange.reply(head + b"\r\n\r\n" + bytes(byte ^ 0x55 for byte in body))


def another_status(exchange: Exchange) -> None:
    """The service acts, and the answer says that it broke down."""
    _status, _, rest = exchange.forward().partition(b"\r\n")
    exchange.reply(b"HTTP/1.1 502 Bad Gateway\r\n" + rest)


def echo(exchange: Exchange) -> None:
    """Refuses, as careless gateways do, with the whole request in its words."""
    head = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    exchange.reply(head % len(exchange.request))
    exchange.reply(exchange.request)


class Outsider:
    """A program before the sandbox. Every exchange has a connection of its own.

    Attributes:
        choose: What is done with a request; passing it on unless told otherwise.
        certificates: Shown in turn to the connections, the last one to all that follow.
        answers: Each answer of the sandbox.
    """

    def __init__(self, url: str, bundle: Path, authority: trustme.CA) -> None:
        address = urlsplit(url)
        self._url = url
        self._upstream = (address.hostname or "", address.port or 443)
        self._context = ssl.create_default_context(cafile=str(bundle))
        self._shown = threading.Lock()
        self.answers: list[bytes] = []
        self.choose: Choice = lambda _request: pass_on
        self.certificates = [authority.issue_cert("127.0.0.1", "localhost")]
        self._server = RawServer(self._behave, self.certificates[0])

    @property
    def requests(self) -> list[bytes]:
        """Each request that arrived, whatever was done with it."""
        return self._server.requests

    @property
    def connections(self) -> int:
        """How many were accepted, also those whose handshake failed."""
        return self._server.connections

    def instead(self, address: str) -> str:
        """An address of the sandbox's as one of the outsider's; other texts as they are."""
        return address.replace(self._url, f"https://127.0.0.1:{self._server.port}")

    def upstream(self) -> ssl.SSLSocket:
        """A connection to the sandbox."""
        sock = socket.create_connection(self._upstream, timeout=30)
        return self._context.wrap_socket(sock, server_hostname=self._upstream[0])

    def stop(self) -> None:
        """Ends it."""
        self._server.stop()

    def _behave(self, peer: Peer) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with self._shown:
            certificate = self.certificates.pop(0) if len(self.certificates) > 1 else self.certificates[0]
        certificate.configure_cert(context)
        peer.sock = context.wrap_socket(peer.sock, server_side=True)
        if request := peer.read_request():
            with suppress(ssl.SSLError):
                self.choose(request)(Exchange(self, peer, request))
