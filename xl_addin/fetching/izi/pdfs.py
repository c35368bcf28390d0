"""The PDFs behind the invoices' links, in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from xl_addin.fetching.izi.download import Brought, Outcome, Wanted, download
from xl_addin.fetching.izi.invoices import order
from xl_addin.fetching.izi.names import file_names, roll_name
from xl_addin.fetching.izi.sent import Sent, doubts, operations, sent
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Word
from xl_addin.fetching.system import Bar
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.texts import say

COLUMNS = (
    Column("Number", Kind.IDENTIFIER, 10),
    Column("Issuer", Kind.IDENTIFIER, 14),
    Column("Issuer name", width=30),
    Column("Date", Kind.DAY, 12),
    Column("Result", width=14),
    Column("File", width=40),
    Column("Reason", width=60),
)
REASONS_SHOWN = 5


def pdfs(source: Source, query: Query, folder: Path, bar: Bar) -> Listing:
    """Invoices as PDF files into --out DIR, named by number; again, what is missing; default: this month.

    Raises:
        WrongUse: The issuer is not known, the period is none, or the folder cannot be one.
        SettingsError: The proxy or the bundle cannot be used.
    """
    return _fetched(source, query, folder, bar, lambda item, name: Wanted(item.link, name))


def roll_pdfs(source: Source, query: Query, folder: Path, bar: Bar) -> Listing:
    """Likewise for a roll printer: `-rollo` stands behind their names."""
    return _fetched(
        source, query, folder, bar, lambda item, name: Wanted(item.more.get("roll_link", ""), roll_name(name))
    )


def _fetched(
    source: Source, query: Query, folder: Path, bar: Bar, choose: Callable[[Operation, PurePath], Wanted]
) -> Listing:
    template = IziInvoices.template
    found = sorted(sent(source, template, query), key=order)
    items = [item for item in found if item.operation.state is State.SENT]
    names = file_names(_sent_ever(source, template), source.party)
    wanted = [choose(item.operation, names[item.operation.id]) for item in items]
    brought = download(source.settings, wanted, folder, bar)
    rows = [
        (
            item.operation.number,
            item.operation.scope.company,
            source.issuers.of_nit(item.operation.scope.company).name,
            item.day,
            Word(f"pdfs.{what.outcome}"),
            one.name.as_posix() if one.link else "",
            what.reason,
        )
        for item, one, what in zip(items, wanted, brought, strict=True)
    ]
    failed = sum(what.outcome is Outcome.FAILED for what in brought)
    return Listing("PDFs", COLUMNS, rows, _notes(found, brought), failed)


def _sent_ever(source: Source, template: str) -> list[Operation]:
    """Not of the period alone: a name means the same invoice whatever period is asked for."""
    return [item for item in operations(source, template) if item.state is State.SENT]


def _notes(found: Sequence[Sent], brought: Sequence[Brought]) -> list[str]:
    """What is not there, why, and how to go on."""
    failed = Counter(one.reason for one in brought if one.outcome is Outcome.FAILED)
    notes = [say("pdfs.reason", count=n, reason=why) for why, n in failed.most_common(REASONS_SHOWN)]
    if failed:
        notes.append(say("pdfs.again"))
    if missing := sum(one.outcome is Outcome.NO_LINK for one in brought):
        notes.append(say("pdfs.without_link", count=missing))
    return notes + doubts(found)
