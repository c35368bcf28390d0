"""Organizze as one of the sandbox's systems: who may speak, its state, and how to reach it."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any

from starlette.requests import Request

from xl_addin.sandbox.call import Refusal
from xl_addin.sandbox.organizze import BASE, ROUTES
from xl_addin.sandbox.organizze.movements import transfers_of
from xl_addin.sandbox.organizze.seed import EMAIL, TOKEN, seed
from xl_addin.sandbox.store import Record, Store

UNAUTHORIZED = Refusal(401, {"error": "Não autorizado"})


class OrganizzeSystem:
    """See `service.System`."""

    name = "organizze"
    base = BASE
    routes = ROUTES
    unauthorized = UNAUTHORIZED

    def __init__(self, file: Path | None) -> None:
        self.store = Store(self.name, file, seed())

    def admit(self, request: Request) -> None:
        """Basic e-mail and token, and a User-Agent (document, first sections)."""
        if not request.headers.get("user-agent", "").strip():
            raise Refusal(400, {"error": "Bad Request: User-Agent"})
        kind, _, encoded = request.headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            given = ""
        if kind.casefold() != "basic" or given != f"{EMAIL}:{TOKEN}":
            raise UNAUTHORIZED

    def state(self) -> dict[str, list[Record]]:
        """Every record, and the transfers as the service lists them."""
        kinds = {kind: self.store.all(kind) for kind in self.store.tables}
        return {**kinds, "transfers": transfers_of(self.store)}

    def ready(self, origin: str) -> dict[str, Any]:
        """Its part of the ready file."""
        return {"base_url": origin + BASE, "email": EMAIL, "token": TOKEN}

    def environment(self, origin: str) -> dict[str, str]:
        """The variables that lead a client here."""
        return {
            "XL_ADDIN_ORGANIZZE_BASE_URL": origin + BASE,
            "XL_ADDIN_ORGANIZZE_EMAIL": EMAIL,
            "XL_ADDIN_ORGANIZZE_TOKEN": TOKEN,
            "XL_ADDIN_ORGANIZZE_USER_AGENT": f"xl-addin ({EMAIL})",
        }
