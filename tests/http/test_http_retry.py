"""Reads are asked again where that helps; nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.errors import FateUnknown, NotFound, TooManyRequests


@pytest.mark.parametrize("status", ["429 Slow", "502 Bad", "503 Busy", "504 Late"])
def test_a_read_is_asked_again(status: str, serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A list survives a hiccup of the service without a person noticing."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve(status)

    server = serve(behave)
    assert client(server).get("/accounts").status == 200
    assert len(server.requests) == 2


@pytest.mark.parametrize("cut", [b"", b"HTTP/1.1 20", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1,"])
def test_a_read_that_breaks_off_is_asked_again(
    cut: bytes, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A list whose answer was cut anywhere is asked for once more."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.read_request()
        if len(peer.server.requests) == 1:
            peer.sock.sendall(cut)
        else:
            peer.answer()

    server = serve(behave)
    assert client(server).get("/accounts").status == 200
    assert len(server.requests) == 2


def test_a_read_gives_up(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A service that stays down is reported with its status, not asked for ever."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve(*["503 Busy"] * 50)

    server = serve(behave)
    with pytest.raises(FateUnknown, match="503"):
        client(server).get("/accounts")
    assert len(server.requests) == 4


def test_a_wait_beyond_the_deadline_is_not_begun(
    serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A service that asks to wait an hour gets no second request, and the person is told at once."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve("429 Slow", Retry_After="3600")

    server = serve(behave)
    with pytest.raises(TooManyRequests) as caught:
        client(server).get("/accounts")
    assert caught.value.retry_after == 3600
    assert len(server.requests) == 1


def test_a_wait_that_cannot_be_read(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """Nonsense in Retry-After does not spoil the read."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve("429 Slow", Retry_After="later")

    assert client(serve(behave)).get("/accounts").status == 200


def test_a_clear_no_is_not_asked_again(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """What is not there is not there."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve("404 Not Found")

    server = serve(behave)
    with pytest.raises(NotFound):
        client(server).get("/accounts/7")
    assert len(server.requests) == 1
