"""Iziago through the cache, as its functions and the lists of `fetching` read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from xl_addin.connect import iziago
from xl_addin.fetching.iziago.source import Source
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.iziago.accounts import Accounts
from xl_addin.functions.reads.iziago import IziagoReads
from xl_addin.functions.reads.journal import JournalReads, NoJournal
from xl_addin.functions.reads.live import LiveClient
from xl_addin.functions.reads.scope import scope_of, secret_of
from xl_addin.settings import Settings
from xl_addin.targets.iziago import Names


class IziagoBooks:
    """One Iziago login.

    Attributes:
        client: Reads through the cache.
        stated: The accounts of the statements module.
        forecast: Those of the forecasting module.
        payable: Those of the payments module.
        party: Who asks whom.
    """

    def __init__(
        self, settings: Settings, cache: Cache, journal: JournalReads, today: Callable[[], date]
    ) -> None:
        """Nothing is asked yet.

        Raises:
            SettingsError: The profile cannot be used.
        """
        self._journal = journal
        self._today = today
        self._live = LiveClient(lambda: iziago.client(settings))
        self.party = iziago.party(settings)
        self._login = settings.iziago.client_id.strip()
        self._secret = secret_of("iziago", self._login)
        scope = scope_of(self.party, settings.iziago.base_url, self._login, self._secret, cache.key)
        self.client = IziagoReads(self._live, cache, scope, iziago.profile(settings), today)
        self.stated = Accounts("statements", self.client.statements.accounts, self._all)
        self.forecast = Accounts("forecasting", self.client.forecasting.accounts, self._all)
        self.payable = Accounts("payments", self.client.payments.accounts, self._all)

    @property
    def is_outdated(self) -> bool:
        """Whether the login has another secret now."""
        return secret_of("iziago", self._login) != self._secret

    @property
    def source(self) -> Source:
        """What the lists of `fetching` are made from; where nothing was imported yet, nothing was sent."""
        journal = self._journal if self._journal.exists else NoJournal()
        return Source(self.client, Names(self.client), self.party, journal, 1, self._today())

    def _all(self) -> tuple[Accounts[Any], ...]:
        return self.stated, self.forecast, self.payable

    def close(self) -> None:
        """Closes the connections, if there are any."""
        self._live.close()
