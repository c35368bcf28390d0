"""Balances of accounts, which the service does not give."""

from __future__ import annotations

from xl_addin.balances.compute import Balance, balances
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.fetching.organizze.openings import known
from xl_addin.fetching.organizze.source import Source, named
from xl_addin.texts import say


def account_balances(source: Source, query: Query) -> Listing:
    """Each current account's balance at the end of a day (`--end`, else today), and what it counts from."""
    wanted = named(source.names.accounts, query.account)
    records = [
        item
        for item in source.client.accounts.list()
        if (item.id == wanted.id if wanted else not item.archived)
    ]
    anchored = known(source)
    found = balances(source.client, records, anchored.anchors, query.end or source.today)
    columns = (
        Column("Account", width=24),
        Column("On", Kind.DAY, 12),
        Column("Balance", Kind.AMOUNT, 16),
        Column("Known balance", Kind.AMOUNT, 16),
        Column("Known on", Kind.DAY, 12),
        Column("Basis", width=26),
    )
    notes = [say("balance.paid_only")]
    if unknown := next((item for item in found if item.anchor is None), None):
        notes.append(say("balance.set_hint", account=unknown.account.name))
    notes += anchored.notes
    return Listing("Balances", columns, [_balance_row(item) for item in found], notes)


def _balance_row(item: Balance) -> tuple[Value, ...]:
    if item.anchor:
        return (
            item.account.name,
            item.day,
            item.amount,
            item.anchor.amount,
            item.anchor.day,
            say("balance.anchored"),
        )
    basis = say("balance.from_zero", since=item.since)
    return item.account.name, item.day, item.amount, None, None, basis
