"""Organizze through the cache, as its functions and the lists of `fetching` read it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from xl_addin.apis.organizze.client import Organizze
from xl_addin.balances.anchors import Anchors
from xl_addin.connect import organizze
from xl_addin.fetching.organizze.source import Source
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.organizze.names import CurrentNames
from xl_addin.functions.reads.organizze import OrganizzeReads
from xl_addin.settings import Settings


class OrganizzeBooks:
    """One Organizze account.

    Attributes:
        client: Reads through the cache.
        names: Accounts, cards and categories by name.
        anchors: Known balances.
    """

    def __init__(self, settings: Settings, cache: Cache, today: Callable[[], date]) -> None:
        self._settings = settings
        self._today = today
        self._live: Organizze | None = None
        self._lock = threading.Lock()
        self.party = organizze.party(settings)
        scope = f"organizze {self.party.host} {self.party.company}"
        self.client = OrganizzeReads(self._client, cache, scope, today)
        self.names = CurrentNames(self.client)
        self.anchors = Anchors(settings.home)

    @property
    def source(self) -> Source:
        """What the lists of `fetching` are made from."""
        return Source(self.client, self.names, self.party, self.anchors, self._today())

    def close(self) -> None:
        """Closes the connections, if there are any."""
        if self._live:
            self._live.close()

    def _client(self) -> Organizze:
        """The client that speaks with the service; made when something is not in the cache."""
        with self._lock:
            if self._live is None:
                self._live = organizze.client(self._settings)
            return self._live
