"""The connections to one host, kept for the next request: HTTPS only, straight or through a proxy."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from urllib3 import HTTPConnectionPool, PoolManager, ProxyManager

from xl_addin.http.connection import WatchedPool
from xl_addin.http.trust import Trust


def pool_to(base: SplitResult, trust: Trust, connections: int, proxy: str) -> HTTPConnectionPool:
    """A pool of watched connections.

    Args:
        base: Names host and port; https.
        trust: Whose certificates are believed.
        connections: How many are kept.
        proxy: URL of an HTTP proxy; blank goes straight.
    """
    kept: dict[str, Any] = {"maxsize": connections, "cert_reqs": "CERT_REQUIRED"}
    manager = ProxyManager(proxy, proxy_headers=_shown(proxy), **kept) if proxy else PoolManager(**kept)
    manager.pool_classes_by_scheme = {"https": partial(WatchedPool, trust=trust)}  # type: ignore[dict-item]
    return manager.connection_from_host(base.hostname, base.port, "https")


def _shown(proxy: str) -> dict[str, str]:
    """What the proxy wants to see, where its URL has a name and a password."""
    parts = urlsplit(proxy)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
