"""A company's proxy on this machine: one that wants a password, and one that opens what is encrypted."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import trustme
from raw_server import Behaviour, Peer, RawServer

INSPECTOR = "Company Inspection CA"


@contextmanager
def listening(behave: Behaviour, authority: trustme.CA | None = None) -> Iterator[int]:
    """Serves each connection as told, until the block ends; gives the port.

    Args:
        behave: How.
        authority: Whose certificate is shown by a proxy that opens what is encrypted.
    """
    server = RawServer(behave, (authority or trustme.CA()).issue_cert("127.0.0.1"))
    try:
        yield server.port
    finally:
        server.stop()


def wanting(name: str, password: str) -> Behaviour:
    """A proxy that lets nobody through without this name and password."""
    pair = b64encode(f"{name}:{password}".encode())

    def behave(peer: Peer) -> None:
        head = peer.read_request()
        if b"Proxy-Authorization: Basic " + pair in head:
            peer.tunnel(int(head.split()[1].rpartition(b":")[2]))
        else:
            challenge = {"Proxy_Authenticate": 'Basic realm="company"', "Connection": "close"}
            peer.answer("407 Proxy Authentication Required", b"", **challenge)

    return behave


def inspecting(peer: Peer) -> None:
    """A proxy that answers in place of every server, with a certificate of its own authority."""
    peer.read_request()
    peer.allow()
    peer.shake()
    peer.read_request()
    peer.answer(body=b"[]", Connection="close")
