"""Iziago's line in the table of lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from xl_addin.connect import iziago
from xl_addin.fetching.iziago import DOWNLOADS, LISTS, Source
from xl_addin.fetching.system import System
from xl_addin.journal.store import Journal
from xl_addin.settings import Settings
from xl_addin.targets.iziago import Names


@contextmanager
def _open(settings: Settings) -> Iterator[Source]:
    with iziago.client(settings) as client, Journal(settings.journal_url) as journal:
        journal.settle_orphans()
        party = iziago.party(settings)
        yield Source(client, Names(client), party, journal, settings.workers, date.today())


IZIAGO = System(open=_open, lists=LISTS, downloads=DOWNLOADS)
