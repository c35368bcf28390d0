"""GET /users/{id}: there is no "me"."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.sent import named


def show(call: Call) -> Any:
    """GET /users/{id}."""
    return named(call, "users")
