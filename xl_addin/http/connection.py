"""Connections that keep to an attempt's deadline and know when its first byte leaves."""

from __future__ import annotations

import io
import socket
import time
from functools import partial
from http.client import HTTPResponse, RemoteDisconnected
from typing import Any

from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.response import HTTPResponse as PooledResponse

from xl_addin.http.attempt import Attempt, TooLarge, current
from xl_addin.http.trust import Trust

IDLE_LIMIT = 4.0
"""Seconds after which a kept connection is not used again. Servers commonly close theirs after 5; a request
written at that moment would be lost and leave its row in doubt."""


class TimedReader(io.RawIOBase):
    """Reads from a socket; each read waits no longer than the attempt may still take.

    A socket's own timeout starts again with every byte, so a server that trickles could hold it for ever.
    What stands between an answer's chunks is no part of its body, and is counted here alone.

    Attributes:
        ended: The other side has closed.
    """

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, attempt: Attempt) -> None:
        super().__init__()
        self._raw = raw
        self._sock = sock
        self._attempt = attempt
        self._room = attempt.max_bytes
        self.ended = False

    def readable(self) -> bool:
        """See `io.IOBase`."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """See `io.RawIOBase`.

        Raises:
            TooLarge: More came than is read of one answer.
        """
        self._sock.settimeout(self._attempt.left())
        count = self._raw.readinto(buffer)
        self.ended = count == 0
        self._room -= count or 0
        if self._room < 0:
            raise TooLarge
        return count

    def close(self) -> None:
        """See `io.IOBase`."""
        self._raw.close()
        super().close()


SWITCHING = 101
"""An interim answer behind which no HTTP comes any more."""
LAST = frozenset({SWITCHING, 408})
"""Answers behind which a connection is of no more use; a server's timeout may mean another request."""
LONGEST_LINE = 65536


class TimedResponse(HTTPResponse):
    """An answer whose status line, headers and body are read within the attempt's deadline."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self._reader = TimedReader(self.fp.detach(), sock, current.get())
        self.fp = io.BufferedReader(self._reader)

    def begin(self) -> None:
        """Reads status line and headers, to their end: the library takes headers cut off for complete.

        Raises:
            RemoteDisconnected: The connection was closed among them.
        """
        super().begin()
        if self._reader.ended:
            raise RemoteDisconnected("closed among the headers")
        self.will_close = self.will_close or self.status in LAST

    def _read_status(self) -> tuple[str, int, str]:
        """The final answer's status line. Interim answers are passed over (RFC 9110, section 15.2).

        The library passes over 100 alone. Any other would end this answer, and the real one would be taken
        for the next request's. How many there may be is limited by the attempt's bytes and seconds.
        """
        version, status, reason = super()._read_status()  # type: ignore[misc]
        while 100 < status < 200 and status != SWITCHING:
            while self.fp.readline(LONGEST_LINE + 1).strip():
                continue
            version, status, reason = super()._read_status()  # type: ignore[misc]
        return version, status, reason


class WatchedConnection(HTTPSConnection):
    """Tells its attempt before the first byte of the request is written."""

    response_class = TimedResponse

    def __init__(self, *args: Any, trust: Trust, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._trust = trust
        self._used = time.monotonic()
        self._held: list[bytes] | None = None

    @property
    def is_connected(self) -> bool:
        """Whether the kept connection can be used again."""
        if time.monotonic() - self._used >= IDLE_LIMIT or not super().is_connected:
            return False
        pending = getattr(self.sock, "pending", None)
        return pending is None or not pending()  # what nobody asked for would be the next answer

    def connect(self) -> None:
        """Connects and shakes hands."""
        self.ssl_context = self._trust.context()
        super().connect()

    def _new_conn(self) -> socket.socket:
        attempt = current.get()
        limit = self.timeout or attempt.seconds
        self.timeout = min(limit, attempt.left())
        sock = super()._new_conn()
        sock.settimeout(min(limit, attempt.left()))
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Writes the request, in one piece: from then on the service may have it.

        The library writes head and body by themselves, which is twice the work here and over there.
        """
        pieces: list[bytes] = []
        self._held = pieces
        try:
            super().request(*args, **kwargs)
        finally:
            self._held = None
        attempt = current.get()
        self.sock.settimeout(attempt.left())
        attempt.written = True
        self.send(b"".join(pieces))

    def send(self, data: Any) -> None:
        """Called by the library for each piece."""
        if self._held is None:
            super().send(data)
        else:
            self._held.append(data)

    def getresponse(self) -> PooledResponse:  # type: ignore[override]
        """See `urllib3.connection.HTTPConnection`."""
        response = super().getresponse()
        self._used = time.monotonic()
        return response


class WatchedPool(HTTPSConnectionPool):
    """A pool of watched connections."""

    def __init__(self, *args: Any, trust: Trust, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ConnectionCls = partial(WatchedConnection, trust=trust)  # type: ignore[assignment]
