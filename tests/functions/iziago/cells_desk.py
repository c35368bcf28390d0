"""Cells that are calculated over the sandbox, and what it was asked for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from run_day import run_day

from xl_addin.fetching.listing import Listing
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cells import for_program
from xl_addin.functions.entry import call
from xl_addin.functions.ledger import Ledger, why
from xl_addin.functions.outcome import Outcome
from xl_addin.settings import Settings


@dataclass
class Desk:
    """Somebody's books, and the services behind them.

    Attributes:
        books: What formulas read from.
        sandbox: The services.
    """

    books: Books
    sandbox: Any

    def outcome(self, name: str, *arguments: Any) -> Outcome:
        """What comes of a formula."""
        return call(self.books, name, arguments)

    def value(self, name: str, *arguments: Any) -> Any:
        """What its cells show, amounts as text."""
        return for_program(self.outcome(name, *arguments))

    def why(self, name: str, *arguments: Any) -> str:
        """What XL_ADDIN_WHY says of it."""
        return why(self.outcome(name, *arguments), time.time())

    def table(self, name: str, *arguments: Any) -> Listing:
        """The table it spills."""
        listing = self.outcome(name, *arguments).value
        assert isinstance(listing, Listing), listing
        return listing

    def lines(self, name: str, *arguments: Any) -> list[dict[str, Any]]:
        """The table's rows, each by header."""
        listing = self.table(name, *arguments)
        headers = [column.header for column in listing.columns]
        return [dict(zip(headers, row, strict=True)) for row in listing.rows]

    def calls(self, system: str, piece: str = "") -> list[str]:
        """The paths that a service was asked for and that have this piece in them."""
        calls = self.sandbox.state()["calls"]
        return [item["path"] for item in calls if item["system"] == system and piece in item["path"]]

    def state(self, system: str, kind: str) -> list[Mapping[str, Any]]:
        """A service's records."""
        records: list[Mapping[str, Any]] = self.sandbox.state()[system][kind]
        return records


@contextmanager
def desk_with(
    settings: Settings,
    sandbox: Any,
    today: Callable[[], date] = run_day,
    clock: Callable[[], float] = time.time,
) -> Iterator[Desk]:
    """A desk at which nothing was asked yet; it waits for answers as long as they take."""
    books = Books(settings, Cache(Patience(None, time.monotonic), clock=clock), Ledger(), today)
    try:
        yield Desk(books, sandbox)
    finally:
        books.close()
