"""The client that the administrator made for this company, and how a program is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

BASE = "/iziago/v1"
TOKEN_PATH = "/iziago/oauth/token"  # noqa: S105 - a path
CLIENT_ID = "vauzelle-3f9c27"
CLIENT_SECRET = "q8Zr+T5mVx/0aLw2Hn7Jd4Ks9Pf1Bc6Y="  # noqa: S105 - it opens the sandbox and nothing else
"""It has signs that must be encoded in a form and in HTTP Basic (RFC 6749, 2.3.1)."""
SCOPES = ("statements", "forecasting", "payments", "third-parties")
"""All there are; the administrator grants some of them."""


def access(base_url: str, _folder: Path) -> dict[str, str]:
    """What the ready file says."""
    return {
        "base_url": base_url,
        "token_url": urljoin(base_url, TOKEN_PATH),
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
    }


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The same as environment variables. The profile is the built-in one."""
    return {
        "XL_ADDIN_IZIAGO_BASE_URL": given["base_url"],
        "XL_ADDIN_IZIAGO_TOKEN_URL": given["token_url"],
        "XL_ADDIN_IZIAGO_CLIENT_ID": given["client_id"],
        "XL_ADDIN_IZIAGO_CLIENT_SECRET": given["client_secret"],
        "XL_ADDIN_IZIAGO_SCOPES": " ".join(SCOPES),
    }
