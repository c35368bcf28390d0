"""HTTP Basic with e-mail and token."""

from __future__ import annotations

from base64 import b64encode

from requests import PreparedRequest
from requests.auth import AuthBase

from xl_addin.values.secret import Secret


class TokenAuth(AuthBase):
    """Puts e-mail and token into each request. Requests' own Basic cannot hide them and writes Latin-1."""

    def __init__(self, email: str, token: Secret) -> None:
        self._pair = Secret(b64encode(f"{email}:{token.reveal()}".encode()).decode())

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """See `AuthBase`."""
        r.headers["Authorization"] = f"Basic {self._pair.reveal()}"
        return r

    @property
    def pair(self) -> Secret:
        """The header's value, so that it can be redacted."""
        return self._pair
