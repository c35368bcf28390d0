"""Interim answers, and whatever else could make one request's answer another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.errors import ServiceError


def bodies(client: Any, count: int) -> list[bytes]:
    """What each of so many requests was answered."""
    return [client.send("POST", f"/transactions/{number}", json=b"{}").body for number in range(count)]


@pytest.mark.parametrize(
    "interim",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 102 Processing\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nX: y\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3,
    ],
)
def test_each_request_has_its_own_answer(
    serve: Callable[..., Any], client: Callable[..., Any], interim: bytes
) -> None:
    """An interim answer is none: the next row never gets the answer of the row before."""

    def behave(peer: Any) -> None:
        peer.shake()
        while request := peer.read_request():
            number = request.split(b" ")[1].rpartition(b"/")[2]
            peer.sock.sendall(interim if number == b"1" else b"")
            peer.answer(body=b'{"row":%s}' % number)

    assert bodies(client(serve(behave)), 4) == [b'{"row":%d}' % number for number in range(4)]


@pytest.mark.parametrize("status", ["101 Switching Protocols", "408 Request Timeout"])
def test_behind_an_answer_that_may_not_be_ours_nothing_is_read(
    serve: Callable[..., Any], client: Callable[..., Any], status: str
) -> None:
    """What a server writes behind such an answer is not taken for the next one: nobody reads on."""

    def behave(peer: Any) -> None:
        peer.shake()
        first = peer.read_request()
        if first and b"/transactions/0 " in first:
            peer.sock.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
            peer.read_request()
            peer.answer(body=b'{"row":"another"}')
        else:
            peer.answer(body=b'{"row":1}')

    speaker = client(server := serve(behave))
    with pytest.raises(ServiceError):
        speaker.send("POST", "/transactions/0", json=b"{}")
    assert speaker.send("POST", "/transactions/1", json=b"{}").body == b'{"row":1}'
    assert server.connections == 2


@pytest.mark.parametrize("size", [1000, 8192 - 70, 8192, 16000])
def test_an_answer_nobody_asked_for_is_not_the_next_ones(
    serve: Callable[..., Any], client: Callable[..., Any], size: int
) -> None:
    """Bytes behind an answer's end, even within its own TLS record, answer no later request."""

    def behave(peer: Any) -> None:
        peer.shake()
        number = 0
        while peer.read_request():
            body = b'"%s"' % (b"a" * size)
            head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
            more = b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"row":0}' if number == 0 else b""
            peer.sock.sendall(head + body + more)
            number += 1

    speaker = client(serve(behave))
    for number in range(2):
        assert len(speaker.send("POST", f"/transactions/{number}", json=b"{}").body) == size + 2
