"""Asking for an access token: OAuth 2.0 client credentials (document, API settings; RFC 6749, 4.4)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any, NoReturn
from urllib.parse import quote

import msgspec
from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error

from xl_addin.apis.iziago.tokens import Token
from xl_addin.errors import FateUnknown, NothingSent, ServiceError, TooManyRequests, Unauthorized
from xl_addin.http.answer import Answer
from xl_addin.http.session import Http
from xl_addin.http.statuses import what
from xl_addin.texts import say
from xl_addin.values.secret import Secret

TRIES = 2
"""Asking for a token changes nothing, so it may be asked for again when the answer was lost."""

LONGEST = 10**9
"""Seconds; whoever says more of a token's life has said nothing."""
_CLIENT_ERRORS = frozenset({"invalid_client", "unauthorized_client"})


class Credentials:
    """What proves who asks.

    Attributes:
        client_id: Iziago's login.
        client_secret: Iziago's password.
        pair: Both as HTTP Basic has them, so that it can be redacted.
    """

    def __init__(self, client_id: str, client_secret: Secret) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        both = f"{quote(client_id, safe='')}:{quote(client_secret.reveal(), safe='')}"  # RFC 6749, 2.3.1
        self.pair = Secret(b64encode(both.encode()).decode())

    def __repr__(self) -> str:
        return f"Credentials({self.client_id})"


class Grant:
    """Asks the token endpoint."""

    def __init__(
        self, http: Http, credentials: Credentials, scopes: Sequence[str], authentication: str
    ) -> None:
        self._http = http
        self._credentials = credentials
        self._scopes: list[object] | None = list(scopes) or None
        self._in_body = authentication == "body"

    def token(self) -> Token:
        """A new token.

        Raises:
            Unauthorized: The credentials or the scopes are not accepted.
            TooManyRequests: The service asks to wait.
            NothingSent: No token came, whatever the reason; so nothing can have been asked with it.
        """
        try:
            answer = self._asked()
        except (Unauthorized, TooManyRequests):
            raise
        except ServiceError as error:
            failure = error
        else:
            return self._read(answer)
        raise NothingSent(
            say("iziago.no_token", host=self._http.host, reason=failure.message),
            hint=failure.hint or say("iziago.bad_token_hint"),
            status=failure.status,
            answer=failure.answer,
        )

    def _asked(self) -> Answer:
        for _ in range(TRIES - 1):
            try:
                return self._ask()
            except FateUnknown:
                continue
        return self._ask()

    def _ask(self) -> Answer:
        if self._in_body:
            return self._http.submit(self._form(), {})
        shown = Secret(f"Basic {self._credentials.pair.reveal()}")
        return self._http.submit(self._form(), {"Authorization": shown})

    def _form(self) -> Secret:
        client = BackendApplicationClient(self._credentials.client_id)
        secret = {"client_secret": self._credentials.client_secret.reveal()} if self._in_body else {}
        body: str = client.prepare_request_body(scope=self._scopes, include_client_id=self._in_body, **secret)
        return Secret(body)

    def _read(self, answer: Answer) -> Token:
        client = BackendApplicationClient(self._credentials.client_id)
        try:
            given = client.parse_request_body_response(answer.text)
            kind, text = given.get("token_type", "Bearer"), given["access_token"]
        except (OAuth2Error, ValueError, TypeError, AttributeError):
            kind = text = None
        if not isinstance(text, str) or not _is_token(text) or str(kind).lower() != "bearer":
            self._unusable(answer)
        return Token(Secret(text), _seconds(given.get("expires_in")))

    def _unusable(self, answer: Answer) -> NoReturn:
        """The answer itself is not shown: a token may be somewhere in it."""
        raise NothingSent(
            say("iziago.bad_token", host=self._http.host),
            hint=say("iziago.bad_token_hint"),
            status=answer.status,
        )


class _Refusal(msgspec.Struct):
    error: str


def explain(answer: Answer, scopes: Sequence[str]) -> ServiceError | None:
    """The token endpoint's refusals that have advice (RFC 6749, section 5.2)."""
    try:
        code = msgspec.json.decode(answer.body, type=_Refusal).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        code = ""
    if code == "invalid_scope":
        return _unauthorized("iziago.bad_scopes", answer, scopes=", ".join(scopes) or "–")
    if code in _CLIENT_ERRORS or answer.status == 401:
        return _unauthorized("iziago.bad_client", answer)
    return None


def _unauthorized(key: str, answer: Answer, **blanks: Any) -> Unauthorized:
    return Unauthorized(
        say(key, what=what(answer), **blanks),
        hint=say(f"{key}_hint"),
        status=answer.status,
        answer=answer.text,
    )


def _seconds(lifetime: object) -> float | None:
    """How long a token lives; None where nobody says so in seconds."""
    return float(lifetime) if isinstance(lifetime, int) and 0 < lifetime <= LONGEST else None


def _is_token(text: str) -> bool:
    """Whether a header can hold it."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text
