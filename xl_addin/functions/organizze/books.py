"""Organizze through the cache, as its functions and the lists of `fetching` read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from xl_addin.apis.organizze.models import Account
from xl_addin.balances.anchors import Anchors
from xl_addin.connect import organizze
from xl_addin.fetching.organizze.source import Source
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.recall import Recall
from xl_addin.functions.organizze.names import CurrentNames
from xl_addin.functions.organizze.tallies import Tallies
from xl_addin.functions.reads.live import LiveClient
from xl_addin.functions.reads.organizze import OrganizzeReads
from xl_addin.functions.reads.scope import scope_of, secret_of
from xl_addin.settings import Settings


class OrganizzeBooks:
    """One Organizze account.

    Attributes:
        client: Reads through the cache.
        names: Accounts, cards and categories by name.
        anchors: Known balances.
        recall: What was made of what was read.
        tallies: Months' sums.
    """

    def __init__(self, settings: Settings, cache: Cache, today: Callable[[], date]) -> None:
        self._today = today
        self._live = LiveClient(lambda: organizze.client(settings))
        self.party = organizze.party(settings)
        self._login = settings.organizze.email.strip()
        self._secret = secret_of("organizze", self._login)
        scope = scope_of(self.party, settings.organizze.base_url, self._login, self._secret, cache.key)
        self.client = OrganizzeReads(self._live, cache, scope, today)
        self.names = CurrentNames(self.client)
        self.anchors = Anchors(settings.home, settings.organizze.balances)
        self.recall = Recall(cache)
        self.tallies = Tallies(self.client.monthly_transactions, self.recall)

    @property
    def is_outdated(self) -> bool:
        """Whether the login has another secret now."""
        return secret_of("organizze", self._login) != self._secret

    @property
    def source(self) -> Source:
        """What the lists of `fetching` are made from."""
        return Source(self.client, self.names, self.party, self.anchors, self._today())

    @property
    def accounts(self) -> Mapping[int, Account]:
        """Every account by id."""
        return self.recall.get("accounts", lambda: {item.id: item for item in self.client.accounts.list()})

    def family(self, category_id: int) -> frozenset[int]:
        """A category and all that are below it."""
        return self.recall.get(("family", category_id), lambda: self._family(category_id))

    def _family(self, category_id: int) -> frozenset[int]:
        records = self.client.categories.list()
        family: set[int] = set()
        found = {category_id}
        while found:
            family |= found
            found = {item.id for item in records if item.parent_id in found} - family
        return frozenset(family)

    def close(self) -> None:
        """Closes the connections, if there are any."""
        self._live.close()
