"""The charges that were sent to iZi."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.apis.izi.models import ChargeDraft
from xl_addin.errors import WrongUse
from xl_addin.fetching.izi.sent import Sent, doubts, sent
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.schema.izi_charges import IziCharges
from xl_addin.targets.izi import in_cents, to_draft
from xl_addin.targets.izi_charges import DEFAULT_GATEWAY
from xl_addin.texts import say

COLUMNS = (
    Column("Date", Kind.DAY, 12),
    Column("Time", width=8),
    Column("State", width=10),
    Column("Description", width=34),
    Column("Amount", Kind.AMOUNT, 14),
    Column("Gateway", width=20),
    Column("Payer email", width=28),
    Column("Invoice NIT", Kind.IDENTIFIER, 14),
    Column("Invoice name", width=28),
    Column("Order", Kind.IDENTIFIER, 14),
    Column("Notify payer", Kind.YES_NO, 12),
    Column("Proforma", Kind.YES_NO, 10),
    Column("Number", Kind.IDENTIFIER, 10),
    Column("Link", width=30),
    Column("Workbook", width=20),
    Column("Row", Kind.COUNT, 8),
    Column("Ref", width=14),
    Column("Id", Kind.IDENTIFIER, 14),
    Column("Key", width=11),
    Column("Operation", width=11),
)


def charges(source: Source, query: Query) -> Listing:
    """Charges sent in a period, from the journal, paid or not, by days in La Paz; default: this month.

    Raises:
        WrongUse: An issuer is asked for: charges have none.
    """
    if query.account is not None:
        raise WrongUse(say("izi_lists.charges_of_nobody"))
    return listing(sent(source, IziCharges.template, query))


def listing(some: Iterable[Sent]) -> Listing:
    """Some charges as a table."""
    items = sorted(some, key=lambda item: item.moment)
    return Listing("Charges", COLUMNS, [_row(item) for item in items], doubts(items))


def _row(item: Sent) -> tuple[Value, ...]:
    operation = item.operation
    draft = to_draft(operation.request, ChargeDraft)
    return (
        item.day,
        item.time,
        item.status,
        draft.description,
        in_cents(draft.amount),
        draft.gateway or DEFAULT_GATEWAY,
        draft.payer_email,
        draft.invoice_nit,
        draft.invoice_name,
        draft.order or "",
        draft.notify_payer,
        draft.proforma or False,
        operation.number,
        operation.link,
        operation.place.path,
        operation.place.row,
        operation.typed.get("ref", ""),
        operation.remote_id,
        operation.key,
        operation.id,
    )
