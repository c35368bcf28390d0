"""What functions read from: the services through the cache, and the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.trace import current
from xl_addin.functions.ledger import Ledger
from xl_addin.settings import Settings
from xl_addin.values import la_paz

if TYPE_CHECKING:
    from xl_addin.functions.elsewhere import Here
    from xl_addin.functions.izi.books import IziBooks
    from xl_addin.functions.iziago.books import IziagoBooks
    from xl_addin.functions.organizze.books import OrganizzeBooks
    from xl_addin.functions.reads.journal import JournalReads


class Books:
    """All that a function may look at. Many threads may use it; what nobody looks at is not loaded.

    Attributes:
        settings: Whose accounts, hosts and journal.
        cache: What was asked.
        ledger: What cells were told.
        today: The day that defaults start from.
        la_paz: The day that those of iZi's functions start from.
    """

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        ledger: Ledger,
        today: Callable[[], date] = date.today,
        la_paz: Callable[[], date] = la_paz.today,
    ) -> None:
        self.settings = settings
        self.cache = cache
        self.ledger = ledger
        self.today = today
        self.la_paz = la_paz

    @cached_property
    def organizze(self) -> OrganizzeBooks:
        """Organizze's lists, movements and balances."""
        from xl_addin.functions.organizze.books import OrganizzeBooks

        return OrganizzeBooks(self.settings, self.cache, self.today)

    @cached_property
    def iziago(self) -> IziagoBooks:
        """Iziago's lists, balances and forecasts."""
        from xl_addin.functions.iziago.books import IziagoBooks

        return IziagoBooks(self.settings, self.cache, self.journal, self.today)

    @cached_property
    def izi(self) -> IziBooks:
        """IZi's invoices and charges, as the journal has them."""
        from xl_addin.functions.izi.books import IziBooks

        return IziBooks(self.settings, self.journal, self.la_paz)

    @cached_property
    def journal(self) -> JournalReads:
        """What was sent from this computer."""
        from xl_addin.functions.reads.journal import JournalReads

        return JournalReads(self.settings.journal_url)

    @cached_property
    def here(self) -> Here:
        """Which rows are at the hosts and companies of the settings."""
        from xl_addin.functions.elsewhere import Here

        return Here(self.settings)

    @property
    def now(self) -> float:
        """Seconds since 1970, by the clock of the cache."""
        return self.cache.now

    @property
    def pending(self) -> int:
        """How much is on its way: requests, and what the journal will tell."""
        journal = self._opened_journal
        return self.cache.pending + (journal.pending if journal else 0)

    @property
    def arrived(self) -> int:
        """How much has come since the program began."""
        journal = self._opened_journal
        return self.cache.arrived + (journal.arrived if journal else 0)

    @property
    def _opened_journal(self) -> JournalReads | None:
        found: JournalReads | None = vars(self).get("journal")
        return found

    def note(self, text: str) -> None:
        """Something that a reader of the value must know: `XL_ADDIN_WHY` tells it."""
        current().note(text)

    def are_outdated(self, settings: Settings) -> bool:
        """Whether the settings are others now, or a secret of a service that was looked at is."""
        if settings != self.settings:
            return True
        services = (vars(self).get(name) for name in ("organizze", "iziago"))
        return any(service.is_outdated for service in services if service)

    def close(self) -> None:
        """Closes what was opened."""
        self.close_parts()
        self.cache.close()

    def close_parts(self) -> None:
        """Closes what was opened besides the cache, which other books go on with."""
        for name, part in vars(self).items():
            if name != "cache" and callable(close := getattr(part, "close", None)):
                close()
