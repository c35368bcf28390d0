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

if TYPE_CHECKING:
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
    """

    def __init__(
        self, settings: Settings, cache: Cache, ledger: Ledger, today: Callable[[], date] = date.today
    ) -> None:
        self.settings = settings
        self.cache = cache
        self.ledger = ledger
        self.today = today

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

        return IziBooks(self.settings, self.journal)

    @cached_property
    def journal(self) -> JournalReads:
        """What was sent from this computer."""
        from xl_addin.functions.reads.journal import JournalReads

        return JournalReads(self.settings.journal_url)

    @property
    def now(self) -> float:
        """Seconds since 1970, by the clock of the cache."""
        return self.cache.now

    def note(self, text: str) -> None:
        """Something that a reader of the value must know: `XL_ADDIN_WHY` tells it."""
        current().note(text)

    def close(self) -> None:
        """Closes what was opened."""
        for part in vars(self).values():
            if callable(close := getattr(part, "close", None)):
                close()
