"""A client that knows nothing of ours: requests, and the document."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from datetime import date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

import requests


def today() -> date:
    """The day it is in Brasília, where the service counts its days."""
    return datetime.now(timezone(timedelta(hours=-3))).date()


class Organizze:
    """Sends what a test says, as it says it."""

    def __init__(self, ready: dict[str, Any]) -> None:
        access = ready["organizze"]
        self.base_url = access["base_url"]
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ready["ca_bundle"]
        self.session.auth = (access["email"], access["token"])
        self.session.headers["User-Agent"] = "Ana (ana@example.com)"

    def ask(self, method: str, path: str, json: Any = None, **options: Any) -> requests.Response:
        """One request below the base URL."""
        return self.session.request(method, self.base_url + path, json=json, timeout=20, **options)

    def raw(self, request_line: bytes, headers: bytes = b"User-Agent: Ana\r\n", body: bytes = b"") -> bytes:
        """All bytes that come back on a connection of its own, until its end."""
        context = ssl.create_default_context(cafile=str(self.session.verify))
        token = b64encode(":".join(self.session.auth).encode())
        head = b"\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Basic " + token + b"\r\n"
        head += headers + b"Content-Length: %d\r\n\r\n" % len(body)
        with (
            socket.create_connection(("127.0.0.1", urlsplit(self.base_url).port), timeout=20) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
        ):
            connection.sendall(request_line + head + body)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def get(self, path: str, **query: Any) -> Any:
        """What a GET answers, when it is 200."""
        answer = self.ask("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **fields: Any) -> Any:
        """What a POST answers, when it is 201."""
        answer = self.ask("POST", path, json=fields)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def put(self, path: str, **fields: Any) -> Any:
        """What a PUT answers, when it is 200."""
        answer = self.ask("PUT", path, json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def delete(self, path: str, **fields: Any) -> Any:
        """What a DELETE with a JSON body answers, when it is 200."""
        answer = self.ask("DELETE", path, json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, method: str, path: str, **fields: Any) -> dict[str, list[str]]:
        """The errors of a 422."""
        answer = self.ask(method, path, json=fields)
        assert answer.status_code == 422, answer.text
        errors: dict[str, list[str]] = answer.json()["errors"]
        return errors

    def purchase(self, **fields: Any) -> Any:
        """An expense of today, made with a POST."""
        values = {"description": "Farinha", "date": today().isoformat(), "amount_cents": -15000}
        return self.post("/transactions", **{**values, **fields})
