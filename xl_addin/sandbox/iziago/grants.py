"""Which scopes the administrator granted, and the tokens that are out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from xl_addin.sandbox.records import Records

LIFETIME = 3600
"""Seconds for which a token opens the door."""
COMPANY = 1
"""The id of the one company there is."""


def granted(records: Records) -> list[str]:
    """The scopes that the client has now."""
    company = records.get("company", COMPANY)
    return list(company["scopes"]) if company else []


def grant(records: Records, scopes: Sequence[str]) -> None:
    """Gives the client these scopes and no others; tokens that are out are held to it at once."""
    company = records.get("company", COMPANY) or {"id": COMPANY}
    records.put("company", {**company, "scopes": list(scopes)})


def company_name(records: Records) -> str:
    """Whose books these are."""
    company = records.get("company", COMPANY)
    return str(company["name"]) if company else ""


def issue(records: Records, scopes: Sequence[str], now: datetime) -> str:
    """A new token; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    expires = now.timestamp() + LIFETIME
    record = {"id": records.new_id(), "hash": _hash(token), "scopes": list(scopes), "expires": expires}
    records.put("tokens", record)
    return token


def held(records: Records, token: str, now: datetime) -> list[str] | None:
    """The scopes that a token opens; None when it is unknown or has expired."""
    wanted = _hash(token)
    for record in records.all("tokens"):
        if record["hash"] == wanted and now.timestamp() < record["expires"]:
            return [scope for scope in record["scopes"] if scope in granted(records)]
    return None


def expire_all(records: Records, now: datetime) -> int:
    """Ends every token that is out; gives how many were still good."""
    good = [record for record in records.all("tokens") if now.timestamp() < record["expires"]]
    for record in good:
        records.put("tokens", {**record, "expires": now.timestamp()})
    return len(good)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
