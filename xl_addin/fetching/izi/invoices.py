"""The invoices that were sent to iZi."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from xl_addin.apis.izi.models import InvoiceDraft
from xl_addin.fetching.izi.sent import Sent, doubts, sent
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.journal.states import State
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.targets.izi import in_cents, to_draft
from xl_addin.targets.izi_invoices import total_of
from xl_addin.texts import say
from xl_addin.texts.figures import figure

COLUMNS = (
    Column("Date", Kind.DAY, 12),
    Column("Issuer", Kind.IDENTIFIER, 14),
    Column("Number", Kind.IDENTIFIER, 10),
    Column("State", width=10),
    Column("Total", Kind.AMOUNT, 14),
    Column("Buyer name", width=30),
    Column("Buyer NIT", Kind.IDENTIFIER, 14),
    Column("Issuer name", width=30),
    Column("Time", width=8),
    Column("Items", Kind.COUNT, 8),
    Column("Discount", Kind.AMOUNT, 12),
    Column("Authorization", Kind.IDENTIFIER, 18),
    Column("Control code", width=16),
    Column("Link", width=30),
    Column("Roll link", width=30),
    Column("Workbook", width=20),
    Column("Row", Kind.COUNT, 8),
    Column("Invoice", width=12),
    Column("Ref", width=14),
    Column("Id", Kind.IDENTIFIER, 14),
    Column("Key", width=11),
    Column("Operation", width=11),
)


def invoices(source: Source, query: Query) -> Listing:
    """Invoices sent in a period, from the journal, by days in La Paz; default: this month."""
    return listing(source, sent(source, IziInvoices.template, query))


def listing(source: Source, some: Iterable[Sent]) -> Listing:
    """Some invoices as a table."""
    items = sorted(some, key=order)
    notes = [*_sums(source, items), *doubts(items), *_own_totals(items)]
    return Listing("Invoices", COLUMNS, [row(source, item) for item in items], notes)


def order(item: Sent) -> tuple[object, ...]:
    """By issuer, then by number; what has none comes last."""
    number = item.operation.number
    counted = number.isascii() and number.isdigit()
    return item.operation.scope.company, not counted, number.rjust(20), item.moment


def row(source: Source, item: Sent) -> tuple[Value, ...]:
    """One invoice, by `COLUMNS`."""
    operation = item.operation
    draft, more = to_draft(operation.request, InvoiceDraft), operation.more
    return (
        item.day,
        operation.scope.company,
        operation.number,
        item.status,
        _total(item),
        draft.buyer_name,
        draft.buyer_nit,
        source.issuers.of_nit(operation.scope.company).name,
        item.time,
        len(draft.items),
        in_cents(draft.discount or Decimal()),
        more.get("authorization", ""),
        more.get("control_code", ""),
        operation.link,
        more.get("roll_link", ""),
        operation.place.path,
        operation.place.row,
        operation.typed.get("invoice", ""),
        operation.typed.get("ref", ""),
        operation.remote_id,
        operation.key,
        operation.id,
    )


def _total(item: Sent) -> Decimal:
    """What iZi made of it; what we think it comes to where iZi's answer is not known."""
    answered = item.operation.more.get("total")
    return Decimal(answered) if answered else total_of(to_draft(item.operation.request, InvoiceDraft))


def _sums(source: Source, items: Sequence[Sent]) -> list[str]:
    """What each issuer's invoices come to, those in doubt left out."""
    totals: dict[str, list[Decimal]] = {}
    for item in items:
        if item.operation.state is State.SENT:
            totals.setdefault(item.operation.scope.company, []).append(_total(item))
    names = {nit: source.issuers.of_nit(nit).name or nit for nit in totals}
    return [
        say("izi_lists.sum", count=len(some), issuer=names[nit], amount=figure(sum(some, Decimal())))
        for nit, some in totals.items()
    ]


def _own_totals(items: Sequence[Sent]) -> list[str]:
    count = sum("total" not in item.operation.more for item in items)
    return [say("izi_lists.own_total", count=count)] if count else []
