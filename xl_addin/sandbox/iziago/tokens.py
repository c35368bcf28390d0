"""POST of the token URL: OAuth 2.0 client credentials (RFC 6749, 4.4)."""

from __future__ import annotations

import secrets
from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.iziago import form, grants
from xl_addin.sandbox.iziago.credentials import CLIENT_ID, CLIENT_SECRET, SCOPES


def issue(call: Call) -> Any:
    """A token for the scopes asked for, or for all that are granted.

    A scope that exists but is not granted is left out and the answer says so (RFC 6749, 3.3; that Iziago
    does it this way is assumed), so that a client finds out which one it lacks from the 403.
    """
    fields = form.fields(call)
    _authenticate(*form.client(call, fields))
    _check_grant(fields)
    scopes = _scopes(fields.get("scope", " ".join(SCOPES)), grants.granted(call.records))
    body = {
        "access_token": grants.issue(call.records, scopes, call.now),
        "token_type": "Bearer",
        "expires_in": grants.LIFETIME,
        "scope": " ".join(scopes),
    }
    return Answer(body, 200, form.HEADERS)


def _authenticate(name: str, secret: str) -> None:
    right = secrets.compare_digest(name.encode(), CLIENT_ID.encode())
    right &= secrets.compare_digest(secret.encode(), CLIENT_SECRET.encode())
    if not right:
        raise form.refusal("invalid_client", "Unknown client, or wrong secret")


def _check_grant(fields: dict[str, str]) -> None:
    kind = fields.get("grant_type")
    if kind is None:
        raise form.refusal("invalid_request", "grant_type is missing")
    if kind != "client_credentials":
        raise form.refusal("unsupported_grant_type", "Only client_credentials is supported")


def _scopes(asked: str, granted: list[str]) -> list[str]:
    wanted = asked.split()
    if not set(wanted) <= set(SCOPES):
        raise form.refusal("invalid_scope", f"The scopes are: {' '.join(SCOPES)}")
    given = [scope for scope in granted if scope in wanted]
    if not given:
        raise form.refusal("invalid_scope", "None of these scopes is granted to this client")
    return given
