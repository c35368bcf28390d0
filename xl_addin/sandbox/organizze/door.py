"""Who may come in: HTTP Basic with e-mail and token, and a User-Agent."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from pathlib import Path

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.answers import refuse

EMAIL = "loja@padaria.example"
TOKEN = "d41f7c0b9a8e5362"  # noqa: S105 - it opens the sandbox and nothing else
USER_AGENT = "Padaria Bom Dia (loja@padaria.example)"


def guard(call: Call) -> None:
    """Raises `Refusal`: 400 without a User-Agent, 401 without the right e-mail and token."""
    if not call.headers.get("user-agent", "").strip():
        raise refuse(400, "Informe o header User-Agent")
    scheme, _, credentials = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic" or not secrets.compare_digest(
        _decoded(credentials), f"{EMAIL}:{TOKEN}".encode()
    ):
        raise refuse(401)


def access(base_url: str, _folder: Path) -> dict[str, str]:
    """What the ready file says."""
    return {"base_url": base_url, "email": EMAIL, "token": TOKEN}


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The same as environment variables."""
    return {
        "XL_ADDIN_ORGANIZZE_BASE_URL": given["base_url"],
        "XL_ADDIN_ORGANIZZE_EMAIL": given["email"],
        "XL_ADDIN_ORGANIZZE_TOKEN": given["token"],
        "XL_ADDIN_ORGANIZZE_USER_AGENT": USER_AGENT,
    }


def _decoded(credentials: str) -> bytes:
    try:
        return base64.b64decode(credentials.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""
