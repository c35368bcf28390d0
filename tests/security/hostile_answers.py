"""Answers that mean harm. Each is written over a connection that is encrypted and trusted."""

from __future__ import annotations

import gzip

from raw_server import Behaviour, Peer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
MIB = 2**20
SPACES = gzip.compress(b" " * MIB) * 200
TWICE = gzip.compress(gzip.compress(b" " * MIB) * 400)


def _hundred_megabytes(peer: Peer) -> None:
    """A hundred megabytes of a list."""
    peer.sock.sendall(HEAD + b"Content-Length: %d\r\n\r\n[" % (100 * MIB))
    for _ in range(1600):
        peer.sock.sendall(b" " * (64 * 1024))


def _endless_chunks(peer: Peer) -> None:
    """Chunk after chunk, without an end."""
    peer.sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


def _endless_chunk_line(peer: Peer) -> None:
    """The line before a chunk has no end."""
    peer.sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2;")
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b"x" * 65536)


def _endless_trailer(peer: Peer) -> None:
    """What follows the last chunk has no end."""
    peer.sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n")
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b"X: " + b"x" * 65536)


def _endless_interim(peer: Peer) -> None:
    """Asks for patience, without an end."""
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def _endless_headers(peer: Peer) -> None:
    """Header after header, without an end."""
    peer.sock.sendall(HEAD)
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b"X-More: 1\r\n" * 1000)


def _slow_drip(peer: Peer) -> None:
    """A byte now and then."""
    peer.sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n[")
    while not peer.server.stopping.wait(0.05):
        peer.sock.sendall(b" ")


def _gzip_bomb(peer: Peer) -> None:
    """Two hundred megabytes in a few hundred kilobytes."""
    peer.answer(body=SPACES, Content_Encoding="gzip")


def _gzip_twice(peer: Peer) -> None:
    """Four hundred megabytes in a few kilobytes."""
    peer.answer(body=TWICE, Content_Encoding="gzip, gzip")


def _gzip_many_times(peer: Peer) -> None:
    """More coats than anybody wears."""
    peer.answer(body=TWICE, Content_Encoding=", ".join(["gzip"] * 1000))


def _folded_header(peer: Peer) -> None:
    """A header that goes on in the next line, with another request's answer in it."""
    peer.sock.sendall(HEAD + b"X-A: b\r\n HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{")


def _header_with_line_feed(peer: Peer) -> None:
    """Headers that end in line feeds, returns and zeros."""
    peer.sock.sendall(HEAD + b"X-A: b\nSet-Cookie: c=d\rX-B: \0\r\nContent-Length: 1\r\n\r\n{")


def _two_lengths(peer: Peer) -> None:
    """Two lengths that contradict each other."""
    peer.sock.sendall(HEAD + b"Content-Length: 1\r\nContent-Length: 200\r\n\r\n{")


def _body(body: bytes) -> Behaviour:
    return lambda peer: peer.answer(body=body)


DEEP = 200_000
TRANSPORTS: dict[str, Behaviour] = {
    "hundred-megabytes": _hundred_megabytes,
    "endless-chunks": _endless_chunks,
    "endless-chunk-line": _endless_chunk_line,
    "endless-trailer": _endless_trailer,
    "endless-interim": _endless_interim,
    "endless-headers": _endless_headers,
    "slow-drip": _slow_drip,
    "gzip-bomb": _gzip_bomb,
    "gzip-twice": _gzip_twice,
    "gzip-many-times": _gzip_many_times,
    "folded-header": _folded_header,
    "header-with-line-feed": _header_with_line_feed,
    "two-lengths": _two_lengths,
    "deep-lists": _body(b"[" * DEEP + b"]" * DEEP),
    "deep-objects": _body(b'{"a":' * DEEP + b"1" + b"}" * DEEP),
    "deep-and-open": _body(b'{"id": 1, "items": ' + b'[{"a":' * DEEP),
    "deep-in-the-unknown": _body(b'{"id": 1, "unknown": ' + b"[" * DEEP + b"]" * DEEP + b"}"),
    "a-text": _body(b'"done"'),
    "a-number": _body(b"12"),
    "null": _body(b"null"),
    "true": _body(b"true"),
    "nothing": _body(b""),
    "a-page": _body(b"<html><script>alert(1)</script></html>"),
    "no-utf-8": _body(b'[{"id": 1, "name": "\xff\xfe\x80"}]'),
    "utf-16": _body('[{"id": 1}]'.encode("utf-16")),
    "half-a-surrogate": _body(b'{"id": "\\ud800", "access_token": "\\ud800", "items": ["\\ud800"]}'),
}
"""By name; none of them is an answer that anybody could understand."""

NUMBERS = {
    "nan": "NaN",
    "infinity": "-Infinity",
    "1e400": "1e400",
    "1e999999999": "1e999999999",
    "four-hundred-digits": "9" * 400,
    "a-million-digits": "9" * 1_000_000,
    "beyond-64-bits": str(2**63),
    "below-64-bits": str(-(2**63) - 1),
    "a-list": "[1]",
    "an-object": '{"a": 1}',
    "a-truth": "true",
    "half": "1.5",
}
"""What is no id and no amount of anything, as JSON or nearly so."""


def cases(proper: str) -> dict[str, Behaviour]:
    """All cases for one request.

    Args:
        proper: A proper answer with `@` where a number stands.
    """
    return TRANSPORTS | {
        name: _body(proper.replace("@", number).encode()) for name, number in NUMBERS.items()
    }
