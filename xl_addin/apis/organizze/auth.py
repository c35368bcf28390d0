"""HTTP Basic with e-mail and token."""

from __future__ import annotations

from base64 import b64encode

from xl_addin.values.secret import Secret


def pair(email: str, token: Secret) -> Secret:
    """What stands behind `Basic` in the header, as UTF-8: libraries' own Basic writes Latin-1."""
    return Secret(b64encode(f"{email}:{token.reveal()}".encode()).decode())


def header(email: str, token: Secret) -> Secret:
    """The Authorization header of each request."""
    return Secret(f"Basic {pair(email, token).reveal()}")
