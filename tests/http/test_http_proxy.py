"""Through a company's proxy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.errors import NothingSent
from xl_addin.values.secret import Secret


def answering(peer: Any) -> None:
    """Answers everything."""
    peer.shake()
    peer.serve()


def tunnelling(peer: Any) -> None:
    """An HTTP proxy that knows CONNECT."""
    where = peer.read_request().split()[1].decode()
    peer.tunnel(int(where.rpartition(":")[2]))


def refusing(peer: Any) -> None:
    """An HTTP proxy that wants another password."""
    peer.read_request()
    peer.sock.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


def test_requests_go_through_the_proxy(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """Behind a proxy everything works, and the proxy sees neither the token nor the row."""
    server, proxy = serve(answering), serve(tunnelling)
    http = client(server, proxy=Secret(f"http://ana:pr0xypass@127.0.0.1:{proxy.port}"))
    assert http.send("POST", "/transactions", json=b'{"amount_cents": 1}').status == 200
    assert http.get("/accounts").status == 200
    assert len(server.requests) == 2
    assert proxy.requests[0].startswith(f"CONNECT 127.0.0.1:{server.port}".encode())
    assert b"Proxy-Authorization: Basic" in proxy.requests[0]
    assert b"/rest/v2" not in b"".join(proxy.requests)
    assert b"pr0xypass" not in b"".join(server.requests)
    assert b"roxy" not in server.requests[0]


def test_a_proxy_that_refuses(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A proxy's no is told as such, without its password, and nothing was sent."""
    server, proxy = serve(answering), serve(refusing)
    http = client(server, proxy=Secret(f"http://ana:pr0xypass@127.0.0.1:{proxy.port}"))
    with pytest.raises(NothingSent, match=r"proxy.*407") as caught:
        http.send("POST", "/transactions", json=b"{}")
    assert "XL_ADDIN_PROXY" in caught.value.hint
    assert "pr0xypass" not in str(caught.value)
    assert server.connections == 0


def test_a_proxy_that_is_not_there(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A dead proxy is not mistaken for a dead service."""
    server, proxy = serve(answering), serve(refusing)
    http = client(server, proxy=Secret(f"http://127.0.0.1:{proxy.port}"))
    proxy.stop()
    with pytest.raises(NothingSent, match="proxy"):
        http.send("POST", "/transactions", json=b"{}")
