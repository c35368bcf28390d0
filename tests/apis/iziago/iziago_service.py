"""An Iziago that does as a test tells it, over real HTTPS. It gives out tokens and wants to see them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import trustme
from raw_server import Peer, RawServer

CLIENT_ID = "cl1ent"
CLIENT_SECRET = "s3cret/of+the&client="
TOKEN_PATH = "/iziago/oauth/token"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    verb: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Told:
    """One answer."""

    body: Any
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = ()


Answering = Callable[[Asked], Told | None]


class Service:
    """Gives out tokens and answers calls that carry a good one.

    Attributes:
        asked: Every request, also those for tokens.
        answer: What a call with a good token is answered; None drops the connection.
        grant: What a request for a token is answered instead of one, if anything; None drops it.
        issued: The tokens given out, in order.
        good: Those that are accepted.
    """

    def __init__(self, certificate: trustme.LeafCert) -> None:
        self.asked: list[Asked] = []
        self.answer: Answering = lambda _asked: Told({"items": [], "total": 0})
        self.grant: Answering | None = None
        self.issued: list[str] = []
        self.good: set[str] = set()
        self._numbers = itertools.count(1)
        self._server = RawServer(self._behave, certificate)

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"https://127.0.0.1:{self._server.port}/iziago/v1"

    def stop(self) -> None:
        """Ends it."""
        self._server.stop()

    def calls(self, verb: str = "GET") -> list[Asked]:
        """What arrived but for tokens."""
        return [asked for asked in self.asked if asked.path != TOKEN_PATH and asked.verb == verb]

    def token_requests(self) -> list[Asked]:
        """What arrived for tokens."""
        return [asked for asked in self.asked if asked.path == TOKEN_PATH]

    def _behave(self, peer: Peer) -> None:
        peer.shake()
        while data := peer.read_request():
            asked = _parsed(data)
            self.asked.append(asked)
            told = self._told(asked)
            if told is None:
                return
            body = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
            peer.answer(told.status, body, **dict(told.headers))

    def _told(self, asked: Asked) -> Told | None:
        if asked.path == TOKEN_PATH:
            return self.grant(asked) if self.grant else self.token()
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.good:
            return Told({"error": "invalid_token"}, "401 Unauthorized")
        return self.answer(asked)

    def token(self) -> Told:
        """Gives out a good one."""
        token = f"access.t0ken+number/{next(self._numbers)}"
        self.issued.append(token)
        self.good.add(token)
        return Told({"access_token": token, "token_type": "Bearer", "expires_in": 3600})


def page(*records: object) -> Told:
    """A list's only page, as the built-in profile has it."""
    return Told({"items": list(records), "page": 1, "size": 200, "total": len(records)})


def _parsed(data: bytes) -> Asked:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    verb, target, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Asked(verb, parts.path, query, {name.lower(): value for name, value in headers.items()}, body)
