"""Who may come in: a header that a client's key has sealed, over the very body that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.izi.answers import INVALID_TOKEN, NO_KEYS, UNKNOWN_CLIENT, refuse
from xl_addin.sandbox.izi.keys import private_key, public_key_file
from xl_addin.sandbox.izi.seed import main_issuer
from xl_addin.sandbox.izi.token import client_of, opened

CLIENT_ID = "5b0c2a7e-91d3-4c55-8a0b-6d2e7f19b3c8"
CLIENT_WITHOUT_KEYS = "e83f64d1-2b7a-4f09-9c3e-0a51d7c8b264"
HEADER_LIMIT = 16_384
"""Bytes of all headers together: Node's own limit, and iZi's samples are in Node. Assumed."""


def guard(call: Call) -> None:
    """Raises `Refusal`: 431 for headers that are too large, 401 with the document's three reasons."""
    if sum(len(name) + len(value) for name, value in call.headers.items()) > HEADER_LIMIT:
        raise refuse(431)
    header = call.headers.get("authorization", "")
    client = client_of(header)
    if client is None:
        raise refuse(401, INVALID_TOKEN)
    check_client(client)
    if _sealed_body(header, call.folder) != call.content:
        raise refuse(401, INVALID_TOKEN)


def check_client(client_id: str) -> None:
    """Raises `Refusal`: 401, nobody knows the client, or it made no keys.

    The document has both reasons under 404 as well; which one it means when is not said.
    """
    if client_id == CLIENT_WITHOUT_KEYS:
        raise refuse(401, NO_KEYS)
    if client_id != CLIENT_ID:
        raise refuse(401, UNKNOWN_CLIENT)


def access(base_url: str, folder: Path) -> dict[str, str]:
    """What the ready file says; the folder gets its keys."""
    return {
        "base_url": base_url,
        "client_id": CLIENT_ID,
        "public_key_file": str(public_key_file(folder)),
        "issuer": main_issuer(),
    }


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The same as environment variables."""
    return {f"XL_ADDIN_IZI_{name.upper()}": value for name, value in given.items()}


def _sealed_body(header: str, folder: Path) -> bytes | None:
    try:
        return opened(header, private_key(folder))
    except ValueError:
        return None
