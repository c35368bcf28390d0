"""ORGANIZZE_BALANCE: what an account holds at the end of a day, which the service does not give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xl_addin.balances.compute import Balance, balance, span, to_come
from xl_addin.balances.tally import Sum, Tally
from xl_addin.fetching.organizze.openings import known
from xl_addin.functions.as_of import as_of
from xl_addin.functions.books import Books
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import value
from xl_addin.functions.organizze.arguments import DAY, ONE_ACCOUNT
from xl_addin.functions.organizze.meant import account_named
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents


@value("ORGANIZZE_BALANCE", ONE_ACCOUNT, DAY, example='=ORGANIZZE_BALANCE("Bradesco CC", DATE(2026,10,31))')
def account_balance(books: Books, account: str, day: date | None) -> Decimal:
    """The known balance and what was paid since; from zero, and said so, where none is known."""
    organizze = books.organizze
    record = organizze.accounts[account_named(organizze, account)]
    anchored = known(organizze.source)
    if unusable := anchored.unusable(record.id, record.name):
        raise CellError(ExcelError.NA, unusable)
    anchor = anchored.anchors.get(record.id)

    def counted(on: date) -> tuple[Balance, Sequence[Tally]]:
        tallies = organizze.tallies.between(*span(record, anchor, on))
        return balance(record, anchor, on, tallies), tallies

    found, tallies = as_of(books, day, counted)
    on = found.day
    if not found.is_known:
        made = record.created_at.date()
        raise CellError(ExcelError.NA, say("cells.before_account", account=record.name, day=on, made=made))
    _tell(books, found)
    if anchor is None:
        for note in anchored.notes:
            books.note(note)
    if on > books.today():
        tell_to_come(books, record.name, on, to_come(record, on, books.today(), tallies))
    return found.amount


def _tell(books: Books, found: Balance) -> None:
    """What it was counted from."""
    name = found.account.name
    if found.anchor:
        amount, day = figure(found.anchor.amount), found.anchor.day
        books.note(say("cells.from_anchor", account=name, amount=amount, day=day))
        return
    if not found.begun:
        books.note(say("cells.not_begun", account=name, day=found.day))
    books.note(say("cells.from_zero", account=name, since=found.since))


def tell_to_come(books: Books, account: str, day: date, coming: Sum) -> None:
    """Of a day to come: that what is not paid is not in the balance."""
    books.note(say("cells.day_to_come", day=day))
    if coming.waiting:
        amount = figure(from_cents(coming.unpaid))
        books.note(say("cells.to_come_unpaid", count=coming.waiting, account=account, amount=amount))
