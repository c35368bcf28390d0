"""A sheet whose formulas read Organizze's sandbox, and what the sandbox itself has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from run_day import run_day

from xl_addin.fetching.listing import Listing
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cells import for_program
from xl_addin.functions.entry import call
from xl_addin.functions.ledger import Ledger, why
from xl_addin.functions.outcome import Outcome
from xl_addin.settings import Settings

A_DAY = timedelta(days=1)

Record = Mapping[str, Any]


@dataclass
class Paper:
    """A sheet to calculate on.

    Attributes:
        books: What its formulas read.
        sandbox: The service.
    """

    books: Books
    sandbox: Any

    def outcome(self, name: str, *arguments: Any) -> Outcome:
        """What comes of a formula."""
        return call(self.books, f"ORGANIZZE_{name}", arguments)

    def value(self, name: str, *arguments: Any) -> Any:
        """What its cell shows, amounts as text."""
        return for_program(self.outcome(name, *arguments))

    def why(self, name: str, *arguments: Any) -> str:
        """What XL_ADDIN_WHY says of it."""
        return why(self.outcome(name, *arguments), time.time())

    def lines(self, name: str, *arguments: Any) -> list[Record]:
        """The rows of its table, each by header."""
        listing = self.outcome(name, *arguments).value
        assert isinstance(listing, Listing), listing
        headers = [column.header for column in listing.columns]
        return [dict(zip(headers, row, strict=True)) for row in listing.rows]

    def ids(self, name: str, *arguments: Any) -> list[int]:
        """The ids in its table, in order."""
        return [line["Id"] for line in self.lines(name, *arguments)]

    @cached_property
    def state(self) -> Mapping[str, Sequence[Record]]:
        """What the service had when this was asked for the first time."""
        found: Mapping[str, Sequence[Record]] = self.sandbox.state()["organizze"]
        return found

    def records(self, kind: str) -> Sequence[Record]:
        """What the service has now."""
        found: Sequence[Record] = self.sandbox.state()["organizze"][kind]
        return found

    def calls(self) -> list[str]:
        """What the service was asked."""
        return [item["path"] for item in self.sandbox.state()["calls"] if item["system"] == "organizze"]


@dataclass
class Clock:
    """Goes on as all clocks do, and further when somebody waits.

    Attributes:
        later: Seconds that it is ahead.
    """

    later: float = 0.0

    def __call__(self) -> float:
        """The moment it is, in seconds since 1970."""
        return time.time() + self.later


@contextmanager
def paper_with(
    settings: Settings, sandbox: Any, clock: Callable[[], float] = time.time, home: Path | None = None
) -> Iterator[Paper]:
    """A fresh sheet on the day of the run; it waits for answers as long as they take.

    Args:
        settings: Whose.
        sandbox: The service.
        clock: Seconds since 1970, by which answers grow old.
        home: Where answers are kept for other sheets; without one, they are not.
    """
    snapshot = Snapshot(home, clock()) if home else None
    books = Books(settings, Cache(Patience(None, time.monotonic), snapshot, clock=clock), Ledger(), run_day)
    try:
        yield Paper(books, sandbox)
    finally:
        books.close()


def reais(cents: int) -> str:
    """Cents as the amount that a cell shows."""
    return str(Decimal(cents).scaleb(-2))


def is_of(record: Record, account: int) -> bool:
    """Whether a record is an account's own."""
    return bool(record["account_type"] == "Account" and record["account_id"] == account)


def within(record: Record, start: date, end: date) -> bool:
    """Whether a record's day is one of a period."""
    return start <= date.fromisoformat(record["date"]) <= end
