"""The doctor's report as a sheet: what was looked at, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xl_addin import texts
from xl_addin.fetching.listing import Column, Listing, Word
from xl_addin.health.finding import Finding
from xl_addin.health.report import findings
from xl_addin.install import examine, places
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.settings import Settings, home, load
from xl_addin.texts import say

COLUMNS: Final = (
    Column("Service", width=14),
    Column("Looked at", width=18),
    Column("Found", width=12),
    Column("Explanation", width=100),
)


def doctor(excel: Excel, _detail: str) -> None:
    """Looks at everything, one thing after the other; the status bar says at which."""
    found: list[Finding] = []
    for finding in _findings():
        found.append(finding)
        excel.screen.status(
            say("macros.looked_at", what=" ".join(filter(None, (finding.service, finding.title))))
        )
    show(excel, listing(found))


def listing(found: Sequence[Finding]) -> Listing:
    """What was found as a table, in the language in use."""
    bad = sum(finding.error is not None for finding in found)
    note = say("macros.ailments", count=bad) if bad else say("macros.healthy")
    rows = [(item.service, item.title, Word(f"health.{_verdict(item)}"), item.text) for item in found]
    return Listing("Doctor", COLUMNS, rows, (note,))


def _findings() -> Iterator[Finding]:
    """The program's and the services', then what Excel sees of the add-in."""
    yield from findings(_loaded)
    yield from examine.findings(places.this(home()))


def _verdict(finding: Finding) -> str:
    if finding.unused:
        return "unused"
    return "bad" if finding.error else "good"


def _loaded() -> Settings:
    settings = load()
    texts.use(settings.lang)
    return settings
