"""What requests calls to have a prepared request carried."""

from __future__ import annotations

from functools import partial
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from xl_addin.http.connection import WatchedPool
from xl_addin.http.trust import Trust


class Adapter(HTTPAdapter):
    """Carries requests over watched connections, HTTPS only."""

    def __init__(self, trust: Trust, connections: int, retries: Retry) -> None:
        self._pools = {"https": partial(WatchedPool, trust=trust)}
        super().__init__(pool_connections=1, pool_maxsize=connections, max_retries=retries)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """See `HTTPAdapter`."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """See `HTTPAdapter`."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Only host and port make the pool; certificates are `Trust`'s matter."""
        host, _tls = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {}

    def cert_verify(self, conn: Any, *args: Any, **kwargs: Any) -> None:
        """Requests would add its own list of authorities (certifi) to the system's store here."""
        conn.cert_reqs = "CERT_REQUIRED"
