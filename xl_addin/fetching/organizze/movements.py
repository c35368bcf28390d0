"""Transactions and transfers."""

from __future__ import annotations

from functools import partial

from xl_addin.apis.organizze.models import Transaction
from xl_addin.balances.holder import holder_of
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.organizze.holders import holder
from xl_addin.fetching.organizze.rows import TRANSACTION, transaction_rows, untagged
from xl_addin.fetching.organizze.source import ID, Source, meant, named
from xl_addin.fetching.period import period
from xl_addin.values.money import from_cents


def transactions(source: Source, query: Query) -> Listing:
    """Transactions of a period, of everything or of one account or card; default: this month."""
    start, end = period(query, source.today)
    if query.account is None:
        found = source.client.transactions.list(start, end)
    else:
        whose = meant(partial(holder, source.names), query.account)
        of_account = None if whose.on_card else whose.id
        listed = source.client.transactions.list(start, end, account_id=of_account)
        found = [item for item in listed if holder_of(item) == whose]
    return transaction_listing(source, found)


def transaction_listing(source: Source, found: list[Transaction]) -> Listing:
    """Transactions as a table."""
    return Listing("Transactions", TRANSACTION, transaction_rows(source, found))


def transfers(source: Source, query: Query) -> Listing:
    """Transfers between own accounts in a period; default: this month."""
    names = {record.id: record.name for record in source.names.accounts}
    columns = (
        Column("Date", Kind.DAY, 12),
        Column("Amount", Kind.AMOUNT, 14),
        Column("From account", width=22),
        Column("To account", width=22),
        Column("Paid", Kind.YES_NO, 8),
        Column("Tags", width=18),
        ID,
        Column("Key", width=11),
    )
    account = named(source.names.accounts, query.account)
    rows = []
    for item in source.client.transfers.list(*period(query, source.today)):
        ends = (item.account_id, item.oposite_account_id)
        payer, receiver = ends if item.amount_cents <= 0 else ends[::-1]
        if account is None or account.id in ends:
            tags, key = untagged(item)
            amount = from_cents(abs(item.amount_cents))
            shown = (names.get(payer or 0, ""), names.get(receiver or 0, ""))
            rows.append((item.date, amount, *shown, item.paid, tags, item.id, key))
    return Listing("Transfers", columns, rows)
