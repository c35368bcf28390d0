"""Ending a connection in the middle of a call, which no framework offers.

Measured with uvicorn 0.54: a handler reaches its connection through the request's state, which uvicorn
copies from the protocol for each request. An aborted connection is a `RemoteDisconnected` for requests, one
closed after half of the body an `IncompleteRead`.
"""

from __future__ import annotations

import asyncio
import socket

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class Protocol(H11Protocol):
    """HTTP/1.1 whose requests know their connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by asyncio for a new connection."""
        super().connection_made(transport)
        # asyncio sets it only where the listening socket names its protocol; without it a POST takes 40 ms
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.app_state = {**self.app_state, "transport": transport}


class Unanswered(Response):
    """Ends the connection without a byte, as a network that breaks."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by Starlette in place of sending an answer."""
        scope["state"]["transport"].abort()
        await receive()  # the end of the connection; uvicorn would else answer 500


class Truncated(Response):
    """Sends the headers and half of the body, then closes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by Starlette in place of sending the whole answer."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        scope["state"]["transport"].close()
        await receive()
