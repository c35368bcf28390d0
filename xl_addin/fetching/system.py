"""What makes a service's lists reachable: what they are made from, and the lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from xl_addin.fetching.listing import Listing, Query
from xl_addin.settings import Settings


class Bar(Protocol):
    """The progress of long work, as the command line shows it."""

    def begin(self, total: int) -> None:
        """There are so many things to do."""

    def advance(self) -> None:
        """One of them is done."""


@dataclass(frozen=True, slots=True)
class System:
    """One service.

    Attributes:
        open: What its lists are made from, with connections that end with the block. Raises SettingsError
            when credentials are missing.
        lists: Each a function from that and a query to a listing.
        downloads: Likewise, but files go into a folder; the listing tells what is there now.
    """

    open: Callable[[Settings], AbstractContextManager[Any]]
    lists: Mapping[str, Callable[[Any, Query], Listing]]
    downloads: Mapping[str, Callable[[Any, Query, Path, Bar], Listing]]

    @property
    def names(self) -> list[str]:
        """All that can be fetched."""
        return [*self.lists, *self.downloads]
