"""A server between an office and the sandbox's Iziago, over real HTTPS, that changes what passes through."""

from __future__ import annotations

import http.client
import json
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trustme

sys.path.insert(0, str(Path(__file__).parent.parent / "http"))  # the raw server lives with the tests of http

from iziago_office import as_configured
from office import Office
from raw_server import Peer, RawServer

PASSED = ("authorization", "content-type", "accept")
RETURNED = ("Content-Type", "WWW-Authenticate", "Retry-After")


@dataclass(frozen=True)
class Message:
    """A request on its way to the service, or the answer to it on its way back.

    Attributes:
        verb: The request's.
        path: The request's, with its query.
        status: Of an answer.
        headers: Those that matter.
        body: As bytes.
    """

    verb: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int = 0

    @property
    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)

    def saying(self, value: object) -> Message:
        """The same message with another body."""
        return replace(self, body=json.dumps(value).encode())


Change = Callable[[Message], Message]


def unchanged(message: Message) -> Message:
    """Changes nothing."""
    return message


class Between:
    """Passes each request on to the sandbox and its answer back.

    Attributes:
        asking: What becomes of a request.
        telling: What becomes of an answer; its path is the one that the office asked for.
        asked: The requests as the office made them.
    """

    def __init__(self, office: Office) -> None:
        self.asking: Change = unchanged
        self.telling: Change = unchanged
        self.asked: list[Message] = []
        self._there = urlsplit(office.settings.iziago.base_url)
        self._trust = ssl.create_default_context(cafile=office.settings.ca_bundle)
        authority = trustme.CA()
        self._server = RawServer(self._behave, authority.issue_cert("127.0.0.1"))
        self._bundle = office.folder / "both.pem"
        known = Path(office.settings.ca_bundle).read_bytes()
        self._bundle.write_bytes(known + authority.cert_pem.bytes())

    def serve(self, office: Office, **iziago: str) -> Office:
        """The same computer with this server as its Iziago."""
        here = f"https://127.0.0.1:{self._server.port}{self._there.path}"
        through = {**office.environment, "XL_ADDIN_CA_BUNDLE": str(self._bundle)}
        return as_configured(replace(office, environment=through), base_url=here, **iziago)

    def posts(self, path: str) -> list[Message]:
        """What the office posted there."""
        return [message for message in self.asked if message.verb == "POST" and message.path == path]

    def stop(self) -> None:
        """Ends it."""
        self._server.stop()

    def _behave(self, peer: Peer) -> None:
        peer.shake()
        while data := peer.read_request():
            asked = _parsed(data)
            self.asked.append(asked)
            told = self.telling(replace(self._passed(self.asking(asked)), verb=asked.verb, path=asked.path))
            names = {name.replace("-", "_"): value for name, value in told.headers.items()}
            peer.answer(f"{told.status} Told", told.body, **names)

    def _passed(self, asked: Message) -> Message:
        host, port = self._there.hostname, self._there.port
        assert host is not None
        with closing(http.client.HTTPSConnection(host, port, context=self._trust, timeout=10)) as there:
            there.request(asked.verb, asked.path, asked.body or None, asked.headers)
            answer = there.getresponse()
            headers = {name: value for name in RETURNED if (value := answer.headers.get(name))}
            return Message(asked.verb, asked.path, headers, answer.read(), answer.status)


@contextmanager
def between(office: Office) -> Iterator[Between]:
    """Stands between an office and its Iziago while the block runs."""
    made = Between(office)
    try:
        yield made
    finally:
        made.stop()


def _parsed(data: bytes) -> Message:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    verb, path, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Message(verb, path, {name: headers[name] for name in PASSED if name in headers}, body)
