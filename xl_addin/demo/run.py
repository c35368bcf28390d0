"""The demo's steps: make, import, fetch, compare. All in one folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xl_addin.apis.organizze.client import Organizze
from xl_addin.balances.anchors import Anchors
from xl_addin.build.template import write_template
from xl_addin.connect import organizze
from xl_addin.demo import month
from xl_addin.demo.comparison import Comparison, compare
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Query
from xl_addin.fetching.organizze import LISTS, Source
from xl_addin.importing.desk import Desk
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import LookAlikes, Options, Run
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings
from xl_addin.targets import Targets
from xl_addin.targets.organizze import Names

WORKBOOKS: Mapping[str, tuple[str, Callable[[Names, date], list[month.Row]]]] = {
    "bakery-month.xlsx": ("organizze_transactions", month.transactions),
    "bakery-transfers.xlsx": ("organizze_transfers", month.transfers),
    "with-mistakes.xlsx": ("organizze_transactions", month.mistakes),
}
FETCHED = {"fetched-transactions.xlsx": "transactions", "fetched-balances.xlsx": "balances"}


@dataclass(slots=True)
class Report:
    """What the demo did.

    Attributes:
        sent: The outcome of the good workbooks.
        refused: The outcome of the one with mistakes.
        fetched: File to number of rows.
        comparison: What was held against the service's own records.
    """

    sent: Outcome = field(default_factory=Outcome)
    refused: Outcome = field(default_factory=Outcome)
    fetched: dict[Path, int] = field(default_factory=dict)
    comparison: Comparison = field(default_factory=lambda: Comparison(0))


def run(out: Path, settings: Settings, desk: Desk, state: Callable[[], Mapping[str, Any]]) -> Report:
    """Walks the whole path once.

    Args:
        out: The demo's folder.
        settings: They point at the sandbox and at a home inside the folder.
        desk: Who sees previews and bars.
        state: Gives the sandbox's `GET /state`.

    Raises:
        Mismatch: A workbook and the service tell different stories.
    """
    report = Report()
    today = date.today()
    with organizze.client(settings) as client:
        names = Names(client)
        for name in WORKBOOKS:
            _make(out, name, names, today)
        good, bad = [out / name for name in WORKBOOKS][:2], out / "with-mistakes.xlsx"
        report.sent = _import(settings, desk, good)
        report.refused = _import(settings, desk, [bad])
        report.fetched = _fetch(out, settings, client, names, today)
    report.comparison = compare([*good, bad], state()["organizze"])
    return report


def _make(out: Path, name: str, names: Names, today: date) -> None:
    """Writes a filled template, unless an earlier demo did."""
    path = out / name
    if not path.exists():
        template, rows = WORKBOOKS[name]
        write_template(SHEETS[template], path, lists=names.labels(), rows=rows(names, today))


def _import(settings: Settings, desk: Desk, paths: list[Path]) -> Outcome:
    options = Options(look_alikes=LookAlikes.REFUSE, deadline=settings.deadline)
    with Journal(settings.journal_url) as journal, Targets(settings) as targets:
        return Run(journal, targets, desk, options).run(paths)


def _fetch(out: Path, settings: Settings, client: Organizze, names: Names, today: date) -> dict[Path, int]:
    source = Source(client, names, organizze.party(settings), Anchors(settings.home), today)
    fetched = {}
    for name, what in FETCHED.items():
        listing = LISTS[what](source, Query())
        export(listing, out / name, overwrite=True)
        fetched[out / name] = len(listing.rows)
    return fetched
