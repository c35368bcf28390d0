"""Transactions and transfers."""

from __future__ import annotations

from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.organizze.rows import TRANSACTION, transaction_rows, untagged
from xl_addin.fetching.organizze.source import ID, Source, named
from xl_addin.fetching.period import period
from xl_addin.values.money import from_cents


def transactions(source: Source, query: Query) -> Listing:
    """Transactions of a period, of everything or of one account or card; default: this month."""
    start, end = period(query, source.today)
    if (
        query.account
        and not source.names.accounts.has(query.account)
        and source.names.credit_cards.has(query.account)
    ):
        card = source.names.credit_cards.resolve(query.account)
        found = [
            item for item in source.client.transactions.list(start, end) if item.credit_card_id == card.id
        ]
    else:
        account = named(source.names.accounts, query.account)
        found = source.client.transactions.list(start, end, account_id=account.id if account else None)
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
