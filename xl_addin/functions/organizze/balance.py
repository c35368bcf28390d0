"""ORGANIZZE_BALANCE: what an account holds at the end of a day, which the service does not give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xl_addin.balances.compute import balance, span
from xl_addin.fetching.organizze.openings import known
from xl_addin.functions.books import Books
from xl_addin.functions.function import value
from xl_addin.functions.organizze.arguments import DAY, ONE_ACCOUNT
from xl_addin.functions.organizze.meant import account_named
from xl_addin.texts import say
from xl_addin.texts.figures import figure


@value("ORGANIZZE_BALANCE", ONE_ACCOUNT, DAY, example='=ORGANIZZE_BALANCE("Bradesco CC", DATE(2026,10,31))')
def account_balance(books: Books, account: str, day: date | None) -> Decimal:
    """The known balance and what was paid since; from zero, and said so, where none is known."""
    organizze = books.organizze
    record = organizze.accounts[account_named(organizze, account)]
    anchored = known(organizze.source)
    anchor = anchored.anchors.get(record.id)
    on = day or books.today()
    found = balance(record, anchor, on, organizze.tallies.between(*span(record, anchor, on)))
    if anchor:
        books.note(say("cells.from_anchor", amount=figure(anchor.amount), day=anchor.day))
    else:
        books.note(say("cells.from_zero", account=record.name, since=found.since))
        for note in anchored.notes:
            books.note(note)
    return found.amount
