"""Requests that carry the access token, and that are made again when it has ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.apis.iziago.tokens import Token, Tokens
from xl_addin.errors import Unauthorized
from xl_addin.http.answer import Answer
from xl_addin.http.session import Headers, Http, Params
from xl_addin.values.secret import Secret

RENEWALS = 2
"""How often one request may find that its token has ended; the answer to its next try counts."""
JSON = "application/json"
XML = "application/xml"


class Bearer:
    """Reads and sends (RFC 6750). Every method raises what `Http` and `Grant.token` raise."""

    def __init__(self, http: Http, tokens: Tokens) -> None:
        self._http = http
        self._tokens = tokens
        self._worked = False  # until the service has taken one token, a refusal means the login

    @property
    def redact(self) -> Callable[[str], str]:
        """Takes the tokens and the client's secret out of a text."""
        return self._http.redact

    def authorize(self) -> None:
        """Asks for a token, unless one is at hand."""
        self._tokens.current()

    def get(self, path: str, params: Params, accept: str = JSON) -> Answer:
        """Asks for something."""
        return self._carried(lambda shown: self._http.get(path, params, {**shown, "Accept": accept}))

    def send(self, verb: str, path: str, body: bytes) -> Answer:
        """Sends something. It leaves again only after a 401, which says that nothing was done."""
        return self._carried(partial(self._sent, verb, path, body))

    def _sent(self, verb: str, path: str, body: bytes, shown: Headers) -> Answer:
        return self._http.send(verb, path, json=body, headers=shown)

    def _carried(self, ask: Callable[[Headers], Answer]) -> Answer:
        for _ in range(RENEWALS):
            token = self._tokens.current()
            try:
                return self._with(token, ask)
            except MissingScope:
                self._tokens.discard(token)  # one asked for after the scope was enabled has it
                raise
            except Unauthorized:  # expired; or another thread has renewed it already
                if self._tokens.discard(token) and not self._worked:
                    raise
        return self._with(self._tokens.current(), ask)

    def _with(self, token: Token, ask: Callable[[Headers], Answer]) -> Answer:
        answer = ask({"Authorization": Secret(f"Bearer {token.secret.reveal()}")})
        self._worked = True
        return answer
