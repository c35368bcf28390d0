"""iZi's lists, each a function from a query to a listing, and what it lets download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xl_addin.fetching.izi.charges import charges
from xl_addin.fetching.izi.invoices import invoices
from xl_addin.fetching.izi.issuers import issuers
from xl_addin.fetching.izi.pdfs import pdfs, roll_pdfs
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.system import Bar

__all__ = ["DOWNLOADS", "LISTS", "Source"]

LISTS: dict[str, Callable[[Source, Query], Listing]] = {
    "invoices": invoices,
    "charges": charges,
    "issuers": issuers,
}
DOWNLOADS: dict[str, Callable[[Source, Query, Path, Bar], Listing]] = {"pdfs": pdfs, "roll_pdfs": roll_pdfs}
