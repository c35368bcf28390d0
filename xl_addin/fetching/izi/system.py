"""iZi's line in the table of lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xl_addin.connect import izi
from xl_addin.fetching.izi import DOWNLOADS, LISTS, Source
from xl_addin.fetching.system import System
from xl_addin.journal.store import Journal
from xl_addin.settings import Settings
from xl_addin.targets.issuers import Issuers
from xl_addin.values.la_paz import today


@contextmanager
def _open(settings: Settings) -> Iterator[Source]:
    """No credentials are needed: iZi cannot be asked, and the files' links are open to who knows them."""
    with Journal(settings.journal_url) as journal:
        journal.settle_orphans()
        yield Source(settings, journal, Issuers(settings.izi), izi.party(settings), today())


IZI = System(open=_open, lists=LISTS, downloads=DOWNLOADS)
