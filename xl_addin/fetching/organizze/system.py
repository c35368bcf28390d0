"""Organizze's line in the table of lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from xl_addin.balances.anchors import Anchors
from xl_addin.connect import organizze
from xl_addin.fetching.organizze import LISTS, Source
from xl_addin.fetching.system import System
from xl_addin.settings import Settings
from xl_addin.targets.organizze import Names


@contextmanager
def _open(settings: Settings) -> Iterator[Source]:
    with organizze.client(settings) as client:
        yield Source(
            client,
            Names(client),
            organizze.party(settings),
            Anchors(settings.home, settings.organizze.balances),
            date.today(),
        )


ORGANIZZE = System(open=_open, lists=LISTS, downloads={})
