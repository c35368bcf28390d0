"""The demo's steps: make, import, fetch, compare. All in one folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xl_addin.build.template import write_template
from xl_addin.demo.cast import PARTS, Part
from xl_addin.demo.comparison import Comparison, compare
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Query
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.importing.desk import Desk
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings
from xl_addin.targets import Targets


@dataclass(slots=True)
class Report:
    """What the demo did.

    Attributes:
        sent: The outcome of the good workbooks.
        refused: The outcome of those with mistakes.
        fetched: File to number of rows.
        comparison: What was held against the services' own records.
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
        Mismatch: A workbook and a service tell different stories.
    """
    report = Report()
    for part in PARTS.values():
        _make(out, part, settings)
    good = [out / name for part in PARTS.values() for name in part.good]
    bad = [out / name for part in PARTS.values() for name in part.bad]
    report.sent = _import(settings, desk, good)
    report.refused = _import(settings, desk, bad)
    for system, part in PARTS.items():
        report.fetched |= _fetch(out, system, part, settings)
    report.comparison = compare([*good, *bad], state())
    return report


def _make(out: Path, part: Part, settings: Settings) -> None:
    """Writes filled templates, those that no earlier demo wrote."""
    missing = {name: made for name, made in {**part.good, **part.bad}.items() if not (out / name).exists()}

    def write(names: Any) -> None:
        lists = names.labels()
        for name, (template, rows) in missing.items():
            write_template(SHEETS[template], out / name, lists=lists, rows=rows(names, date.today()))

    if missing:
        part.names(settings, write)


def _import(settings: Settings, desk: Desk, paths: list[Path]) -> Outcome:
    options = Options(look_alikes=LookAlikes.REFUSE, deadline=settings.deadline)
    with Journal(settings.journal_url) as journal, Targets(settings) as targets:
        return Run(journal, targets, desk, options).run(paths)


def _fetch(out: Path, system: str, part: Part, settings: Settings) -> dict[Path, int]:
    fetched = {}
    with SYSTEMS[system].open(settings) as source:
        for name, what in part.fetched.items():
            listing = SYSTEMS[system].lists[what](source, Query())
            export(listing, out / name, overwrite=True)
            fetched[out / name] = len(listing.rows)
    return fetched
