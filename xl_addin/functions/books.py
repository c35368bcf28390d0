"""What functions read from: the services through the cache, and the journal."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import cached_property

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.trace import current
from xl_addin.functions.ledger import Ledger
from xl_addin.functions.organizze.books import OrganizzeBooks
from xl_addin.settings import Settings


class Books:
    """All that a function may look at. Many threads may use it.

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
        return OrganizzeBooks(self.settings, self.cache, self.today)

    @property
    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def note(self, text: str) -> None:
        """Something that a reader of the value must know: `XL_ADDIN_WHY` tells it."""
        current().note(text)

    def close(self) -> None:
        """Closes what was opened."""
        self.cache.close()
        for books in vars(self).values():
            if isinstance(books, OrganizzeBooks):
                books.close()
