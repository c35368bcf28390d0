"""Balances of accounts, which the service does not give."""

from __future__ import annotations

from xl_addin.balances.compute import Balance, balances
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.fetching.organizze.openings import known
from xl_addin.fetching.organizze.source import Source, named
from xl_addin.texts import say
from xl_addin.texts.figures import figure


def account_balances(source: Source, query: Query) -> Listing:
    """Each current account's balance at the end of a day (`--end`, else today), and what it counts from."""
    wanted = named(source.names.accounts, query.account)
    records = [
        item
        for item in source.client.accounts.list()
        if (item.id == wanted.id if wanted else not item.archived)
    ]
    anchored = known(source)
    unusable = {item.id: why for item in records if (why := anchored.unusable(item.id, item.name))}
    usable = [item for item in records if item.id not in unusable]
    day = query.end or source.today
    found = balances(source.client, usable, anchored.anchors, day)
    rows = {item.account.id: _balance_row(item) for item in found}
    for item in records:
        if item.id in unusable:
            rows[item.id] = item.name, day, None, None, None, unusable[item.id]
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
    return Listing("Balances", columns, [rows[item.id] for item in records], notes)


def basis(item: Balance) -> str:
    """What a balance was counted from, for people."""
    if item.anchor:
        return say("balance.anchored", amount=figure(item.anchor.amount), day=item.anchor.day)
    if not item.is_known:
        return say("balance.not_begun", account=item.account.name, day=item.day)
    return say("balance.from_zero", since=item.since)


def _balance_row(item: Balance) -> tuple[Value, ...]:
    amount, anchor = (item.amount if item.is_known else None), item.anchor
    seen = (anchor.amount, anchor.day) if anchor else (None, None)
    return item.account.name, item.day, amount, *seen, basis(item)
