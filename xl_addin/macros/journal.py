"""The journal as a sheet: what was sent from this computer, newest first."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from xl_addin.fetching.listing import Column, Kind, Listing, Value, Word
from xl_addin.journal.opened import opened
from xl_addin.journal.operation import Operation
from xl_addin.journal.showing import amount_of, what_of
from xl_addin.journal.store import Journal
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.settling.doubts import Doubt, doubts
from xl_addin.texts import say

MOST_SHOWN: Final = 10_000
"""Rows of the sheet; `xl-addin journal list --all` has the others."""
COLUMNS: Final = (
    Column("Changed at", Kind.MOMENT, 17),
    Column("State", width=14),
    Column("Workbook", width=28),
    Column("Row", Kind.COUNT, 8),
    Column("What", width=34),
    Column("Amount", Kind.AMOUNT, 14),
    Column("System", width=12),
    Column("Host", width=26),
    Column("Company", width=26),
    Column("Number", width=14),
    Column("Link", width=26),
    Column("Message", width=60),
    Column("Sent at", Kind.MOMENT, 17),
    Column("Id", Kind.IDENTIFIER, 14),
    Column("Operation", Kind.IDENTIFIER, 14),
    Column("Batch", Kind.IDENTIFIER, 14),
    Column("Key", width=11),
)


def journal(excel: Excel, _detail: str) -> None:
    """Every operation, after those of runs that died were settled as far as that goes without asking."""
    with opened(excel.settings.journal_url) as kept:
        kept.settle_orphans()
        made = listing(kept)
    if made.rows:
        show(excel, made)
    else:
        excel.screen.tell(say("journal.empty"))


def listing(kept: Journal) -> Listing:
    """The journal's operations as a table, in the language in use."""
    every = kept.all()[::-1]
    shown = every[:MOST_SHOWN]
    unsure = {doubt.operation.id: doubt for doubt in doubts(kept, shown)}
    notes = [say("journal.earlier", count=len(every) - MOST_SHOWN)] if len(every) > MOST_SHOWN else []
    return Listing("Journal", COLUMNS, [_row(item, unsure.get(item.id)) for item in shown], notes)


def _row(item: Operation, doubt: Doubt | None) -> tuple[Value, ...]:
    scope, place = item.scope, item.place
    amount, told = (doubt.likeness.total, doubt.told()) if doubt else (_amount(item), "")
    return (
        item.changed_at,
        Word(f"states.{item.state}"),
        place.path,
        place.row,
        what_of(item),
        amount,
        scope.system,
        scope.host,
        scope.company,
        item.number,
        item.link,
        " ".join(filter(None, (item.message, told))),
        item.sent_at,
        item.remote_id,
        item.id,
        item.batch,
        item.key,
    )


def _amount(item: Operation) -> Decimal | None:
    """Of what was typed as another thing than a number, nothing."""
    try:
        return Decimal(amount_of(item))
    except InvalidOperation:
        return None
