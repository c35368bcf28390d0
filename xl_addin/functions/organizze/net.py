"""ORGANIZZE_NET: what came in less what went out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xl_addin.balances.tally import EVERYBODY, summed
from xl_addin.fetching.listing import Query
from xl_addin.fetching.period import period
from xl_addin.functions.books import Books
from xl_addin.functions.function import value
from xl_addin.functions.organizze.arguments import ACCOUNT, CATEGORY, FINISH, START
from xl_addin.functions.organizze.meant import categories_named, holder_named
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents


@value(
    "ORGANIZZE_NET",
    START,
    FINISH,
    ACCOUNT,
    CATEGORY,
    example="=ORGANIZZE_NET(DATE(2026,10,1), DATE(2026,10,31))",
)
def net(
    books: Books, start: date | None, finish: date | None, account: str | None, category: str | None
) -> Decimal:
    """Income less expenses by their dates, paid or not; default: this month.

    Purchases on cards count on the day of the purchase. So without an account, payments of cards' invoices
    and transfers between own accounts are left out. An account has all that moves its money, these too; a
    card has its purchases.
    """
    organizze = books.organizze
    first, last = period(Query(start=start, end=finish), books.today())
    holder = EVERYBODY if account is None else holder_named(organizze, account)
    categories = categories_named(organizze, [] if category is None else [category])
    total = summed(organizze.tallies.between(first, last), holder, categories, first, last)
    books.note(say("cells.period", start=first, end=last))
    if total.waiting:
        amount = figure(from_cents(total.unpaid))
        books.note(say("cells.not_paid", count=total.waiting, amount=amount))
    return from_cents(total.cents)
