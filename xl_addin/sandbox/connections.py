"""Connections that a handler can cut, which HTTP itself has no way to ask for.

uvicorn names a connection by its peer's address in `scope["client"]`; the protocol keeps the transport
under that name.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_open: dict[tuple[str, int], asyncio.Transport] = {}


class CuttableProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with its transports within reach."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See `asyncio.Protocol`."""
        super().connection_made(transport)
        _open[transport.get_extra_info("peername")[:2]] = transport
        self._peer = transport.get_extra_info("peername")[:2]

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        _open.pop(self._peer, None)
        super().connection_lost(exc)


def cut(scope: Any) -> None:
    """Closes the connection of a call at once, answered or not."""
    _open[tuple(scope["client"])].abort()
