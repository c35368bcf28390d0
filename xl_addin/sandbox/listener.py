"""uvicorn with a certificate, on 127.0.0.1 and nowhere else."""

from __future__ import annotations

import os
import signal
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from xl_addin.errors import WrongUse
from xl_addin.sandbox.certificate import ADDRESS
from xl_addin.sandbox.connection import Protocol

_IDLE_SECONDS = 75  # as nginx; a pooled connection that closes under a POST would be a fault nobody asked for
_LAST_ANSWERS_SECONDS = 2
_HEADERS_SIZE = 65_536
"""Beyond a service's own limit: h11's 16 KB hold only for headers that come in more than one piece."""


class Listener(uvicorn.Server):
    """A server that tells when it serves, and that a signal ends without ending the process.

    Args:
        app: What answers.
        context: The certificate.
        when_serving: Called once, when a connection would be answered.
        when_stopping: Called once, before the last answers are waited for.
    """

    def __init__(
        self,
        app: Starlette,
        context: ssl.SSLContext,
        *,
        when_serving: Callable[[], None],
        when_stopping: Callable[[], None],
    ) -> None:
        config = uvicorn.Config(
            app,
            http=Protocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            h11_max_incomplete_event_size=_HEADERS_SIZE,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
        )
        config.load()
        config.ssl = context
        super().__init__(config)
        self._when_serving = when_serving
        self._when_stopping = when_stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn."""
        await super().startup(sockets)
        self._when_serving()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn."""
        self._when_stopping()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Called by uvicorn, whose own way raises the signal again before the caller could clean up."""
        previous = {number: signal.signal(number, self.handle_exit) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)


_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def bind(port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    Raises:
        WrongUse: The port is taken or not allowed.
    """
    # asyncio turns Nagle's delay off (40 ms an answer) only where the protocol is said
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()
    except OSError as error:
        listening.close()
        hint = "Choose another with --port, or leave it out for any free one."
        raise WrongUse(f"Port {port} cannot be used: {error.strerror}.", hint=hint) from None
    return listening
