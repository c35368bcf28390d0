"""What a token request brings: a form, and who asks (RFC 6749, 2.3.1 and 3.2)."""

from __future__ import annotations

import base64
from urllib.parse import parse_qsl, unquote_plus

from xl_addin.sandbox.call import Answer, Call, Refusal

FORM = "application/x-www-form-urlencoded"
HEADERS = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def refusal(code: str, description: str) -> Refusal:
    """To be raised: one of RFC 6749's errors (5.2)."""
    challenge = {"WWW-Authenticate": 'Basic realm="Iziago"'} if code == "invalid_client" else {}
    body = {"error": code, "error_description": description}  # the RFC wants ASCII here
    return Refusal(Answer(body, 401 if challenge else 400, {**HEADERS, **challenge}))


def fields(call: Call) -> dict[str, str]:
    """The form's fields; one without a value counts as missing.

    Raises:
        Refusal: invalid_request, it is no form or has a field twice.
    """
    if call.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise refusal("invalid_request", f"The body must be {FORM}")
    try:
        pairs = parse_qsl(call.content.decode("ascii"), strict_parsing=True, errors="strict")
    except ValueError:
        raise refusal("invalid_request", "The body is no form") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise refusal("invalid_request", "A parameter is given more than once")
    return dict(pairs)


def client(call: Call, form: dict[str, str]) -> tuple[str, str]:
    """Id and secret, from the Authorization header or from the form.

    Raises:
        Refusal: invalid_request when both bring them, invalid_client when neither does.
    """
    header = call.headers.get("authorization", "")
    if not header:
        return form.get("client_id", ""), form.get("client_secret", "")
    if "client_secret" in form:
        raise refusal("invalid_request", "Authenticate in the header or in the body, not in both")
    name, secret = _basic(header)
    if form.get("client_id", name) != name:
        raise refusal("invalid_request", "client_id differs between the header and the body")
    return name, secret


def _basic(header: str) -> tuple[str, str]:
    """Both parts, which were form-encoded before they went into the header."""
    scheme, _, credentials = header.partition(" ")
    try:
        text = base64.b64decode(credentials.strip(), validate=True).decode("ascii")
    except ValueError:
        text = ""
    if scheme.lower() != "basic" or ":" not in text:
        raise refusal("invalid_client", "The Authorization header is no HTTP Basic")
    name, _, secret = text.partition(":")
    return unquote_plus(name), unquote_plus(secret)
